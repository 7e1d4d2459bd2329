// What is said of files that cannot be used as a whole, in both languages.
import { UserError } from "../error.ts";
import type { Kind } from "../sources/open.ts";
import type { Text } from "../text/text.ts";

/** Files that hold no records, by what they are: what that is, and what to do. */
const NO_DATA: Partial<Record<Kind, { what: Text; remedy: Text }>> = {
  html: {
    what: {
      en: "this is a web page, not data: the portal answered with a page where a file was expected",
      th: "แฟ้มนี้เป็นหน้าเว็บ ไม่ใช่ข้อมูล: เว็บไซต์ตอบกลับเป็นหน้าเว็บแทนแฟ้มข้อมูล",
    },
    remedy: {
      en: "open the address in a browser, download the file there, and import the downloaded file",
      th: "เปิดที่อยู่นั้นในเบราว์เซอร์ ดาวน์โหลดแฟ้มข้อมูล แล้วนำเข้าแฟ้มที่ดาวน์โหลดมา",
    },
  },
  pdf: {
    what: { en: "this is a PDF document, whatever its name says, and no data", th: "แฟ้มนี้เป็นเอกสาร PDF ไม่ใช่ข้อมูล ไม่ว่าชื่อแฟ้มจะเป็นอย่างไร" },
    remedy: {
      en: "ask the publisher for the table behind the document, as CSV or JSON",
      th: "ขอตารางข้อมูลของเอกสารนี้จากผู้เผยแพร่ ในรูปแบบ CSV หรือ JSON",
    },
  },
  xml: {
    what: { en: "this is XML, which no source here reads", th: "แฟ้มนี้เป็น XML ซึ่งยังไม่มีแหล่งข้อมูลใดอ่านได้" },
    remedy: { en: "get the same records as CSV or JSON", th: "ใช้ระเบียนเดียวกันในรูปแบบ CSV หรือ JSON" },
  },
};

/** The refusal of a file that no source recognises. */
export function unknownLayout(kind: Kind, name: string): UserError {
  const said = NO_DATA[kind];
  if (said) return new UserError("not-data", { ...said, where: name, exit: "unusable" });
  return new UserError("layout-unknown", {
    what: {
      en: "no source knows this layout: it has neither the headings of e-GP rows nor the names of OCDS or OC4IDS",
      th: "ไม่มีแหล่งข้อมูลใดรู้จักรูปแบบนี้: ไม่มีหัวคอลัมน์ของระบบ e-GP และไม่มีชื่อข้อมูลตามมาตรฐาน OCDS หรือ OC4IDS",
    },
    where: name,
    remedy: {
      en: "give a mapping file with --mapping, or see the layouts in the README",
      th: "ระบุแฟ้มจับคู่คอลัมน์ด้วย --mapping หรือดูรูปแบบที่อ่านได้ใน README",
    },
    exit: "unusable",
  });
}

/** The refusal of a file without a single record. */
export function noRecords(name: string): UserError {
  return new UserError("no-records", {
    what: { en: "the file holds no record", th: "แฟ้มนี้ไม่มีระเบียน" },
    where: name,
    remedy: { en: "check that the download is whole", th: "ตรวจสอบว่าดาวน์โหลดแฟ้มมาครบถ้วน" },
    exit: "unusable",
  });
}

/** The refusal of an archive inside an archive. */
export function nested(name: string): UserError {
  return new UserError("zip-nested", {
    what: { en: "this is an archive inside an archive, which is not opened", th: "แฟ้มนี้เป็นแฟ้มบีบอัดที่ซ้อนอยู่ในแฟ้มบีบอัดอื่น จึงไม่เปิดอ่าน" },
    where: name,
    remedy: { en: "unpack the outer archive and import the files that were in it", th: "แตกแฟ้มชั้นนอกออกก่อน แล้วนำเข้าแฟ้มที่อยู่ข้างใน" },
    exit: "unusable",
  });
}
