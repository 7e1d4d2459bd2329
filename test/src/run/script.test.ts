// The printed script gives the run's own results, and so does a run that lays no answers, as over a large canon.
import { beforeAll, expect, test } from "vitest";
import { currentCanon } from "../../../src/app/canon.ts";
import { importFiles } from "../../../src/app/import.ts";
import { runIndicators } from "../../../src/app/run.ts";
import { scriptOf } from "../../../src/app/script.ts";
import { requireCatalogue } from "../../../src/catalogue/load.ts";
import { loadProfile } from "../../../src/catalogue/profile.ts";
import { openDb } from "../../../src/db.ts";
import { judge } from "../../../src/run/run.ts";
import { makeSample } from "../../../src/sample/sample.ts";
import type { Workspace } from "../../../src/workspace.ts";
import { freshWorkspace } from "../../real-records.ts";

const CODES = ["R018", "R040", "D301"];
let workspace: Workspace;
beforeAll(async () => {
  workspace = freshWorkspace();
  const out = `${workspace.root}.jsonl`;
  await makeSample({ format: "ocds", rows: 200, seed: 5, out, plant: `${workspace.root}.truth.json` });
  await importFiles(workspace, [out]);
});

test("the script of an indicator runs alone and counts what the run counted", async () => {
  const manifest = await runIndicators(workspace, { indicators: CODES });
  for (const code of CODES) {
    const indicator = requireCatalogue().find(({ id }) => id === code)!;
    const statements = scriptOf(workspace, indicator);
    const cut = statements.lastIndexOf(";\n\n");
    const db = await openDb();
    await db.run(statements.slice(0, cut + 1));
    const rows = await db.rows<{ status: string; n: string }>(
      `select status, count(*) as n from (${statements.slice(cut + 3).replace(/;$/, "")}) group by status`,
    );
    db.close();
    const counted = Object.fromEntries(rows.map(({ status, n }) => [status, Number(n)]));
    const { flagged, clear, not_applicable, no_data } = manifest.results.find((it) => it.indicator === code)!;
    expect({ flagged: 0, clear: 0, not_applicable: 0, no_data: 0, ...counted }, code).toEqual({ flagged, clear, not_applicable, no_data });
  }
});

test("every indicator comes to the same by its answer laid once, and asked statement by statement", async () => {
  const { file, newest } = currentCanon(workspace)!;
  const indicators = requireCatalogue().filter(({ sql }) => sql !== null);
  const judged = async (laid: number) => {
    const path = workspace.path("tmp", `laid-${laid}.duckdb`);
    return await judge(
      workspace.path("canon", file),
      path,
      indicators,
      loadProfile("default"),
      newest,
      async () => {},
      {},
      undefined,
      undefined,
      laid,
    );
  };
  const [once, apart] = [await judged(Number.POSITIVE_INFINITY), await judged(0)];
  const told = ({ results, result_hash }: typeof once) => ({ result_hash, results: results.map(({ seconds: _, ...it }) => it) });
  expect(told(once)).toEqual(told(apart));
  expect(once.results.filter(({ flagged }) => flagged > 0).length).toBeGreaterThan(20);
});
