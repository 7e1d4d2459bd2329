// A workspace that another version of jabta compiled with other tables: told as such, and mended by a run; never read as if it were ours.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { exportOcds } from "../../../src/app/export-ocds.ts";
import { openGeneration } from "../../../src/app/generation.ts";
import { importFiles } from "../../../src/app/import.ts";
import { runIndicators } from "../../../src/app/run.ts";
import { verify } from "../../../src/app/verify.ts";
import { makeSample } from "../../../src/sample/sample.ts";
import { freshWorkspace } from "../../real-records.ts";

test("is refused by everything that reads it, until a run has compiled it again", async () => {
  const workspace = freshWorkspace();
  const out = join(workspace.root, "rows.csv");
  await makeSample({ format: "egp", rows: 40, seed: 2, out });
  await importFiles(workspace, [out]);
  const { run_id, canon_file, result_hash } = await runIndicators(workspace, { indicators: ["R010"] });
  for (const pointer of [workspace.path("canon", `${canon_file}.json`), workspace.path("canon/current.json")])
    writeFileSync(pointer, JSON.stringify({ ...JSON.parse(readFileSync(pointer, "utf8")), shape: "other", inputs: "other" }));

  const refusal = { code: "made-by-another-version", exit: "unavailable" };
  await expect(openGeneration(workspace)).rejects.toMatchObject(refusal);
  await expect(exportOcds(workspace, join(workspace.root, "out.json"), { language: "en" })).rejects.toMatchObject(refusal);
  expect((await verify(workspace, run_id)).ok).toBe(false);

  const again = await runIndicators(workspace, { indicators: ["R010"] });
  expect(again.result_hash).toBe(result_hash);
  const generation = await openGeneration(workspace);
  generation.close();
  expect((await verify(workspace, again.run_id)).ok).toBe(true);
});
