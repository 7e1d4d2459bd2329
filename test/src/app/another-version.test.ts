// A workspace that another version of jabta compiled with other tables: told as such, and mended by a run; never read as if it were ours.
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { exportOcds } from "../../../src/app/export-ocds.ts";
import { openGeneration } from "../../../src/app/generation.ts";
import { importFiles } from "../../../src/app/import.ts";
import { type CheckedFile, checkReport } from "../../../src/app/report.ts";
import { type Manifest, runIndicators } from "../../../src/app/run.ts";
import { reproduce, type Verified, verify } from "../../../src/app/verify.ts";
import { literal, openDb } from "../../../src/db.ts";
import { makeSample } from "../../../src/sample/sample.ts";
import { rawPath } from "../../../src/sources/raw.ts";
import { anotherPackage } from "../../another-package.ts";
import { answered } from "../../command.ts";
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

test("its reports are checked all the same: the run is judged again from the bytes received, beside everything", async () => {
  const workspace = freshWorkspace();
  const at = ["--workspace", workspace.root];
  const program = anotherPackage({
    changes: { "src/canon/schema.sql": (text) => `${text}\ncreate table canon.formerly (note varchar);\n` },
  });
  const file = join(workspace.root, "rows.csv");
  await makeSample({ format: "egp", rows: 60, seed: 2, out: file });
  await answered([...at, "import", file], { program });
  const { json: run } = await answered<Manifest>([...at, "run", "--indicator", "R010", "--indicator", "D306", "--indicator", "R011"], {
    program,
  });
  const out = (format: string) => join(workspace.root, `report.${format}`);
  await answered([...at, "report", "audit-sample", "--format", "json", "--out", out("json")], { program });
  await answered([...at, "--lang", "th", "report", "what-changed", "--format", "xlsx", "--out", out("xlsx")], { program });
  // What the other version called otherwise, this one cannot read.
  const db = await openDb();
  await db.run(`attach ${literal(workspace.path("canon", run.canon_file))} as old`);
  await db.run("alter table old.contract rename column value_amount to price");
  db.close();
  const before = readFileSync(workspace.path("runs", run.run_id, "manifest.json"));

  const { json: verified } = await answered<Verified>([...at, "verify", run.run_id]);
  expect(verified.ok).toBe(false);
  expect(verified.troubles[0]!.en).toContain(`jabta reproduce ${run.run_id}`);
  expect(await reproduce(workspace, run.run_id)).toMatchObject({ ok: true, troubles: [] });

  const { code, json: checked } = await answered<CheckedFile>([...at, "report-check", out("json")]);
  expect([code, checked]).toMatchObject([0, { ok: true, rebuilt: true, troubles: [], mismatches: [], run_id: run.run_id }]);
  expect(checked.compared).toBeGreaterThan(500);
  expect(await checkReport(workspace, out("xlsx"))).toMatchObject({ ok: true, rebuilt: true, troubles: [] });
  // Old runs stay as they were, and nothing is left beside them.
  expect(readFileSync(workspace.path("runs", run.run_id, "manifest.json"))).toEqual(before);
  expect(readdirSync(workspace.path("tmp")).filter((name) => name.startsWith("verify"))).toEqual([]);

  // Another amount in the file is told; without the bytes nothing is promised.
  writeFileSync(out("json"), readFileSync(out("json"), "utf8").replace(/(?<="\d+)\.00"/, '.01"'));
  expect(await checkReport(workspace, out("json"))).toMatchObject({ ok: false, rebuilt: true, mismatch_count: 1 });
  rmSync(rawPath(workspace, run.inputs[0]!.sha256));
  await expect(checkReport(workspace, out("json"))).rejects.toMatchObject({ code: "canon-gone" });
}, 120_000);
