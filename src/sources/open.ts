// Opens a file as bytes under the limits, streamed and never held: gzip is known by its magic bytes. Says what the content is.

import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import { UserError } from "../error.ts";
import type { Text } from "../text/text.ts";
import { encodingOf, textOf } from "./encoding.ts";
import { LIMITS } from "./limits.ts";
import type { Opened } from "./source.ts";

const HEAD = 64 * 1024;
const CHUNK = 256 * 1024;
const BLANK = Buffer.from(" \t\r\n\uFEFF");

/** Opens a file whose bytes nobody vouches for; `most` is how many bytes it may inflate to. */
export async function openFile(path: string, name: string, most: number = LIMITS.inflatedBytes): Promise<Opened> {
  const raw = await headOf(plain(path, name), 2);
  const bytes = isGzip(raw) ? () => inflated(path, name, most) : () => plain(path, name);
  const head = raw.length === 0 ? raw : await headOf(bytes(), HEAD);
  if (head.length < HEAD && head.every((byte) => BLANK.includes(byte))) throw empty(name);
  refuseArchives(head, name);
  const opened = { name, head, path, bytes };
  return kindOf(head) === "json" && /^utf-16/.test(encodingOf(head)) ? await inUtf8(opened) : opened;
}

/** JSON is read as bytes of UTF-8; what some programs write as UTF-16 is turned into it. */
async function inUtf8(opened: Opened): Promise<Opened> {
  const bytes = async function* () {
    for await (const piece of textOf(opened)) yield Buffer.from(piece, "utf8");
  };
  return { ...opened, bytes, head: await headOf(bytes(), HEAD) };
}

function empty(name: string): UserError {
  return new UserError("file-empty", {
    what: { en: `${name} is empty.`, th: `${name} เป็นแฟ้มว่าง` },
    where: name,
    remedy: {
      en: "The download failed or the publisher has nothing here: get the file again.",
      th: "การดาวน์โหลดล้มเหลวหรือผู้เผยแพร่ไม่มีข้อมูลที่นี่ ให้ดาวน์โหลดแฟ้มใหม่",
    },
    exit: "unusable",
  });
}

async function headOf(bytes: AsyncIterable<Buffer>, length: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let held = 0;
  for await (const chunk of bytes) {
    chunks.push(chunk);
    held += chunk.length;
    if (held >= length) break;
  }
  return Buffer.from(Buffer.concat(chunks).subarray(0, length));
}

function refuseArchives(head: Buffer, name: string): void {
  const kind = kindOf(head);
  if (kind === "gzip" || kind === "zip") {
    throw new UserError("zip-not-read", {
      what: { en: `${name} is an archive inside another, which is not read.`, th: `${name} เป็นแฟ้มบีบอัดที่ซ้อนอยู่ในแฟ้มบีบอัดอื่น จึงไม่อ่าน` },
      where: name,
      remedy: { en: "Unpack it and import the files that were in it.", th: "แตกแฟ้มออกก่อน แล้วนำเข้าแฟ้มที่อยู่ข้างใน" },
      exit: "unusable",
    });
  }
  if (kind === "xls") {
    throw new UserError("zip-not-read", {
      what: {
        en: `${name} is a spreadsheet of the old form (.xls), which is not read.`,
        th: `${name} เป็นแฟ้มตารางคำนวณรูปแบบเก่า (.xls) จึงไม่อ่าน`,
      },
      where: name,
      remedy: {
        en: "Open it in a spreadsheet, save the sheet as CSV in UTF-8, and import that.",
        th: "เปิดด้วยโปรแกรมตารางคำนวณ บันทึกเป็น CSV แบบ UTF-8 แล้วนำเข้าแฟ้มนั้น",
      },
      exit: "unusable",
    });
  }
}

/** The bytes of a file as they lie there. */
export async function* plain(path: string, name: string): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(path, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>;
  } catch (error) {
    throw unreadable(error, name);
  }
}

async function* inflated(path: string, name: string, most: number): AsyncGenerator<Buffer> {
  const file = createReadStream(path);
  const gunzip = createGunzip({ chunkSize: CHUNK });
  file.on("error", (error) => gunzip.destroy(error));
  file.pipe(gunzip);
  let out = 0;
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      out += chunk.length;
      const bomb = out > LIMITS.inflatedRatioAfter && out > LIMITS.inflatedRatio * gunzip.bytesWritten;
      if (bomb || out > most) throw tooLarge(name, bomb, most, gunzip.bytesWritten);
      yield chunk;
    }
    // Zeros may follow, as padding. Anything else would be records that nobody reads.
    for await (const rest of createReadStream(path, { start: gunzip.bytesWritten }) as AsyncIterable<Buffer>) {
      if (rest.some((byte) => byte !== 0)) throw brokenGzip(name, gunzip.bytesWritten);
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    throw code.startsWith("Z_") ? brokenGzip(name, gunzip.bytesWritten) : unreadable(error, name);
  } finally {
    file.destroy();
    gunzip.destroy();
  }
}

