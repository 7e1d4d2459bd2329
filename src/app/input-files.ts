// Which files an import means: files and addresses named outright, and data files found in folders.
import { readdirSync, statSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { UserError } from "../error.ts";
import { isAddress } from "./fetched.ts";

export interface InputFile {
  /** A path of this machine, or the address it is to be fetched from. */
  path: string;
  /** For people: the name, the path below the folder named, or the address. */
  name: string;
}

/** Endings under which data are looked for in folders; a file named outright is read whatever it is called. */
const DATA = /\.(json|jsonl|ndjson|geojson|csv|tsv|txt|parquet|xml|xlsx|zip|gz)$/i;

// A log beside the data (errors.txt) is no data; a table called .txt must be named outright.
/** Whether a file found in a folder or archive is one to read, by its name. */
export const isData = (name: string): boolean => DATA.test(name) && !/\.txt$/i.test(name) && !/(^|\/)__MACOSX\//.test(name);

function noSuchInput(path: string): UserError {
  return new UserError("no-such-input", {
    what: { en: "there is no such file or folder", th: "ไม่มีแฟ้มหรือโฟลเดอร์นี้" },
    where: path,
    remedy: { en: "check the path", th: "ตรวจสอบที่อยู่ของแฟ้ม" },
    exit: "noInput",
  });
}

function notAFile(path: string): UserError {
  return new UserError("not-a-file", {
    what: { en: "this is a device or socket, not a file", th: "สิ่งนี้เป็นอุปกรณ์หรือซ็อกเก็ต ไม่ใช่แฟ้ม" },
    where: path,
    remedy: { en: "name a file or a folder", th: "ระบุแฟ้มหรือโฟลเดอร์" },
    exit: "noInput",
  });
}

function filesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch (error) {
    throw new UserError("input-not-permitted", {
      what: { en: `the folder cannot be listed: ${(error as Error).message}`, th: `อ่านรายชื่อแฟ้มในโฟลเดอร์ไม่ได้: ${(error as Error).message}` },
      where: folder,
      remedy: { en: "ask for the right to read it, or name the files in it", th: "ขอสิทธิ์อ่านโฟลเดอร์นี้ หรือระบุชื่อแฟ้มที่อยู่ข้างใน" },
      exit: "noInput",
    });
  }
}

/** Files to read, in an order that does not depend on the machine, and files of folders that hold no data. */
export function inputFiles(paths: readonly string[]): { files: InputFile[]; skipped: string[] } {
  const files: InputFile[] = [];
  const skipped: string[] = [];
  for (const path of paths) {
    if (isAddress(path)) {
      files.push({ path, name: path });
      continue;
    }
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat) throw noSuchInput(path);
    if (!stat.isDirectory()) {
      // A pipe ends; a device such as /dev/zero need not.
      if (!stat.isFile() && !stat.isFIFO()) throw notAFile(path);
      files.push({ path, name: basename(path) });
      continue;
    }
    const entries = filesBelow(path);
    for (const entry of entries) {
      const name = relative(path, entry);
      if (isData(entry)) files.push({ path: entry, name });
      else skipped.push(name);
    }
  }
  return { files, skipped };
}
