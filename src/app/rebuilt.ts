// Runs made again from the bytes received, in a place of their own: what is checked of a run whose tables are of another version, or gone.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { buildCanon } from "../canon/canon.ts";
import { requireCatalogue } from "../catalogue/load.ts";
import { type Receipt, readReceipts } from "../sources/raw.ts";
import type { Text } from "../text/text.ts";
import { type Workspace, writeWhole } from "../workspace.ts";
import { canonFiles, shapeHere } from "./canon.ts";
import { readManifest } from "./generation.ts";
import { keepCatalogue, keptCatalogue } from "./kept-catalogue.ts";
import { readOwn, writeOwn } from "./own.ts";
import { judgeRecorded, type Manifest, rulesChanged } from "./run.ts";
import { ensureStaged } from "./staged.ts";

export type Progress = (message: string, done: number, total: number) => void;

/** The same workspace, but with everything that is computed from raw bytes in another folder. */
function apart(workspace: Workspace, folder: string): Workspace {
  for (const name of ["stage", "canon", "runs", "tmp"]) mkdirSync(join(folder, name));
  return {
    ...workspace,
    path: (...parts) => (/^(stage|canon|runs|tmp)(\/|$)/.test(parts[0] ?? "") ? join(folder, ...parts) : workspace.path(...parts)),
  };
}

/** Lends a place beside the workspace that is gone afterwards. */
export async function beside<T>(workspace: Workspace, work: (place: Workspace) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(workspace.path("tmp", `verify-${process.pid}-`));
  try {
    return await work(apart(workspace, folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const keyOf = ({ sha256, source, as_of }: Pick<Receipt, "sha256" | "source" | "as_of">): string => [sha256, source, as_of].join(" ");

/** Reads and compiles the records of a run again in `place`; gives their hash. */
export async function canonAgain(place: Workspace, manifest: Manifest, progress: Progress): Promise<string> {
  const wanted = new Set(manifest.inputs.map(keyOf));
  const receipts = readReceipts(place).filter((receipt) => wanted.has(keyOf(receipt)));
  await ensureStaged(place, receipts, progress);
  progress("building the canon", 1, 1);
  const newest =
    receipts
      .map(({ as_of }) => as_of)
      .sort()
      .at(-1) ?? "";
  const path = place.path("canon", manifest.canon_file);
  const built = await buildCanon(place, canonFiles(place, receipts), path, manifest.as_of < newest ? manifest.as_of : null);
  writeWhole(`${path}.json`, JSON.stringify({ ...built, file: manifest.canon_file, shape: shapeHere() }));
  return built.canon_hash;
}

/** Makes whole runs again in `place`, under the names they had; tells what came out otherwise, and why. */
export async function runsAgain(place: Workspace, workspace: Workspace, runIds: readonly string[], progress: Progress): Promise<Text[]> {
  const troubles: Text[] = [];
  for (const runId of new Set(runIds)) {
    const manifest = readManifest(workspace, runId);
    const own = readOwn(workspace, runId);
    if ((await canonAgain(place, manifest, progress)) !== manifest.canon_hash) troubles.push(OTHER_FACTS);
    troubles.push(...rulesChanged(manifest, [...requireCatalogue(), ...own.indicators]));
    const folder = place.path("runs", runId);
    mkdirSync(folder);
    progress("judging again", 1, 1);
    const { result_hash } = await judgeRecorded(place, manifest, own, place.path("canon", manifest.canon_file), folder);
    if (result_hash !== manifest.result_hash) troubles.push(OTHER_RESULTS);
    if (own.indicators.length) writeOwn(folder, own);
    const kept = keptCatalogue(workspace, runId);
    if (kept) keepCatalogue(folder, kept);
    writeWhole(`${folder}/manifest.json`, JSON.stringify(manifest));
  }
  return troubles;
}

export const OTHER_RESULTS: Text = { en: "judging again gives other results", th: "ประเมินซ้ำแล้วได้ผลต่างออกไป" };
export const OTHER_FACTS: Text = {
  en: "reading the same bytes gives other facts than it did then",
  th: "อ่านไบต์เดิมแล้วได้ข้อเท็จจริงต่างจากครั้งนั้น",
};
