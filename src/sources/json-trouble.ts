// Why JSON cannot be read on, as it is told to whoever sent it: where, and what to do.

import { UserError } from "../error.ts";
import { LIMITS } from "./limits.ts";

const TROUBLES = {
  "json-malformed": {
    what: { en: "is not well-formed JSON", th: "ไม่เป็น JSON ที่ถูกต้อง" },
    remedy: {
      en: "Nothing after this place can be read. Get the file again; if it is the same, ask the publisher to mend it.",
      th: "อ่านข้อมูลหลังตำแหน่งนี้ไม่ได้ ให้ดาวน์โหลดแฟ้มใหม่ หากยังเหมือนเดิมให้แจ้งผู้เผยแพร่แก้ไข",
    },
  },
  "json-too-deep": {
    what: {
      en: `nests deeper than the ${LIMITS.jsonDepth} levels a record may have`,
      th: `มีโครงสร้างซ้อนลึกเกิน ${LIMITS.jsonDepth} ชั้นที่ระเบียนจะมีได้`,
    },
    remedy: {
      en: "This is no procurement record. Ask where the file comes from.",
      th: "แฟ้มนี้ไม่ใช่ระเบียนจัดซื้อจัดจ้าง ให้ตรวจสอบแหล่งที่มาของแฟ้ม",
    },
  },
  "file-truncated": {
    what: { en: "ends in the middle of a record", th: "จบลงกลางระเบียน" },
    remedy: { en: "The download was not completed: get the file again.", th: "การดาวน์โหลดไม่ครบถ้วน ให้ดาวน์โหลดแฟ้มใหม่" },
  },
} as const;

export type JsonTrouble = keyof typeof TROUBLES;

/** The trouble at a byte of the stream. */
export function jsonTrouble(code: JsonTrouble, name: string, offset: number, line: number): UserError {
  const { what, remedy } = TROUBLES[code];
  const place = `byte ${offset}, line ${line}`;
  return new UserError(code, {
    what: { en: `${name} ${what.en}: ${place}.`, th: `${name} ${what.th}: ไบต์ ${offset} บรรทัด ${line}` },
    where: `${name}, ${place}`,
    remedy,
    exit: "unusable",
  });
}
