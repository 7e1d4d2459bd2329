// Files that are almost e-GP records: what is wrong with them, and what to do. Each ends in a UserError, before anything is read.

import { UserError } from "../../error.ts";
import type { Text } from "../../text/text.ts";
import { printed } from "../thai-number.ts";
import type { NearMiss, Sheet } from "./sheet.ts";

/** รหัสโครงการ after the three ways of opening a file with the wrong encoding and saving it again. */
const MOJIBAKE: readonly { seen: string; how: Text }[] = [
  {
    seen: "เธฃเธซเธฑเธช",
    how: { en: "UTF-8 was opened as Thai (windows-874) and saved again", th: "แฟ้ม UTF-8 ถูกเปิดเป็นรหัสไทย (windows-874) แล้วบันทึกทับ" },
  },
  {
    seen: "ÃËÑÊâ¤Ã§¡ÒÃ",
    how: {
      en: "Thai (windows-874) was opened as Western European and saved again",
      th: "แฟ้มรหัสไทย (windows-874) ถูกเปิดเป็นรหัสยุโรปตะวันตกแล้วบันทึกทับ",
    },
  },
  {
    seen: "à¸£à¸«à¸±à¸ª",
    how: { en: "UTF-8 was opened as Western European and saved again", th: "แฟ้ม UTF-8 ถูกเปิดเป็นรหัสยุโรปตะวันตกแล้วบันทึกทับ" },
  },
];

/** Refuses text whose headings were garbled by a wrong encoding; the letters behind them cannot all be won back. */
export function refuseMojibake(head: string, name: string): void {
  const found = MOJIBAKE.find(({ seen }) => head.includes(seen));
  if (!found) return;
  throw new UserError("text-garbled", {
    what: { en: `the Thai text of this file is garbled: ${found.how.en}`, th: `ภาษาไทยในแฟ้มนี้เสียหาย: ${found.how.th}` },
    where: `${name}, "${found.seen}…" ≠ รหัสโครงการ`,
    remedy: {
      en: "take the file from the publisher again and import it as downloaded, or save it as CSV UTF-8 from the program that still shows it rightly",
      th: "ดาวน์โหลดแฟ้มจากผู้เผยแพร่ใหม่แล้วนำเข้าโดยไม่เปิดบันทึกทับ หรือบันทึกเป็น CSV UTF-8 จากโปรแกรมที่ยังแสดงภาษาไทยได้ถูกต้อง",
    },
    exit: "unusable",
  });
}

function listed(headings: readonly string[], more: (count: number) => string): string {
  const shown = headings.slice(0, 5).map((heading) => `"${heading}"`);
  return shown.join(", ") + (headings.length > shown.length ? more(headings.length - shown.length) : "");
}

/** What is said of headings that are repeated, missing or strange, by language. */
const SAID = {
  en: { more: (n: number) => ` and ${n} more`, repeated: "stands twice", missing: "is missing", unknown: "is not one of its columns" },
  th: { more: (n: number) => ` และอีก ${n} คอลัมน์`, repeated: "ซ้ำกัน", missing: "ขาดหายไป", unknown: "ไม่ใช่คอลัมน์ของรูปแบบนี้" },
};

function differences(near: NearMiss, language: "en" | "th"): string {
  const { more, ...said } = SAID[language];
  return (["repeated", "missing", "unknown"] as const)
    .filter((kind) => near[kind].length > 0)
    .map((kind) => `${listed(near[kind], more)} ${said[kind]}`)
    .join("; ");
}

/** The refusal of headings that are close to a layout and not it. */
export function nearMiss(near: NearMiss, name: string, at: string): UserError {
  return new UserError("columns-unexpected", {
    what: {
      en: `the columns are close to the e-GP layout ${near.layout} but not the same: ${differences(near, "en")}`,
      th: `คอลัมน์ใกล้เคียงกับรูปแบบ e-GP ${near.layout} แต่ไม่ตรงกัน: ${differences(near, "th")}`,
    },
    where: `${name}, ${at}`,
    remedy: {
      en: "import the file as the portal gives it, without columns added, removed or renamed; for a table of your own give a mapping file with --mapping",
      th: "นำเข้าแฟ้มตามที่เว็บไซต์ให้ดาวน์โหลด โดยไม่เพิ่ม ลบ หรือเปลี่ยนชื่อคอลัมน์ หากเป็นตารางของท่านเอง ให้ระบุแฟ้มจับคู่คอลัมน์ด้วย --mapping",
    },
    exit: "unusable",
  });
}

/** The kind of characters a cell holds, not the cell: it may be a person's name or number. */
function shape(value: unknown): string {
  const text = printed(value) ?? "";
  return text === ""
    ? "blank"
    : `"${text
        .replace(/[\d๐-๙]/g, "9")
        .replace(/[ก-๎]+/g, "ก")
        .replace(/[A-Za-z]+/g, "a")
        .slice(0, 24)}"`;
}

/** The refusal of a file of 31 headings whose values stand neither under them nor three columns to the left. */
export function misaligned(sheet: Sheet, row: Record<string, unknown>, name: string, at: string): UserError {
  const keys = [sheet.shifted?.winnerNumber, sheet.columns.winnerNumber, sheet.columns.signed].filter((key) => key !== undefined);
  return new UserError("columns-misaligned", {
    what: {
      en: "the values of this file stand neither under their headings nor three columns to the left of them, as the portal's do",
      th: "ค่าในแฟ้มนี้ไม่อยู่ตรงกับหัวคอลัมน์ และไม่ได้เลื่อนซ้ายสามคอลัมน์อย่างแฟ้มของเว็บไซต์",
    },
    where: `${name}, ${at}: ${keys.map((key) => `${key} holds ${shape(row[key])}`).join(", ")}`,
    remedy: {
      en: "take the file from the portal again; if a spreadsheet has moved its columns, undo that",
      th: "ดาวน์โหลดแฟ้มจากเว็บไซต์ใหม่ หากโปรแกรมตารางคำนวณเลื่อนคอลัมน์ไว้ ให้ย้ายกลับ",
    },
    exit: "unusable",
  });
}
