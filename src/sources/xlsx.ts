// A spreadsheet (.xlsx) as JSON lines, each on the line of its row. Its parts are measured before anything is inflated, and read in a child process.
import { open } from "node:fs/promises";
import { UserError } from "../error.ts";
import { childLines, headOfLines } from "./child-lines.ts";
import { LIMITS } from "./limits.ts";
import type { Opened } from "./source.ts";

const UNREADABLE = {
  code: "xlsx-unreadable",
  what: (why: string) => ({ en: `the spreadsheet cannot be read: ${why}`, th: `อ่านแฟ้มตารางคำนวณไม่ได้: ${why}` }),
  remedy: {
    en: "open it in a spreadsheet program, save the sheet as CSV in UTF-8, and import that",
    th: "เปิดด้วยโปรแกรมตารางคำนวณ บันทึกเป็น CSV แบบ UTF-8 แล้วนำเข้าแฟ้มนั้น",
  },
};

/** Dresses the first sheet of a spreadsheet as a file of JSON lines under its headings; line numbers are row numbers. */
export async function xlsxAsLines(opened: Opened, most: number = LIMITS.sheetBytes): Promise<Opened> {
  const { path, name } = opened;
  await refuseBomb(path, name, most);
  const bytes = () =>
    childLines({ script: "dist/sources/xlsx-child.js", path, name, most: 2 * most, memory: 2048, unreadable: UNREADABLE });
  return { ...opened, head: await headOfLines(bytes(), 65_536), bytes };
}

const [DIRECTORY_END, DIRECTORY_ENTRY] = [0x06054b50, 0x02014b50];
const DIRECTORY_END_BYTES = 22;
const ENTRY_BYTES = 46;
/** A comment at the end of an archive is not longer. */
const COMMENT_BYTES = 65_535;
const SIZES_FOLLOW = 8;

/** Adds up what the parts say they inflate to; the reader holds each to what it said. */
async function refuseBomb(path: string, name: string, most: number): Promise<void> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const tail = Buffer.alloc(Math.min(size, DIRECTORY_END_BYTES + COMMENT_BYTES));
    await file.read(tail, 0, tail.length, size - tail.length);
    const end = tail.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
    if (end < 0 || end + DIRECTORY_END_BYTES > tail.length || tail.readUInt32LE(end) !== DIRECTORY_END)
      throw broken("no list of its parts");
    const [length, from] = [tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
    if (from + length > size) throw broken("its list of parts lies outside of it");
    const directory = Buffer.alloc(length);
    await file.read(directory, 0, length, from);
    let inflated = 0;
    for (let at = 0; at + ENTRY_BYTES <= length && directory.readUInt32LE(at) === DIRECTORY_ENTRY; ) {
      const [packed, whole] = [directory.readUInt32LE(at + 20), directory.readUInt32LE(at + 24)];
      if (whole === 0 && (packed > 0 || (directory.readUInt16LE(at + 8) & SIZES_FOLLOW) !== 0))
        throw broken("a part does not say its size");
      inflated += whole;
      at += ENTRY_BYTES + directory.readUInt16LE(at + 28) + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
    }
    const bomb = inflated > LIMITS.inflatedRatioAfter && inflated > LIMITS.inflatedRatio * size;
    if (bomb || inflated > most) throw tooLarge(name, inflated, bomb);
  } finally {
    await file.close();
  }

  function broken(why: string): UserError {
    return new UserError(UNREADABLE.code, { what: UNREADABLE.what(why), where: name, remedy: UNREADABLE.remedy, exit: "unusable" });
  }
}

function tooLarge(name: string, inflated: number, bomb: boolean): UserError {
  return new UserError("file-too-large", {
    what: { en: `${name} would inflate to ${inflated} bytes.`, th: `${name} จะขยายออกเป็น ${inflated} ไบต์` },
    where: name,
    remedy: bomb
      ? { en: "Do not trust where the file came from.", th: "อย่าเชื่อถือแหล่งที่มาของแฟ้ม" }
      : { en: "Save the sheet as CSV in UTF-8 and import that.", th: "บันทึกเป็น CSV แบบ UTF-8 แล้วนำเข้าแฟ้มนั้น" },
    exit: "unusable",
  });
}
