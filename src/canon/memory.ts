// How much memory the engine may take while it compiles records; beyond that it works from the disk, in the workspace.
import { readdirSync, statSync } from "node:fs";
import { totalmem } from "node:os";
import { join } from "node:path";
import { UserError } from "../error.ts";

/** Holds the import of 1 GB of records within 2 GiB, all of the process counted: see bench/ocds.md. */
const LEAST = 1_000_000_000;
/** What must be held at once, such as the texts that are hashed in order, grows with the records: so many bytes for each byte of their stage. */
const FOR_EACH_STAGED = 8;
/** What the engine takes when it is told nothing. */
const SHARE_OF_MACHINE = 0.8;

const stagedBytes = (folders: readonly string[]): number =>
  folders.flatMap((folder) => readdirSync(folder).map((name) => statSync(join(folder, name)).size)).reduce((sum, size) => sum + size, 0);

/** What JABTA_MEMORY says, else as much as the staged records need, and never more than the engine would take by itself. */
export function buildMemory(folders: readonly string[]): string {
  const wanted = process.env.JABTA_MEMORY;
  if (wanted === undefined) {
    const needed = Math.max(LEAST, FOR_EACH_STAGED * stagedBytes(folders));
    return `${Math.floor(Math.min(needed, SHARE_OF_MACHINE * totalmem()) / 1e6)}MB`;
  }
  if (/^[1-9]\d{0,6}(\.\d+)?\s*[KMGT]i?B$/i.test(wanted)) return wanted;
  throw new UserError("setting-invalid", {
    what: { en: `JABTA_MEMORY is "${wanted}", which is no size`, th: `ค่า JABTA_MEMORY คือ "${wanted}" ซึ่งไม่ใช่ขนาดหน่วยความจำ` },
    remedy: { en: "give a size such as 512MB or 2GB", th: "ระบุขนาด เช่น 512MB หรือ 2GB" },
    exit: "configuration",
  });
}

/** What to say where that was too little; other errors as they are. */
export function explained(error: unknown, memory: string): unknown {
  if (!(error instanceof Error && /^Out of Memory/.test(error.message))) return error;
  return new UserError("memory-too-little", {
    what: {
      en: `compiling these records takes more memory than ${memory}`,
      th: `การประมวลผลข้อมูลชุดนี้ต้องใช้หน่วยความจำมากกว่า ${memory}`,
    },
    remedy: {
      en: "set JABTA_MEMORY to a larger size, such as 4GB; what was served before stays",
      th: "กำหนด JABTA_MEMORY ให้มากขึ้น เช่น 4GB ผลเดิมยังใช้งานอยู่",
    },
    exit: "unavailable",
  });
}
