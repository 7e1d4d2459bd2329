// Where everything of one installation lies, and how files there change: written beside, synced, renamed.
import { createHash, createHmac, randomBytes } from "node:crypto";
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { UserError } from "./error.ts";

/** Rises when older files of the workspace must be rebuilt; a newer one than ours is refused. */
const FORMAT = 1;

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
  rmSync(to, { recursive: true, force: true });
  renameSync(from, to);
  if (kind === "durable") sync(dirname(to));
}

/** Letters a to p for each half byte: an id that cannot be mistaken for a number. */
const letters = (hex: string): string => [...hex].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join("");

/** Opens a workspace, making it on first use. */
export function openWorkspace(directory: string): Workspace {
  const root = resolve(directory);
  const path = (...parts: string[]) => join(root, ...parts);
  try {
    for (const folder of ["raw/sha256", "raw/receipts", "stage", "canon", "runs", "tmp"]) mkdirSync(path(folder), { recursive: true });
    if (!existsSync(path("format.json"))) writeWhole(path("format.json"), `${JSON.stringify({ format: FORMAT })}\n`);
    if (!existsSync(path("mask.key"))) {
      writeFileSync(path("mask.key"), randomBytes(32).toString("hex"), { mode: 0o600, flag: "wx" });
      sync(path("mask.key"));
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return openWorkspace(directory);
    throw new UserError("workspace-unusable", {
      what: `cannot write the workspace: ${(error as Error).message}`,
      where: root,
      remedy: "choose a folder you may write with --workspace",
      exit: "cannotWrite",
    });
  }
  const { format } = JSON.parse(readFileSync(path("format.json"), "utf8")) as { format: number };
  if (format > FORMAT) {
    throw new UserError("workspace-newer", {
      what: `the workspace has format ${format}; this version knows ${FORMAT}`,
      where: root,
      remedy: "use the newer version of jabta, or another workspace",
      exit: "configuration",
    });
  }
  const key = Buffer.from(readFileSync(path("mask.key"), "utf8").trim(), "hex");
  return { root, path, mask: (identity) => letters(createHmac("sha256", key).update(identity).digest("hex").slice(0, 20)) };
}

/** Hash of texts in order, for names and fingerprints. */
export function fingerprint(...parts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:${part}`);
  return hash.digest("hex");
}

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
};

/** Holds the one lease to write while `work` runs; a second writer is told who holds it. A dead holder's lease is taken over. */
export async function withLease<T>(workspace: Workspace, verb: string, work: () => Promise<T>): Promise<T> {
  const file = workspace.path("lease.json");
  for (let attempt = 0; ; attempt++) {
    try {
      writeFileSync(file, JSON.stringify({ pid: process.pid, verb }), { flag: "wx" });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      const holder = readLease(file);
      if (attempt > 20 || (holder && alive(holder.pid))) {
        throw new UserError("busy", {
          what: `another ${holder?.verb ?? "writer"} is at work here (process ${holder?.pid ?? "unknown"})`,
          where: workspace.root,
          remedy: "wait for it to end and try again",
          exit: "tryAgain",
        });
      }
      rmSync(file, { force: true });
    }
  }
  try {
    rmSync(workspace.path("tmp"), { recursive: true, force: true });
    mkdirSync(workspace.path("tmp"), { recursive: true });
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function readLease(file: string): { pid: number; verb: string } | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
