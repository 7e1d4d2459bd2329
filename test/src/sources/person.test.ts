// Natural persons in text: names and numbers go, words that only look like them stay. All persons here are made up.
import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { maskedName, maskNameIn, maskPersonsIn, startsAsPerson } from "../../../src/sources/person.ts";
import { checkDigitHolds } from "../../../src/sources/thai-tin.ts";

const mask = (identity: string) =>
  [...createHmac("sha256", "made up").update(identity).digest("hex")]
    .map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)))
    .join("");
const P = "บุคคลธรรมดา · [a-p]{6}";
const masked = (text: string) => maskPersonsIn(text, mask);

describe("names in free text", () => {
  test.each([
    ["จ้างพนักงานขับรถยนต์ (นายตัวอย่าง สมมุติดี) โดยวิธีเฉพาะเจาะจง", `^จ้างพนักงานขับรถยนต์ \\(${P}\\) โดยวิธีเฉพาะเจาะจง$`],
    ["จ้างเหมาบริการ นางสาวทดสอบ  จำลองดี จำนวน 1 งาน", `^จ้างเหมาบริการ ${P} จำนวน 1 งาน$`],
    ["จ้าง น.ส.ทดสอบ จำลองดี ทำความสะอาด", `^จ้าง ${P} ทำความสะอาด$`],
    ["จ้างของนาง ทดลอง เขียนขึ้นตำแหน่งแม่บ้าน", `^จ้างของ${P}ตำแหน่งแม่บ้าน$`],
    ["แปลงของว่าที่ร้อยตรีหญิง ทดสอบ จำลองดี หมู่ที่ 3", `^แปลงของ${P} หมู่ที่ 3$`],
    ["จ้าง ว่าที่ ร.ต.ทดสอบ จำลองดี ขับรถ", `^จ้าง ${P} ขับรถ$`],
    ["จ้างนายตัวอย่าง ณ เมืองสมมุติ เป็นวิทยากร", `^จ้าง${P} เป็นวิทยากร$`],
    ["จ้างนางตัวอย่าง สมมุติ ณ เมืองใหม่ โดยวิธีเฉพาะเจาะจง", `^จ้าง${P} โดยวิธีเฉพาะเจาะจง$`],
    ["รายนายตัวอย่าง สายสมมุติ โดยวิธีเฉพาะเจาะจง", `^ราย${P} โดยวิธีเฉพาะเจาะจง$`],
    ["ครูชาวต่างประเทศ (Mr. Example Madeup Person) 1 ราย", `^ครูชาวต่างประเทศ \\(${P}\\) 1 ราย$`],
    ["นายตัวอย่าง สมมุติ และนางสาวทดสอบ จำลองดี", `^${P} และ${P}$`],
  ])("%s", (text, shown) => expect(masked(text)).toMatch(new RegExp(shown)));

  test.each([
    ["ซ่อมรถประจำตำแหน่งนายก อบต. ประจำปี 2568"],
    ["ประชุมนายกเทศมนตรี ทั่วประเทศ"],
    ["จ้างจัดงานต้อนรับนายกรัฐมนตรี ณ ทำเนียบ"],
    ["ประชุมนายอำเภอ และบุคลากร"],
    ["โครงการอบรมนายทะเบียน จังหวัดน่าน"],
    ["ปรับปรุงถนน อำเภอนางรอง จังหวัดบุรีรัมย์"],
    ["ตลาดนางเลิ้ง เขตป้อมปราบศัตรูพ่าย"],
    ["อำเภอเดิมบางนางบวช จังหวัดสุพรรณบุรี"],
    ["สมเด็จพระนางเจ้าสิริกิติ์ พระบรมราชินีนาถ"],
    ["เดือนมิถุนายน พ.ศ. 2568"],
    ["พัฒนางาน กองทุน"],
    ["พัฒนายกระดับ ผลิตภัณฑ์ชุมชน"],
    ["เครื่องแบบ จำนวน 4 นาย พร้อมอุปกรณ์"],
    ["สถานสงเคราะห์เด็กชายบ้านปากเกร็ด กรมกิจการเด็กและเยาวชน"],
    ["ทนายความ สำนักงานกฎหมาย"],
    ["ทำนายผล ผลิตพืช"],
    ["เห็ดนางฟ้า โครงการส่งเสริม"],
    ["เครื่อง LC MS/MS Agilent Technologies"],
    ["ที่ดิน น.ส.3 ก. เลขที่ 12"],
    ["ถนนสายบ้านนายดำ หมู่ที่ 4 ตำบลในเมือง"],
    ["นายทหารสัญญาบัตร กองทัพบก"],
    ["นายช่างโยธา ปฏิบัติงาน"],
  ])("stays: %s", (text) => expect(masked(text)).toBe(text));

  test("the same name is shown the same, another name otherwise", () => {
    expect(masked("(นายตัวอย่าง สมมุติ)")).toBe(masked("(นายตัวอย่าง  สมมุติ)"));
    expect(masked("(นายตัวอย่าง สมมุติ)")).not.toBe(masked("(นายตัวอย่าง จำลองดี)"));
  });

  test("a supplier's name is found without its title", () => {
    const shown = maskedName(mask("1"));
    expect(maskNameIn("จ้างขับรถ (ตัวอย่าง  สมมุติ) งวด 2", "นายตัวอย่าง สมมุติ", shown)).toBe(`จ้างขับรถ (${shown}) งวด 2`);
    expect(maskNameIn("จ้างขับรถ (น.ส.ตัวอย่าง สมมุติ)", "นางสาวตัวอย่าง สมมุติ", shown)).toBe(`จ้างขับรถ (${shown})`);
    expect(maskNameIn("ซื้อน้ำดื่ม 925 ขวด", "925", shown)).toBe("ซื้อน้ำดื่ม 925 ขวด");
  });
});

