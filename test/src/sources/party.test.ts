// Parties: kind and key from number and name, and nothing of a natural person left. All persons here are made up.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isJointName, kindOfName, nameKey, partyOf } from "../../../src/sources/party.ts";
import { bareNumber, checkDigitHolds, kindOfNumber, registrationOf } from "../../../src/sources/thai-tin.ts";

const asked: string[] = [];
const mask = (identity: string) => {
  asked.push(identity);
  return "abcdefghijklmnop";
};

describe("the thirteen-digit number", () => {
  test.each(["0105564068059", "0107537000939", "0107563000142", "0105547025304", "0365529000042", "1234567890121"])("%s holds", (number) =>
    expect(checkDigitHolds(number)).toBe(true),
  );
  test.each(["0993000411018", "0105564068058", "010556406805", "33096000012xx", ""])("%s does not", (number) =>
    expect(checkDigitHolds(number)).toBe(false),
  );

  test.each([
    ["0105564068059", "juristic"],
    ["0994000245262", "public"],
    ["0993000510631", "joint_venture"],
    ["0992001744112", "juristic"],
    ["0991000000000", "natural"],
    ["3309600001231", "natural"],
    ["330960000xxxx", "natural"],
    ["010556406xxxx", "juristic"],
    ["D888888888001", undefined],
    ["987654320xxxx", undefined],
    ["xxxx", undefined],
    ["3101234567", undefined],
  ])("%s is of a %s", (number, kind) => expect(kindOfNumber(number)).toBe(kind));

  test("separators and Thai digits go, other text stays", () => {
    expect(bareNumber("0-1055-64068-05-9")).toBe("0105564068059");
    expect(bareNumber("๐๑๐๕๕๖๔๐๖๘๐๕๙")).toBe("0105564068059");
    expect(bareNumber(" GB 123 ")).toBe("GB 123");
  });

  test("province and year of registration", () => {
    expect(registrationOf("0105564068059")).toEqual({ provinceCode: "10", year: 2021 });
    expect(registrationOf("0365529000042")).toEqual({ provinceCode: "36", year: 1986 });
    expect(registrationOf("0994000245262")).toBeUndefined();
    expect(registrationOf("1234567890121")).toBeUndefined();
  });

  test("property: one digit changed does not hold, but for the third, whose weight is eleven", () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^\d{12}$/),
        fc.nat({ max: 11 }).filter((place) => place !== 2),
        fc.integer({ min: 1, max: 9 }),
        (twelve, place, by) => {
          const number = [..."0123456789"].map((last) => twelve + last).find(checkDigitHolds)!;
          const digit = String((Number(number[place]) + by) % 10);
          const changed = number.slice(0, place) + digit + number.slice(place + 1);
          // The last digit is a remainder of eleven written in ten digits: 10 and 0 look alike.
          if (checkDigitHolds(changed)) expect(number[12]).toMatch(/[01]/);
        },
      ),
    );
  });
});

describe("names", () => {
  test.each([
    ["บริษัท ตัวอย่าง จำกัด", "ตัวอย่าง"],
    ["บจก. ตัวอย่าง", "ตัวอย่าง"],
    ["บริษัท ตัวอย่าง จำกัด (มหาชน)", "ตัวอย่าง"],
    ["บมจ.ตัวอย่าง", "ตัวอย่าง"],
    ["ห้างหุ้นส่วนจำกัด ตัวอย่าง (สำนักงานใหญ่)", "ตัวอย่าง"],
    ["หจก.ตัวอย่าง (สาขา 2)", "ตัวอย่าง"],
    ["บริษัทจำกัด บริษัท ตัวอย่าง จำกัด(สัญญากิจการค้าร่วม)", "ตัวอย่าง"],
    ["บริษัท เอ.บี.ซี. (ประเทศไทย) จำกัด", "เอบีซี"],
    ["Example Trading Co., Ltd.", "exampletrading"],
    ["EXAMPLE TRADING COMPANY LIMITED", "exampletrading"],
    ["ร้าน ตัวอย่าง ๒", "ร้านตัวอย่าง2"],
    ["บริษัท จำกัด", "บริษัทจำกัด"],
  ])("%s is found as %s", (name, key) => expect(nameKey(name)).toBe(key));

  test.each([
    ["กิจการร่วมค้า ก และ ข", true],
    ["กิจการค้าร่วมตัวอย่าง (EX Consortium)", true],
    ["คอนซอร์เตียม ตัวอย่าง", true],
    ["บริษัท ก จำกัด ร่วมกับ บริษัท ข จำกัด", true],
    ["กลุ่มบริษัทที่ปรึกษา บริษัท ก จำกัด และ บริษัท ข จำกัด", true],
    ["บริษัท ตัวอย่าง จำกัด", false],
  ])("%s is joint: %s", (name, joint) => expect(isJointName(name)).toBe(joint));

  test.each([
    ["นางสาวทดสอบ แบบจำลอง", "natural"],
    ["ทดสอบ แบบจำลอง", "natural"],
    ["ร้านตัวอย่าง โดยนายทดสอบ แบบจำลอง", "natural"],
    ["อู่ตัวอย่าง โดยทดสอบ แบบจำลอง", "natural"],
    ["ร้านตัวอย่าง", "unknown"],
    ["ตัวอย่าง เซอร์วิส", "unknown"],
    ["บริษัท ตัวอย่าง จำกัด", "juristic"],
    ["Example GmbH", "juristic"],
    ["เทศบาลตำบลตัวอย่าง", "public"],
    ["กิจการร่วมค้า ตัวอย่าง", "joint_venture"],
  ])("%s alone says %s", (name, kind) => expect(kindOfName(name)).toBe(kind));
});

