// The members of a zip archive. What it declares of itself is held against the limits before a byte is inflated, and what comes out against what it declared.

import { createWriteStream } from "node:fs";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { crc32 } from "node:zlib";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { UserError } from "../error.ts";
import type { Text } from "../text/text.ts";
import { LIMITS } from "./limits.ts";

/** One file in an archive. */
export interface Member {
  /** Its name in the archive: text for people, never a path to write to. */
  name: string;
  /** Writes its bytes to a path of ours; throws a UserError when they are not what the archive declares. */
  extract(to: string): Promise<void>;
}

/** An archive opened for reading. */
export interface Archive {
  members: readonly Member[];
  close(): void;
}

/** Opens an archive whose bytes nobody vouches for; `most` is how many bytes its members may inflate to together. */
export async function openZip(path: string, name: string, most: number = LIMITS.inflatedBytes): Promise<Archive> {
  const zip = await openPromise(path, { autoClose: false }).catch((error: Error) => {
    throw refusal("zip-broken", name, error.message);
  });
  try {
    const entries: Entry[] = [];
    for await (const entry of zip.eachEntry()) {
      entries.push(entry);
      if (entries.length > LIMITS.archiveMembers) throw refusal("zip-too-many", name, String(LIMITS.archiveMembers));
    }
    const files = entries.filter(({ fileName }) => !fileName.endsWith("/"));
    await refuseBombs(zip, files, name, most);
    return {
      members: files.map((entry) => ({ name: entry.fileName, extract: (to: string) => extract(zip, entry, name, to) })),
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    // Names such as ../x, /x and C:\x end the reading of the directory.
    throw error instanceof UserError ? error : refusal("zip-broken", name, (error as Error).message);
  }
}

async function refuseBombs(zip: ZipFile, entries: readonly Entry[], name: string, most: number): Promise<void> {
  let inflated = 0;
  let packed = 0;
  for (const entry of entries) {
    inflated += entry.uncompressedSize;
    packed += entry.compressedSize;
    const { uncompressedSize: size } = entry;
    if (size > LIMITS.inflatedRatioAfter && size > LIMITS.inflatedRatio * entry.compressedSize)
      throw refusal("zip-bomb", name, entry.fileName);
  }
  // Members that share their bytes: more is declared than the file holds.
  if (packed > zip.fileSize) throw refusal("zip-bomb", name, "");
  if (inflated > most) throw refusal("zip-too-large", name, String(most));
}

async function extract(zip: ZipFile, entry: Entry, archive: string, to: string): Promise<void> {
  const place = `${archive}/${entry.fileName}`;
  const fault = faultOf(entry);
  if (fault) throw refusal(fault, place, "");
  let sum = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sum = crc32(chunk, sum);
      done(null, chunk);
    },
  });
  try {
    await pipeline(await zip.openReadStreamPromise(entry), meter, createWriteStream(to));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // A full disk is not the archive's fault.
    throw code && !code.startsWith("Z_") ? error : refusal("zip-broken", place, (error as Error).message);
  }
  if (sum !== entry.crc32) throw refusal("zip-broken", place, "CRC-32");
}

/** Why a member is not read, by what its entry declares. */
function faultOf(entry: Entry): keyof typeof TROUBLES | undefined {
  if (entry.isEncrypted()) return "zip-encrypted";
  if (!entry.canDecodeFileData()) return "zip-method";
  const kind = (entry.externalFileAttributes >>> 16) & 0o170000;
  return kind === 0 || kind === 0o100000 ? undefined : "zip-link";
}

const AGAIN: Text = { en: "Get the file again, or unpack it and import what was in it.", th: "ดาวน์โหลดแฟ้มใหม่ หรือแตกแฟ้มแล้วนำเข้าสิ่งที่อยู่ข้างใน" };
const DISTRUST: Text = {
  en: "Do not trust where the file came from. If it is known to be good, unpack it and import what was in it.",
  th: "อย่าเชื่อถือแหล่งที่มาของแฟ้ม หากทราบแน่ชัดว่าถูกต้อง ให้แตกแฟ้มแล้วนำเข้าสิ่งที่อยู่ข้างใน",
};

const TROUBLES: Record<string, { what: (of: string) => Text; remedy: Text }> = {
  "zip-broken": {
    what: (of) => ({ en: `is a zip archive that is damaged or breaks off: ${of}.`, th: `เป็นแฟ้ม zip ที่เสียหายหรือไม่ครบถ้วน: ${of}` }),
    remedy: AGAIN,
  },
  "zip-too-many": {
    what: (of) => ({ en: `holds more than ${of} files.`, th: `มีแฟ้มอยู่ข้างในเกิน ${of} แฟ้ม` }),
    remedy: { en: "Unpack it and import the folder.", th: "แตกแฟ้มแล้วนำเข้าทั้งโฟลเดอร์" },
  },
  "zip-bomb": {
    what: (of) => ({
      en: `declares more than ${LIMITS.inflatedRatio} times its own bytes, or the same bytes several times, which records do not${of && `: ${of}`}.`,
      th: `ระบุขนาดข้อมูลเกิน ${LIMITS.inflatedRatio} เท่าของขนาดแฟ้ม หรือใช้ข้อมูลชุดเดียวกันซ้ำ ซึ่งระเบียนปกติไม่เป็นเช่นนั้น${of && `: ${of}`}`,
    }),
    remedy: DISTRUST,
  },
  "zip-too-large": {
    what: (of) => ({ en: `inflates to more than ${of} bytes.`, th: `ขยายออกเกิน ${of} ไบต์` }),
    remedy: { en: "Unpack it and import its files a few at a time.", th: "แตกแฟ้มแล้วนำเข้าทีละส่วน" },
  },
  "zip-encrypted": {
    what: () => ({ en: "is protected by a password.", th: "มีรหัสผ่านป้องกัน" }),
    remedy: { en: "Unpack it with the password and import what was in it.", th: "แตกแฟ้มด้วยรหัสผ่านแล้วนำเข้าสิ่งที่อยู่ข้างใน" },
  },
  "zip-method": {
    what: () => ({ en: "is packed in a way that is not read here.", th: "บีบอัดด้วยวิธีที่โปรแกรมนี้ไม่อ่าน" }),
    remedy: AGAIN,
  },
  "zip-link": {
    what: () => ({ en: "is a link to another file, not a file.", th: "เป็นลิงก์ไปยังแฟ้มอื่น ไม่ใช่แฟ้มข้อมูล" }),
    remedy: DISTRUST,
  },
};

function refusal(code: keyof typeof TROUBLES, name: string, of: string): UserError {
  const { what, remedy } = TROUBLES[code]!;
  const said = what(of);
  return new UserError(code, { what: { en: `${name} ${said.en}`, th: `${name} ${said.th}` }, where: name, remedy, exit: "unusable" });
}