describe("citizen numbers in free text", () => {
  const CITIZEN = "1234567890121";
  test.each([
    [`เลขประจำตัว ${CITIZEN} จำนวน 1 ราย`],
    ["เลขประจำตัว 1-2345-67890-12-1 จำนวน 1 ราย"],
    ["เลขประจำตัว 1 2345 67890 12 1 จำนวน 1 ราย"],
    ["เลขประจำตัว ๑๒๓๔๕๖๗๘๙๐๑๒๑ จำนวน 1 ราย"],
    ["เลขประจำตัว ๑-๒๓๔๕-๖๗๘๙๐-๑๒-๑ จำนวน 1 ราย"],
    ["เลขประจำตัว 123456789xxxx จำนวน 1 ราย"],
  ])("%s", (text) => expect(masked(text)).toBe("เลขประจำตัว ••••••••••••• จำนวน 1 ราย"));

  test.each([
    ["เลขนิติบุคคล 0105564068059", "a juristic number"],
    ["หมายเลข 1234567890122", "a wrong check digit"],
    ["หมายเลข 12345678901210", "fourteen digits"],
    ["หมายเลข AA1234567890121", "letters before it"],
    ["โครงการ 68039258101", "a project number"],
  ])("stays: %s (%s)", (text) => expect(masked(text)).toBe(text));

  test("property: no valid citizen number survives in any writing", () => {
    const number = fc
      .tuple(fc.integer({ min: 1, max: 8 }), fc.stringMatching(/^\d{11}$/))
      .map(([first, rest]) => [..."0123456789"].map((last) => `${first}${rest}${last}`).find(checkDigitHolds)!);
    fc.assert(
      fc.property(number, fc.constantFrom("", "-", " ", "–"), fc.boolean(), (digits, separator, thai) => {
        const parts = [digits[0], digits.slice(1, 5), digits.slice(5, 10), digits.slice(10, 12), digits[12]].join(separator);
        const written = thai ? parts.replace(/\d/g, (digit) => "๐๑๒๓๔๕๖๗๘๙"[Number(digit)]!) : parts;
        expect(masked(`ก ${written} ข`)).toBe("ก ••••••••••••• ข");
      }),
    );
  });
});

describe("names that begin as a person's", () => {
  test.each([
    "นายตัวอย่าง สมมุติ",
    "นาง ตัวอย่าง",
    "นางสาวตัวอย่าง",
    "น.ส.ตัวอย่าง สมมุติ",
    "ว่าที่ ร.ต.ตัวอย่าง",
    "ด.ต.ตัวอย่าง สมมุติ",
    "ร้อยตำรวจเอกหญิง ตัวอย่าง",
    "Mr.Example Madeup",
    "MISS EXAMPLE",
  ])("%s", (name) => expect(startsAsPerson(name)).toBe(true));
  test.each(["บริษัท นายตัวอย่าง จำกัด", "ร้านนายช่าง", "นายช่างเซอร์วิส", "นายหน้าประกันภัย", "นางรองพาณิชย์", "นางเลิ้งการค้า", "Mrsoft Company", "กิจการ"])(
    "not %s",
    (name) => expect(startsAsPerson(name)).toBe(false),
  );
});