describe("parties", () => {
  test("a firm is known by its number", () => {
    expect(partyOf({ number: "0105564068059", name: "บริษัท ตัวอย่าง จำกัด" }, mask)).toEqual({
      ...{ id: "TH-TIN:0105564068059", kind: "juristic", name: "บริษัท ตัวอย่าง จำกัด", registry_number: "0105564068059", country: "TH" },
    });
  });

  test("a number whose check digit fails stays the key, as printed", () => {
    const party = partyOf({ number: "0-9930-00411-01-8", name: "กิจการร่วมค้า ตัวอย่าง" }, mask);
    expect(party).toMatchObject({ id: "TH-TIN:0993000411018", kind: "joint_venture", registry_number: "0-9930-00411-01-8" });
  });

  test("a natural person leaves letters only, by number and name", () => {
    asked.length = 0;
    const party = partyOf({ number: "330960000xxxx", name: "นางสาวทดสอบ  แบบจำลอง", address: "12 ถนนสมมุติ", phone: "020000000" }, mask);
    expect(party).toEqual({ id: "natural:abcdefghijklmnop", kind: "natural", name: "บุคคลธรรมดา · abcdef", registry_number: null });
    expect(asked).toEqual(["330960000xxxx|นางสาวทดสอบ แบบจำลอง"]);
  });

  test("a shop with a citizen's number is a natural person, one without is not known", () => {
    expect(partyOf({ number: "330960000xxxx", name: "ร้านตัวอย่าง" }, mask)?.kind).toBe("natural");
    expect(partyOf({ number: "", name: "ร้านตัวอย่าง" }, mask)).toMatchObject({
      id: "name:ร้านตัวอย่าง",
      kind: "unknown",
      registry_number: null,
    });
  });

  test("placeholders are no key: the name is, and says so", () => {
    expect(partyOf({ number: "D888888888001", name: "กิจการค้าร่วม ตัวอย่าง" }, mask)).toMatchObject({
      ...{ id: "name:กิจการค้าร่วมตัวอย่าง", kind: "joint_venture", registry_number: "D888888888001" },
    });
    expect(partyOf({ number: "xxxx", name: "บริษัท ตัวอย่าง จำกัด" }, mask)).toMatchObject({ id: "name:ตัวอย่าง", registry_number: null });
    expect(partyOf({ number: "987654320xxxx", name: "Example GmbH" }, mask)).toMatchObject({ id: "name:examplegmbh", kind: "juristic" });
  });

  test("a body under the name of the person who acts for it stays a body and loses the person", () => {
    expect(partyOf({ number: "0994000245262", name: "นางทดสอบ แบบจำลอง" }, mask)).toMatchObject({
      id: "TH-TIN:0994000245262",
      kind: "public",
      name: "บุคคลธรรมดา · abcdef",
    });
    expect(partyOf({ number: "0992001744112", name: "ห้างหุ้นส่วนสามัญ ตัวอย่าง โดย นายทดสอบ แบบจำลอง" }, mask)?.name).toBe(
      "ห้างหุ้นส่วนสามัญ ตัวอย่าง โดย บุคคลธรรมดา · abcdef",
    );
    expect(partyOf({ number: "0105564068059", name: "บริษัท ป้ายนายทดสอบ สติ๊กเกอร์ จำกัด" }, mask)?.name).toBe("บริษัท ป้ายนายทดสอบ สติ๊กเกอร์ จำกัด");
  });

  test("nothing printed is no party; nine digits without a name are nobody", () => {
    expect(partyOf({ number: null, name: " - " }, mask)).toBeUndefined();
    expect(partyOf({ number: "330960000xxxx", name: "" }, mask)).toBeUndefined();
    expect(partyOf({ number: "0105564068059", name: "" }, mask)).toMatchObject({ id: "TH-TIN:0105564068059", name: null });
  });

  test("property: of a natural person neither a digit nor a word of the name survives", () => {
    const word = fc.stringMatching(/^[ก-ฮ]{3,8}$/);
    const number = fc.oneof(fc.stringMatching(/^[1-8]\d{12}$/), fc.stringMatching(/^[1-8]\d{8}xxxx$/), fc.constant(""));
    fc.assert(
      fc.property(number, fc.constantFrom("นาย", "นาง", "นางสาว", "น.ส.", "ว่าที่ร้อยตรี "), word, word, (printed, title, first, family) => {
        const party = partyOf({ number: printed, name: `${title}${first} ${family}`, address: "1/2", phone: "3" }, mask)!;
        expect(party.kind).toBe("natural");
        expect(JSON.stringify(party)).not.toMatch(/\d/);
        expect(JSON.stringify(party)).not.toContain(family);
      }),
    );
  });
});
