// A folder that something whole is to be put into: nothing may lie there yet.
import { existsSync, readdirSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { UserError } from "../error.ts";

/** The folder's full path; refused where anything lies in it. */
export function freeFolder(path: string): string {
  const folder = resolve(path);
  if (!existsSync(folder) || (statSync(folder).isDirectory() && readdirSync(folder).length === 0)) return folder;
  throw new UserError("export-taken", {
    what: { en: "there is something here already", th: "มีแฟ้มหรือโฟลเดอร์นี้อยู่แล้ว" },
    where: folder,
    remedy: { en: "name a folder that is empty or not there", th: "ระบุโฟลเดอร์ว่างหรือโฟลเดอร์ใหม่" },
    exit: "cannotWrite",
  });
}
