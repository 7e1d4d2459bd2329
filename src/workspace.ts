// Where everything of one installation lies, and how files there change: written beside, synced, renamed.
import { createHash, createHmac, randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { UserError } from "./error.ts";

/** Rises when older files of the workspace must be rebuilt; a newer one than ours is refused. */
const FORMAT = 1;
const KEY_BYTES = 32;

export interface Workspace {
  readonly root: string;
  path(...parts: string[]): string;
  /** Masks a natural person: letters only, the same person always the same, nothing learnt without the key. */
  mask(identity: string): string;
}

function sync(path: string): void {
  const handle = openSync(path, "r");
  fsyncSync(handle);
  closeSync(handle);
}

/** Writes a small file so that a reader sees the old one or the new one, never a part. */
export function writeWhole(path: string, content: string): void {
  const beside = `${path}.${process.pid}.part`;
  writeFileSync(beside, content);
  sync(beside);
  renameSync(beside, path);
  sync(dirname(path));
}

/** Puts a finished file or folder in its place. What can be rebuilt is not waited for until it is on the disk. */
export function promote(from: string, to: string, kind: "durable" | "rebuildable" = "durable"): void {
  mkdirSync(dirname(to), { recursive: true });
  // A file takes the place of another in one step; only a folder that stands in the way must go first.
  if (statSync(from).isDirectory()) rmSync(to, { recursive: true, force: true });
  renameSync(from, to);
  if (kind === "durable") sync(dirname(to));
}

/** Letters a to p for each half byte: an id that cannot be mistaken for a number. */
const letters = (hex: string): string => [...hex].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join("");

/** Makes the masking key whole or not at all; of two that make it at the same time, the first. */
function makeKey(file: string): void {
  const beside = `${file}.${process.pid}.part`;
  writeFileSync(beside, randomBytes(KEY_BYTES).toString("hex"), { mode: 0o600 });
  sync(beside);
  try {
    linkSync(beside, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(beside, { force: true });
  }
  sync(dirname(file));
}

function checkFormat(root: string, file: string): void {
  let format: unknown;
  try {
    format = (JSON.parse(readFileSync(file, "utf8")) as { format: unknown }).format;
  } catch {}
  if (typeof format !== "number") throw damaged(file);
  if (format <= FORMAT) return;
  throw new UserError("workspace-newer", {
    what: {
      en: `the workspace has format ${format}; this version knows ${FORMAT}`,
      th: `พื้นที่ทำงานเป็นรูปแบบรุ่น ${format} แต่โปรแกรมรุ่นนี้รู้จักถึงรุ่น ${FORMAT}`,
    },
    where: root,
    remedy: { en: "use the newer version of jabta, or another workspace", th: "ใช้ jabta รุ่นใหม่กว่า หรือใช้พื้นที่ทำงานอื่น" },
    exit: "configuration",
  });
}

/** The trouble of a workspace that cannot be written. */
export function notWritable(root: string, error: unknown): UserError {
  const { message } = error as Error;
  return new UserError("workspace-unusable", {
    what: { en: `cannot write the workspace: ${message}`, th: `เขียนลงในพื้นที่ทำงานไม่ได้: ${message}` },
    where: root,
    remedy: {
      en: "make room, or choose a folder you may write with --workspace",
      th: "เพิ่มเนื้อที่ว่าง หรือเลือกโฟลเดอร์ที่มีสิทธิ์เขียนด้วย --workspace",
    },
    exit: "cannotWrite",
  });
}

function damaged(file: string): UserError {
  return new UserError("workspace-damaged", {
    what: { en: "a file that every workspace has cannot be read", th: "อ่านแฟ้มที่ทุกพื้นที่ทำงานต้องมีไม่ได้" },
    where: file,
    remedy: { en: "restore it from a backup, or use another workspace", th: "กู้คืนแฟ้มจากข้อมูลสำรอง หรือใช้พื้นที่ทำงานอื่น" },
    exit: "configuration",
  });
}

/** Opens a workspace, making it on first use. */
export function openWorkspace(directory: string): Workspace {
  const root = resolve(directory);
  const path = (...parts: string[]) => join(root, ...parts);
  // A workspace of another format is left as it is.
  if (existsSync(path("format.json"))) checkFormat(root, path("format.json"));
  try {
    for (const folder of ["raw/sha256", "raw/receipts", "stage", "canon", "runs", "tmp"]) mkdirSync(path(folder), { recursive: true });
    if (!existsSync(path("format.json"))) writeWhole(path("format.json"), `${JSON.stringify({ format: FORMAT })}\n`);
    if (!existsSync(path("mask.key"))) makeKey(path("mask.key"));
  } catch (error) {
    throw notWritable(root, error);
  }
  const key = Buffer.from(readFileSync(path("mask.key"), "utf8").trim(), "hex");
  if (key.length !== KEY_BYTES) throw damaged(path("mask.key"));
  return { root, path, mask: (identity) => letters(createHmac("sha256", key).update(identity).digest("hex").slice(0, 20)) };
}

/** Hash of texts in order, for names and fingerprints. */
export function fingerprint(...parts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:${part}`);
  return hash.digest("hex");
}
