// The printed script gives the run's own results.
import { beforeAll, expect, test } from "vitest";
import { importFiles } from "../../../src/app/import.ts";
import { runIndicators } from "../../../src/app/run.ts";
import { scriptOf } from "../../../src/app/script.ts";
import { requireCatalogue } from "../../../src/catalogue/load.ts";
import { openDb, written } from "../../../src/db.ts";
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

test("settings are written where they are read, each in its type, and not in texts, names and comments", () => {
  const sql = `select '$days ''$days' as "$days", $days, $days_open, $words -- $days`;
  const put = written(sql, {
    days: { type: "integer", value: 3 },
    days_open: { type: "number", value: 0.5 },
    words: { type: "list", value: ["it's", "$days"] },
  });
  expect(put).toBe(`select '$days ''$days' as "$days", (3::integer), (0.5::double), (['it''s', '$days']::varchar[]) -- $days`);
});
