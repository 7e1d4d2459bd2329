// Opens a file as bytes under the limits, streamed and never held: gzip is known by its magic bytes. Says what the content is and decodes text.

import { isUtf8 } from "node:buffer";
import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { UserError } from "../error.ts";
import { LIMITS } from "./limits.ts";
import type { Opened } from "./source.ts";

const HEAD = 64 * 1024;
const CHUNK = 256 * 1024;

/** Opens a file whose bytes nobody vouches for; `most` is how many bytes it may inflate to. */
export async function openFile(path: string, name: string, most: number = LIMITS.inflatedBytes): Promise<Opened> {
  const raw = await headOf(plain(path, name), 2);
  const bytes = isGzip(raw) ? () => inflated(path, name, most) : () => plain(path, name);
  const head = raw.length === 0 ? raw : await headOf(bytes(), HEAD);
  if (head.length === 0) {
    const remedy = "The download failed or the publisher has nothing here: get the file again.";
    throw new UserError("file-empty", { what: `${name} is empty.`, where: name, remedy, exit: "unusable" });
  }
  refuseArchives(head, name);
  return { name, head, path, bytes };
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
    const remedy = "Unpack it and import the files that were in it.";
    throw new UserError("zip-not-read", {
      what: `${name} is an archive of other files, which is not read.`,
      where: name,
      remedy,
      exit: "unusable",
    });
  }
  if (kind === "xlsx" || kind === "xls") {
    const remedy = "Open it in a spreadsheet, save the sheet as CSV in UTF-8, and import that.";
    throw new UserError("zip-not-read", { what: `${name} is a spreadsheet, which is not read.`, where: name, remedy, exit: "unusable" });
  }
}

async function* plain(path: string, name: string): AsyncGenerator<Buffer> {
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
      if (bomb || out > most) throw tooLarge(name, bomb, most);
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
    what: `${name} is compressed (gzip) and breaks off or is damaged at byte ${offset} of the compressed file.`,
    where: `${name}, byte ${offset}`,
    remedy: "The download was not completed or was altered: get the file again.",
    exit: "unusable",
  });
}

function tooLarge(name: string, bomb: boolean, most: number): UserError {
  return new UserError("file-too-large", {
    what: bomb
      ? `${name} inflates to more than ${LIMITS.inflatedRatio} times its size, which records do not.`
      : `${name} inflates to more than ${most} bytes.`,
    where: name,
    remedy: bomb
      ? "Do not trust where the file came from. If it is known to be good, unpack it and import what was in it."
      : "Split the file, or raise the limit.",
    exit: "unusable",
  });
}

function unreadable(error: unknown, name: string): unknown {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  const said: Record<string, [code: string, what: string, remedy: string]> = {
    ENOENT: ["no-such-input", "does not exist", "Check the path."],
    EISDIR: ["input-is-folder", "is a folder", "Name the files in it."],
    EACCES: ["input-not-permitted", "may not be read", "Ask for the right to read it."],
  };
  const found = said[code];
  return found ? new UserError(found[0], { what: `${name} ${found[1]}.`, where: name, remedy: found[2], exit: "noInput" }) : error;
}

function isGzip(head: Buffer): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/** What a file is by its first bytes; `text` is everything without a mark of its own, such as CSV. */
export type Kind = "json" | "parquet" | "zip" | "xlsx" | "xls" | "gzip" | "pdf" | "html" | "xml" | "text";

/** Tells the kind of a file by its content. */
export function kindOf(head: Buffer): Kind {
  const marks = head.toString("latin1", 0, 8);
  if (marks.startsWith("PAR1")) return "parquet";
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
  return thai > head.length * 0.2 ? "windows-874" : "utf-8";
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
export interface Text extends AsyncIterable<string> {
  readonly encoding: Encoding;
  /** NUL characters taken out so far. */
  nuls: number;
}

/** Decodes a file with the encoding its beginning shows, without byte order mark and NUL; a byte that is no text ends it with a UserError. */
export function textOf(opened: Opened): Text {
  const encoding = encodingOf(opened.head);
  if (encoding === "mojibake") {
    throw new UserError("text-garbled", {
      what: `${opened.name} was decoded wrongly and saved again: its Thai shows as signs such as เธ or ÊÑ.`,
      where: opened.name,
      remedy: "Get the original from the publisher, and do not open and save it in a spreadsheet before.",
      exit: "unusable",
    });
  }
  const text: Text = {
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
    what: `${name} is read as ${encoding}, and the byte at ${offset} cannot stand in it.`,
    where: `${name}, byte ${offset}`,
    remedy: "Find out in which encoding it was saved, and save it as UTF-8.",
    exit: "unusable",
  });
}
