// The verb `verify`: recomputes what a run's manifest promises, from the bytes up.
import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { rawPath, readReceipts } from "../sources/raw.ts";
import type { Workspace } from "../workspace.ts";
import { readManifest } from "./generation.ts";
import { judgeAgain } from "./run.ts";

export interface Verified {
  ok: boolean;
  run_id: string;
  result_hash: string;
  recomputed_hash: string | null;
  troubles: string[];
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

/** Checks the raw bytes of a run against its manifest, then judges again and compares the result hash. */
export async function verify(workspace: Workspace, runId: string): Promise<Verified> {
  const manifest = readManifest(workspace, runId);
  const troubles: string[] = [];
  const known = new Set(readReceipts(workspace).map(({ sha256 }) => sha256));
  for (const { sha256, name } of manifest.inputs) {
    const path = rawPath(workspace, sha256);
    if (!existsSync(path)) troubles.push(`${name}: its bytes are no longer in the raw store`);
    else if ((await hashOf(path)) !== sha256) troubles.push(`${name}: its bytes have changed since they were received`);
    if (!known.has(sha256)) troubles.push(`${name}: its receipt is gone`);
  }
  const again = await judgeAgain(workspace, manifest);
  if (again.changed.length) troubles.push(...again.changed);
  else if (again.result_hash !== manifest.result_hash) troubles.push("judging again gives other results");
  return { ok: troubles.length === 0, run_id: runId, result_hash: manifest.result_hash, recomputed_hash: again.result_hash, troubles };
}
