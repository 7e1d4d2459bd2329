// The verbs `verify` and `reproduce`: recompute what a run's manifest promises.
import { existsSync } from "node:fs";
import { requireCatalogue } from "../catalogue/load.ts";
import { hashOfFile, rawPath, readReceipts } from "../sources/raw.ts";
import type { Text } from "../text/text.ts";
import type { Workspace } from "../workspace.ts";
import { hasShapeHere } from "./canon.ts";
import { readManifest } from "./generation.ts";
import { readOwn } from "./own.ts";
import { beside, canonAgain, OTHER_FACTS, OTHER_RESULTS, type Progress } from "./rebuilt.ts";
import { judgeAgain, type Manifest, rulesChanged, versionsHere } from "./run.ts";

export interface Verified {
  ok: boolean;
  run_id: string;
  result_hash: string;
  recomputed_hash: string | null;
  /** What was found otherwise than promised. */
  troubles: Text[];
}

/** A run recomputed from the bytes received. */
export interface Reproduced extends Verified {
  canon_hash: string;
  recomputed_canon_hash: string | null;
  /** Indicators whose results are other ones now. */
  differing: string[];
  /** Versions of what computes that are not those of the run; they explain a difference, and do no harm where there is none. */
  versions: { name: string; then: string; now: string }[];
}

export async function bytesOf(workspace: Workspace, manifest: Manifest): Promise<Text[]> {
  const troubles: Text[] = [];
  const known = new Set(readReceipts(workspace).map(({ sha256 }) => sha256));
  for (const { sha256, name } of manifest.inputs) {
    const path = rawPath(workspace, sha256);
    if (!existsSync(path))
      troubles.push({ en: `${name}: its bytes are no longer in the raw store`, th: `${name}: ไม่มีไบต์ต้นฉบับในคลังข้อมูลดิบแล้ว` });
    else if ((await hashOfFile(path)) !== sha256)
      troubles.push({ en: `${name}: its bytes have changed since they were received`, th: `${name}: ไบต์ต้นฉบับเปลี่ยนไปจากที่ได้รับ` });
    if (!known.has(sha256)) troubles.push({ en: `${name}: its receipt is gone`, th: `${name}: ไม่มีใบรับข้อมูลแล้ว` });
  }
  return troubles;
}

/** Checks the raw bytes of a run against its manifest, then judges its canon again and compares the result hash. */
export async function verify(workspace: Workspace, runId: string): Promise<Verified> {
  const manifest = readManifest(workspace, runId);
  const own = readOwn(workspace, runId);
  const troubles = await bytesOf(workspace, manifest);
  const changed = rulesChanged(manifest, [...requireCatalogue(), ...own.indicators]);
  const canonPath = workspace.path("canon", manifest.canon_file);
  if (!existsSync(canonPath)) changed.push({ en: "the canon of this run is no longer here", th: "ไม่มีข้อมูลที่ใช้ในรอบการประเมินนี้แล้ว" });
  else if (!hasShapeHere(canonPath))
    changed.push({
      en: `the records of this run were compiled by another version of jabta; jabta reproduce ${runId} judges them from the bytes received`,
      th: `ข้อมูลของรอบการประเมินนี้ประมวลผลไว้ด้วยจับตารุ่นอื่น ใช้ jabta reproduce ${runId} เพื่อประเมินใหม่จากข้อมูลที่ได้รับ`,
    });
  const again = changed.length ? null : await judgeAgain(workspace, manifest, own, canonPath);
  troubles.push(...changed);
  if (again && again.result_hash !== manifest.result_hash) troubles.push(OTHER_RESULTS);
  return {
    ok: troubles.length === 0,
    run_id: runId,
    result_hash: manifest.result_hash,
    recomputed_hash: again?.result_hash ?? null,
    troubles,
  };
}

/** Recomputes a run from the bytes received: read, compiled and judged again in a place of its own, with the settings recorded. Keeps nothing. */
export async function reproduce(workspace: Workspace, runId: string, progress: Progress = () => {}): Promise<Reproduced> {
  const manifest = readManifest(workspace, runId);
  const own = readOwn(workspace, runId);
  const troubles = await bytesOf(workspace, manifest);
  const promised = { run_id: runId, result_hash: manifest.result_hash, canon_hash: manifest.canon_hash };
  const versions = Object.entries(manifest.versions).flatMap(([name, then]) => {
    const now = versionsHere()[name] ?? "";
    return now === then ? [] : [{ name, then, now }];
  });
  const nothing = { ...promised, ok: false, recomputed_hash: null, recomputed_canon_hash: null, differing: [], versions, troubles };
  if (troubles.length) return nothing;
  return await beside(workspace, async (place) => {
    const canon_hash = await canonAgain(place, manifest, progress);
    if (canon_hash !== manifest.canon_hash) troubles.push(OTHER_FACTS);
    troubles.push(...rulesChanged(manifest, [...requireCatalogue(), ...own.indicators]));
    progress("judging again", 1, 1);
    const again = await judgeAgain(place, manifest, own, place.path("canon", manifest.canon_file));
    const differing = manifest.results
      .filter(({ indicator, result_hash }) => again.results.find((it) => it.indicator === indicator)?.result_hash !== result_hash)
      .map(({ indicator }) => indicator);
    if (again.result_hash !== manifest.result_hash)
      troubles.push({ en: `${OTHER_RESULTS.en}: ${differing.join(", ")}`, th: `${OTHER_RESULTS.th}: ${differing.join(", ")}` });
    return {
      ...promised,
      ok: again.result_hash === manifest.result_hash && canon_hash === manifest.canon_hash,
      recomputed_hash: again.result_hash,
      recomputed_canon_hash: canon_hash,
      differing,
      versions,
      troubles,
    };
  });
}
