// The verbs `backup create` and `backup restore`: all that cannot be made again — bytes received, receipts, key, casebook, runs — with the hash of each file.
import { chmodSync, copyFileSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { head } from "../casebook/audit.ts";
import { openCasebook } from "../casebook/casebook.ts";
import { UserError } from "../error.ts";
import { hashOfFile } from "../sources/raw.ts";
import { openWorkspace, promote, type Workspace, writeWhole } from "../workspace.ts";
import { withLease } from "./lease.ts";

/** Files of a backup, by their place in the workspace; the list of them is `backup.json`. */
interface Contents {
  made_at: string;
  version: string;
  audit: { seq: number; hash: string };
  files: { path: string; sha256: string; bytes: number }[];
}

export interface Backup {
  path: string;
  files: number;
  bytes: number;
  /** Files that stood in the backup already, since bytes received never change. */
  reused: number;
  audit: { seq: number; hash: string };
}

const LIST = "backup.json";
const CASEBOOK = "casebook.sqlite";
const AGAIN = { en: "use another backup, or make it again", th: "ใช้ข้อมูลสำรองชุดอื่น หรือสำรองใหม่" };
const OUTSIDE = { en: "the list of this backup names a file outside of it", th: "รายการของข้อมูลสำรองนี้ระบุแฟ้มที่อยู่ภายนอก" };

/** Files below a folder of the workspace, by their place in it. */
function filesBelow(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".part"))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}

function refuse(code: string, what: { en: string; th: string }, where: string, remedy: { en: string; th: string }): never {
  throw new UserError(`backup-${code}`, { what, where, remedy, exit: "noInput" });
}

function listOf(from: string): Contents {
  try {
    return JSON.parse(readFileSync(join(from, LIST), "utf8")) as Contents;
  } catch {
    return refuse("unknown", { en: "this folder is no finished backup", th: "โฟลเดอร์นี้ไม่ใช่ข้อมูลสำรองที่ทำเสร็จแล้ว" }, from, {
      en: `a backup holds ${LIST}, which is written last`,
      th: `ข้อมูลสำรองมีแฟ้ม ${LIST} ซึ่งเขียนเป็นลำดับสุดท้าย`,
    });
  }
}

/** Writes a backup into a folder; one that holds an earlier backup is brought up to date. */
export async function createBackup(workspace: Workspace, into: string, version: string, now: Date = new Date()): Promise<Backup> {
  const to = resolve(into);
  return await withLease(workspace, "backup", async () => {
    mkdirSync(to, { recursive: true });
    const earlier = existsSync(join(to, LIST)) ? new Map(listOf(to).files.map((file) => [file.path, file])) : new Map();
    // While it is being written it is not a backup.
    rmSync(join(to, LIST), { force: true });
    const files: Contents["files"] = [];
    let reused = 0;
    for (const path of ["format.json", "mask.key", ...filesBelow(workspace.root, "raw"), ...filesBelow(workspace.root, "runs")]) {
      const [from, beside] = [workspace.path(path), join(to, path)];
      const bytes = lstatSync(from).size;
      const known = earlier.get(path);
      if (path.startsWith("raw/sha256/") && known && existsSync(beside) && lstatSync(beside).size === bytes) {
        files.push(known);
        reused++;
        continue;
      }
      mkdirSync(dirname(beside), { recursive: true });
      copyFileSync(from, beside);
      files.push({ path, sha256: await hashOfFile(beside), bytes });
    }
    const audit = copyCasebook(workspace.path(CASEBOOK), join(to, CASEBOOK));
    files.push({ path: CASEBOOK, sha256: await hashOfFile(join(to, CASEBOOK)), bytes: lstatSync(join(to, CASEBOOK)).size });
    writeWhole(join(to, LIST), `${JSON.stringify({ made_at: now.toISOString(), version, audit, files } satisfies Contents, null, 2)}\n`);
    return { path: to, files: files.length, bytes: files.reduce((sum, file) => sum + file.bytes, 0), reused, audit };
  });
}

/** Copies the casebook while others may work on it, and tells the newest entry of the log in the copy. */
function copyCasebook(from: string, to: string): Backup["audit"] {
  rmSync(to, { force: true });
  const casebook = openCasebook(from);
  try {
    casebook.run("vacuum into ?", to);
  } finally {
    casebook.close();
  }
  const copy = openCasebook(to);
  try {
    return head(copy);
  } finally {
    copy.close();
  }
}

export interface Restored {
  workspace: string;
  files: number;
  made_at: string;
  audit: Backup["audit"];
}

/** Puts a backup in place of a workspace that is not there yet; every file is compared with its hash before anything has its name. */
export async function restoreBackup(from: string, root: string): Promise<Restored> {
  const to = resolve(root);
  const { files, made_at, audit } = listOf(from);
  if (existsSync(to) && readdirSync(to).length > 0)
    refuse("occupied", { en: "there is a workspace here already", th: "มีพื้นที่ทำงานอยู่ที่นี่แล้ว" }, to, {
      en: "name a folder that is empty or not there with --workspace",
      th: "ระบุโฟลเดอร์ว่างหรือโฟลเดอร์ใหม่ด้วย --workspace",
    });
  const beside = `${to}.${process.pid}.part`;
  try {
    for (const { path, sha256 } of files) {
      const source = resolve(from, path);
      if (!source.startsWith(`${resolve(from)}${sep}`)) refuse("unknown", OUTSIDE, path, AGAIN);
      mkdirSync(dirname(join(beside, path)), { recursive: true });
      if (!existsSync(source)) refuse("incomplete", { en: "a file of the backup is not there", th: "ข้อมูลสำรองขาดแฟ้ม" }, source, AGAIN);
      copyFileSync(source, join(beside, path));
      if ((await hashOfFile(join(beside, path))) !== sha256)
        refuse("changed", { en: "a file of the backup is not as it was written", th: "แฟ้มในข้อมูลสำรองไม่ตรงกับเมื่อสำรอง" }, source, AGAIN);
    }
    chmodSync(join(beside, "mask.key"), 0o600);
    promote(beside, to);
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
  openWorkspace(to);
  return { workspace: to, files: files.length, made_at, audit };
}