function brokenGzip(name: string, offset: number): UserError {
  return new UserError("file-truncated", {
    what: {
      en: `${name} is compressed (gzip) and breaks off or is damaged at byte ${offset} of the compressed file.`,
      th: `${name} เป็นแฟ้มบีบอัด (gzip) ที่ขาดหายหรือเสียหายที่ไบต์ ${offset} ของแฟ้มบีบอัด`,
    },
    where: `${name}, byte ${offset}`,
    remedy: {
      en: "The download was not completed or was altered: get the file again.",
      th: "การดาวน์โหลดไม่ครบถ้วนหรือแฟ้มถูกแก้ไข ให้ดาวน์โหลดแฟ้มใหม่",
    },
    exit: "unusable",
  });
}

function tooLarge(name: string, bomb: boolean, most: number, offset: number): UserError {
  return new UserError("file-too-large", {
    what: bomb
      ? {
          en: `${name} inflates to more than ${LIMITS.inflatedRatio} times its size, which records do not.`,
          th: `${name} ขยายออกเกิน ${LIMITS.inflatedRatio} เท่าของขนาดแฟ้ม ซึ่งระเบียนปกติไม่เป็นเช่นนั้น`,
        }
      : { en: `${name} inflates to more than ${most} bytes.`, th: `${name} ขยายออกเกิน ${most} ไบต์` },
    where: `${name}, byte ${offset}`,
    remedy: bomb
      ? {
          en: "Do not trust where the file came from. If it is known to be good, unpack it and import what was in it.",
          th: "อย่าเชื่อถือแหล่งที่มาของแฟ้ม หากทราบแน่ชัดว่าถูกต้อง ให้แตกแฟ้มแล้วนำเข้าสิ่งที่อยู่ข้างใน",
        }
      : { en: "Split the file and import its parts.", th: "แบ่งแฟ้มเป็นส่วนย่อยแล้วนำเข้าทีละส่วน" },
    exit: "unusable",
  });
}

/** What to say of a file that the system does not let us read. */
const UNREADABLE: Record<string, { code: string; what: Text; remedy: Text }> = {
  ENOENT: { code: "no-such-input", what: { en: "does not exist", th: "ไม่มีอยู่" }, remedy: { en: "Check the path.", th: "ตรวจสอบที่อยู่ของแฟ้ม" } },
  EISDIR: {
    code: "input-is-folder",
    what: { en: "is a folder", th: "เป็นโฟลเดอร์" },
    remedy: { en: "Name the files in it.", th: "ระบุชื่อแฟ้มที่อยู่ข้างใน" },
  },
  EACCES: {
    code: "input-not-permitted",
    what: { en: "may not be read", th: "ไม่มีสิทธิ์อ่าน" },
    remedy: { en: "Ask for the right to read it.", th: "ขอสิทธิ์อ่านแฟ้มนี้" },
  },
};

function unreadable(error: unknown, name: string): unknown {
  const found = UNREADABLE[(error as NodeJS.ErrnoException).code ?? ""];
  if (!found) return error;
  const { code, what, remedy } = found;
  return new UserError(code, { what: { en: `${name} ${what.en}.`, th: `${name} ${what.th}` }, where: name, remedy, exit: "noInput" });
}

function isGzip(head: Buffer): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/** What a file is by its first bytes; `text` is everything without a mark of its own, such as CSV. */
export type Kind = "json" | "parquet" | "zip" | "xlsx" | "xls" | "gzip" | "pdf" | "html" | "xml" | "text";

/** Tells the kind of a file that is no pipe, before anything in it is inflated. */
export async function kindOfFile(path: string): Promise<Kind> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    return kindOf(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

/** Tells the kind of a file by its content. */
export function kindOf(head: Buffer): Kind {
  const marks = head.toString("latin1", 0, 8);
  if (marks.startsWith("PAR1")) return "parquet";
  // An archive without members begins with its end.
  if (marks.startsWith("PK\x05\x06")) return "zip";
  if (marks.startsWith("PK\x03\x04")) return /\[Content_Types\]\.xml|xl\/workbook\.xml/.test(head.toString("latin1")) ? "xlsx" : "zip";
  if (marks.startsWith("\xd0\xcf\x11\xe0")) return "xls";
  if (marks.startsWith("%PDF")) return "pdf";
  if (isGzip(head)) return "gzip";
  // UTF-16 is read here as if it were ASCII with NULs between.
  const text = head
    .toString("latin1", 0, 4096)
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, "")
    .replaceAll("\0", "")
    .trimStart();
  if (text.startsWith("{") || text.startsWith("[")) return "json";
  if (!text.startsWith("<")) return "text";
  return /^<(?:!doctype html|!--|(?:html|head|body|meta|title|script|style|div|p|br|b|h\d|table|center)\b)/i.test(text) ||
    /<html\b/i.test(text)
    ? "html"
    : "xml";
}
