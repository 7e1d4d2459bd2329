// How the text of a file is encoded, seen from its bytes, and the text itself; what was garbled before it came here is refused.

import { isUtf8 } from "node:buffer";
import { UserError } from "../error.ts";
import type { Opened } from "./source.ts";

/** How text is encoded; `mojibake` was decoded wrongly and saved again by someone before. */
export type Encoding = "utf-8" | "windows-874" | "utf-16le" | "utf-16be" | "mojibake";

/** Tells the encoding by the first bytes; bytes that fit nothing are said to be UTF-8, so that reading them stops at the first that is not. */
export function encodingOf(head: Buffer): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  // Latin letters and digits have the high byte 00 in UTF-16, Thai letters 0E.
  const high = [0, 0];
  let thai = 0;
  for (const [index, byte] of head.entries()) {
    if (byte === 0 || byte === 0x0e) high[index % 2]!++;
    if (byte >= 0xa1 && byte <= 0xfb) thai++;
  }
  const half = head.length / 2;
  if (head.length >= 4 && high[1]! > half * 0.9 && high[0]! < half * 0.2) return "utf-16le";
  if (head.length >= 4 && high[0]! > half * 0.9 && high[1]! < half * 0.2) return "utf-16be";
  const whole = head.subarray(0, head.length - cutCharacter(head, "utf-8"));
  if (isUtf8(whole)) return isMojibake(whole.toString("utf8")) ? "mojibake" : "utf-8";
  // Tags and addresses of a feed leave Thai in the minority; a feed says itself how it is written.
  const enough = DECLARES_THAI.test(head.toString("latin1", 0, 256)) ? 0 : head.length * 0.2;
  return thai > enough && !isDamagedUtf8(head, thai) ? "windows-874" : "utf-8";
}

const DECLARES_THAI = /^\s*<\?xml[^>]{0,200}\bencoding\s*=\s*["'](?:tis-?620|windows-874|cp874|iso-8859-11)["']/i;

/** Thai in UTF-8 with a few damaged bytes: every third byte of it is E0 before B8 or B9, which is rare in windows-874. */
function isDamagedUtf8(head: Buffer, thai: number): boolean {
  let pairs = 0;
  for (const [index, byte] of head.entries()) if (byte === 0xe0 && (head[index + 1]! & 0xfe) === 0xb8) pairs++;
  return pairs > thai / 6;
}

function isMojibake(text: string): boolean {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  // UTF-8 read as windows-874: every Thai letter became เธ or เน and one more. In Thai itself they are one in a hundred.
  const pairs = count(/เ[ธน]/g);
  if (pairs >= 3 && pairs > count(/[\u0e00-\u0e7f]/g) / 4) return true;
  // UTF-8 read as Latin-1: à¸ and à¹ in the same way.
  if (count(/à[¸¹]/g) >= 3) return true;
  // windows-874 read as Latin-1 (ÊÑ­­Ò): accented letters in long runs, where European words have one at a time.
  const runs = (text.match(/[\u00a1-\u00fb]{4,}/g) ?? []).filter((run) => new Set(run).size > 2);
  const inRuns = runs.reduce((sum, run) => sum + run.length, 0);
  return inRuns >= 8 && inRuns > count(/[\u00a1-\u00fb]/g) / 2;
}

/** How many bytes at the end are the beginning of a character that goes on in the next chunk. */
function cutCharacter(bytes: Buffer, encoding: Encoding): number {
  const { length } = bytes;
  if (encoding === "utf-16le" || encoding === "utf-16be") {
    const odd = length % 2;
    const high = bytes[length - odd - (encoding === "utf-16le" ? 1 : 2)] ?? 0;
    return odd + (high >= 0xd8 && high <= 0xdb ? 2 : 0);
  }
  if (encoding !== "utf-8") return 0;
  for (let back = 1; back <= 3 && back <= length; back++) {
    const byte = bytes[length - back]!;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}

/** Decoded text, in pieces. */
export interface Decoded extends AsyncIterable<string> {
  readonly encoding: Encoding;
  /** NUL characters taken out so far. */
  nuls: number;
}

/** Decodes a file with the encoding its beginning shows, without byte order mark and NUL; a byte that is no text ends it with a UserError. */
export function textOf(opened: Opened): Decoded {
  const encoding = encodingOf(opened.head);
  if (encoding === "mojibake") {
    throw new UserError("text-garbled", {
      what: {
        en: `${opened.name} was decoded wrongly and saved again: its Thai shows as signs such as เธ or ÊÑ.`,
        th: `${opened.name} ถูกอ่านด้วยรหัสอักขระผิดแล้วบันทึกทับ ภาษาไทยจึงกลายเป็นอักขระเช่น เธ หรือ ÊÑ`,
      },
      where: opened.name,
      remedy: {
        en: "Get the original from the publisher, and do not open and save it in a spreadsheet before.",
        th: "ขอแฟ้มต้นฉบับจากผู้เผยแพร่ และอย่าเปิดแล้วบันทึกด้วยโปรแกรมตารางคำนวณก่อนนำเข้า",
      },
      exit: "unusable",
    });
  }
  const text: Decoded = {
    encoding,
    nuls: 0,
    async *[Symbol.asyncIterator]() {
      const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
      let pending: Buffer = Buffer.alloc(0);
      let offset = 0;
      text.nuls = 0;
      const decoded = (bytes: Buffer): string => {
        let piece: string;
        try {
          piece = decoder.decode(bytes);
        } catch {
          throw notText(opened.name, encoding, offset + faultIn(bytes, encoding));
        }
        if (offset === 0 && piece.startsWith("\uFEFF")) piece = piece.slice(1);
        offset += bytes.length;
        if (!piece.includes("\0")) return piece;
        const clean = piece.replaceAll("\0", "");
        text.nuls += piece.length - clean.length;
        return clean;
      };
      for await (const chunk of opened.bytes()) {
        const bytes = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
        const whole = bytes.length - cutCharacter(bytes, encoding);
        pending = bytes.subarray(whole);
        if (whole > 0) yield decoded(bytes.subarray(0, whole));
      }
      if (pending.length > 0) yield decoded(pending);
    },
  };
  return text;
}

function faultIn(bytes: Buffer, encoding: Encoding): number {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let at = 0;
  try {
    for (; at < bytes.length; at++) decoder.decode(bytes.subarray(at, at + 1), { stream: true });
  } catch {}
  return at;
}

function notText(name: string, encoding: Encoding, offset: number): UserError {
  return new UserError("text-invalid", {
    what: {
      en: `${name} is read as ${encoding}, and the byte at ${offset} cannot stand in it.`,
      th: `${name} อ่านด้วยรหัสอักขระ ${encoding} แต่ไบต์ที่ ${offset} ไม่ถูกต้องตามรหัสนั้น`,
    },
    where: `${name}, byte ${offset}`,
    remedy: {
      en: "Find out in which encoding it was saved, and save it as UTF-8.",
      th: "ตรวจสอบว่าแฟ้มบันทึกด้วยรหัสอักขระใด แล้วบันทึกใหม่เป็น UTF-8",
    },
    exit: "unusable",
  });
}
