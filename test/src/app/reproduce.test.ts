// A run is recomputed from the bytes it was made of, also where nothing but those bytes is left; a changed byte is told.
import { appendFileSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { importFiles } from "../../../src/app/import.ts";
import { type Manifest, runIndicators } from "../../../src/app/run.ts";
import { reproduce, verify } from "../../../src/app/verify.ts";
import { makeSample } from "../../../src/sample/sample.ts";
import { rawPath } from "../../../src/sources/raw.ts";
import type { Workspace } from "../../../src/workspace.ts";
import { freshWorkspace } from "../../real-records.ts";

const JUDGE = ["R018", "D301", "R038", "X107"];
let workspace: Workspace;
let manifest: Manifest;
beforeAll(async () => {
  workspace = freshWorkspace();
  const out = join(workspace.root, "releases.jsonl");
  await makeSample({ format: "ocds", rows: 200, seed: 3, out });
  await importFiles(workspace, [out]);
  manifest = await runIndicators(workspace, { indicators: JUDGE });
});

const emptied = (folder: string): void => {
  rmSync(workspace.path(folder), { recursive: true });
  mkdirSync(workspace.path(folder));
};

test("from the bytes alone: no stage and no canon is left", async () => {
  emptied("stage");
  for (const name of readdirSync(workspace.path("canon"))) rmSync(workspace.path("canon", name));
  const again = await reproduce(workspace, manifest.run_id);
  expect(again).toMatchObject({
    ok: true,
    recomputed_hash: manifest.result_hash,
    recomputed_canon_hash: manifest.canon_hash,
    troubles: [],
    differing: [],
    versions: [],
  });
  expect(readdirSync(workspace.path("tmp")).filter((name) => name.startsWith("verify"))).toEqual([]);
});

test("what an older version had staged is read again for a run of an earlier day", async () => {
  emptied("stage");
  const days = manifest.inputs.map(({ as_of }) => as_of).sort();
  const earlier = `${Number(days.at(-1)!.slice(0, 4)) - 1}-12-31`;
  const then = await runIndicators(workspace, { indicators: JUDGE, asOf: earlier });
  expect(then.as_of).toBe(earlier);
  // The file came later, and releases in it were known by then.
  expect(then.inputs.map(({ sha256 }) => sha256)).toEqual(manifest.inputs.map(({ sha256 }) => sha256));
  expect(await reproduce(workspace, then.run_id)).toMatchObject({ ok: true, recomputed_canon_hash: then.canon_hash });
});

test("a run of which an indicator, a law table or a version has changed since says so", async () => {
  const { rulesChanged } = await import("../../../src/app/run.ts");
  const { requireCatalogue } = await import("../../../src/catalogue/load.ts");
  const catalogue = requireCatalogue();
  expect(rulesChanged(manifest, catalogue)).toEqual([]);
  const other = catalogue.map((it) => (it.id === "R018" ? { ...it, sql: `${it.sql} -- otherwise` } : it));
  expect(rulesChanged(manifest, other).map(({ en }) => en)).toEqual(["the method of R018 has changed"]);
  const table = Object.keys(manifest.law!)[0]!;
  expect(rulesChanged({ ...manifest, law: { ...manifest.law, [table]: "0" } }, catalogue)[0]!.en).toContain(table);
});

test("another byte is told and nothing is recomputed from it", async () => {
  appendFileSync(rawPath(workspace, manifest.inputs[0]!.sha256), "\n");
  const again = await reproduce(workspace, manifest.run_id);
  expect(again).toMatchObject({ ok: false, recomputed_hash: null });
  expect(again.troubles[0]!.en).toContain("bytes have changed");
  expect((await verify(workspace, manifest.run_id)).ok).toBe(false);
});
