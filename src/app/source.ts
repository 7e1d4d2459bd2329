// The verb `source`: the record sets of a house by name, where each is read from, what has come of it, and whether there is anything new.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Casebook } from "../casebook/casebook.ts";
import { keepSource, removeSource, type Source, sources } from "../casebook/source.ts";
import { UserError } from "../error.ts";
import { keepRaw, rawPath, readReceipts } from "../sources/raw.ts";
import { openWorkspace, type Workspace } from "../workspace.ts";
import { isAddress } from "./fetched.ts";
import { type ImportReport, importFiles } from "./import.ts";
import { inputFiles } from "./input-files.ts";
import { checkAddress } from "./outward.ts";
import type { FileReport } from "./take.ts";

/** A source with what has come of it so far. */
export interface SourceNow {
  name: string;
  /** Where it is read from; null where its records were imported by hand. */
  paths: string[] | null;
  mapping: string | null;
  private: boolean;
  snapshots: number;
  files: number;
  read: number;
  /** The newest day from which anything of it is known, and the day it was received. */
  as_of: string | null;
  received_on: string | null;
}

export interface AddOptions {
  mapping?: string;
  private?: boolean;
  actor: string;
}

/** Keeps where a source is read from. Addresses and paths are checked, and its mapping file is kept as it is now. */
export async function addSource(
  workspace: Workspace,
  casebook: Casebook,
  name: string,
  paths: readonly string[],
  { mapping, private: isPrivate = false, actor }: AddOptions,
): Promise<Source> {
  inputFiles(paths);
  for (const path of paths) if (isAddress(path)) checkAddress(path, isPrivate);
  const kept = mapping === undefined ? null : (await keepRaw(workspace, inputFiles([mapping]).files[0]!.path)).sha256;
  const whole = paths.map((path) => (isAddress(path) ? path : resolve(path)));
  return keepSource(casebook, { name, paths: whole, mapping: kept, private: isPrivate, actor });
}

/** Every source that is kept or that records came from. */
export function listSources(workspace: Workspace, casebook: Casebook): SourceNow[] {
  const kept = new Map(sources(casebook).map((it) => [it.name, it]));
  const receipts = readReceipts(workspace);
  return [...new Set([...kept.keys(), ...receipts.map(({ source }) => source)])].sort().map((name) => {
    const of = receipts.filter(({ source }) => source === name);
    const newest = [...of].sort((a, b) => (a.as_of < b.as_of ? 1 : -1))[0];
    const it = kept.get(name);
    return {
      name,
      paths: it?.paths ?? null,
      mapping: it?.mapping ?? null,
      private: it?.private ?? false,
      snapshots: new Set(of.map(({ snapshot }) => snapshot)).size,
      files: of.length,
      read: of.reduce((sum, { read }) => sum + read, 0),
      as_of: newest?.as_of ?? null,
      received_on: newest?.received_on ?? null,
    };
  });
}

function sourceNamed(casebook: Casebook, name: string): Source {
  const found = sources(casebook).find((it) => it.name === name);
  if (found) return found;
  throw new UserError("source-unknown", {
    what: { en: `nothing says where ${name} is read from`, th: `ไม่ได้ระบุว่าอ่าน ${name} จากที่ใด` },
    remedy: { en: `jabta source add ${name} ADDRESS`, th: `ใช้คำสั่ง jabta source add ${name} ที่อยู่` },
    exit: "noInput",
  });
}

const importOf = (workspace: Workspace, { name, mapping, private: isPrivate }: Source) => ({
  source: name,
  private: isPrivate,
  ...(mapping ? { mapping: rawPath(workspace, mapping) } : {}),
});

export interface CheckedSource {
  name: string;
  /** Whether any of it was not received before. */
  fresh: boolean;
  files: (FileReport & { known: boolean })[];
}

/** Fetches and reads a source as an import would, and keeps nothing of it. */
export async function checkSource(workspace: Workspace, casebook: Casebook, name: string): Promise<CheckedSource> {
  const source = sourceNamed(casebook, name);
  const root = mkdtempSync(join(tmpdir(), "jabta-source-"));
  try {
    const { files } = await importFiles(openWorkspace(root), source.paths, importOf(workspace, source));
    const known = new Set(readReceipts(workspace).flatMap((receipt) => (receipt.source === name ? [receipt.sha256] : [])));
    const told = files.map((file) => ({ ...file, known: file.sha256 !== null && known.has(file.sha256) }));
    return { name, fresh: told.some((file) => !file.known && file.refused === null), files: told };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Imports what a source has now. */
export const fetchSource = async (
  workspace: Workspace,
  casebook: Casebook,
  name: string,
  progress?: (message: string, done: number, total: number) => void,
): Promise<ImportReport> => {
  const source = sourceNamed(casebook, name);
  return await importFiles(workspace, source.paths, { ...importOf(workspace, source), ...(progress ? { progress } : {}) });
};

/** Forgets where a source is read from; what was read stays. */
export function forgetSource(casebook: Casebook, name: string, actor: string): void {
  sourceNamed(casebook, name);
  removeSource(casebook, name, actor);
}
