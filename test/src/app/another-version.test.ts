// A workspace that another version of jabta compiled with other tables: told as such, and mended by a run; never read as if it were ours.
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { exportOcds } from "../../../src/app/export-ocds.ts";
import { openGeneration } from "../../../src/app/generation.ts";
import { importFiles } from "../../../src/app/import.ts";
import { type CheckedFile, checkReport, makeReport } from "../../../src/app/report.ts";
import { type Manifest, runIndicators } from "../../../src/app/run.ts";
import { reproduce, type Verified, verify } from "../../../src/app/verify.ts";
import { literal, openDb } from "../../../src/db.ts";
import { packaged } from "../../../src/package-root.ts";
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

test("a method, its words and its settings have changed since: the report of the older run stands as it was made, and so does one about what changed", async () => {
  const workspace = freshWorkspace();
  const at = ["--workspace", workspace.root];
  await importFiles(workspace, [packaged("data/samples/egp.csv")]);
  const first = await runIndicators(workspace, { indicators: ["R010"] });
  expect(first.results[0]!.flagged).toBeGreaterThan(0);
  const out = (name: string) => join(workspace.root, name);
  const make = (name: string, format: "html" | "json", path: string) =>
    makeReport(workspace, name, { filter: {}, format, out: path, language: "en" });
  await make("method-annex", "html", out("annex.html"));
  await make("province-overview", "json", out("overview.json"));

  const [folder] = readdirSync(packaged("indicators")).filter((name) => name.startsWith("R010-"));
  const program = anotherPackage({
    changes: {
      [`indicators/${folder}/indicator.yaml`]: (text) =>
        text
          .replace("version: 1\n", "version: 2\n")
          .replace("en: Direct beyond limit without ground", "en: Beyond the limit by the direct method")
          .replace('en: "Budget {budget_amount}', 'en: "Beyond by {beyond_amount}')
          .replace("default: [direct, limited]", "default: [direct]"),
      [`indicators/${folder}/indicator.sql`]: (text) =>
        text.replace(
          "budget_amount: budget_amount,",
          "budget_amount: budget_amount,\n        beyond_amount: budget_amount - limit_amount,",
        ),
    },
  });
  for (const path of [out("annex.html"), out("overview.json")]) {
    const { code, json } = await answered<CheckedFile>([...at, "report-check", path], { program });
    expect([code, json], path).toMatchObject([0, { ok: true, rebuilt: false, troubles: [], mismatches: [], run_id: first.run_id }]);
  }

  // Each side of a change is told in the words of its own run, by either version.
  const { json: second } = await answered<Manifest>([...at, "run", "--indicator", "R010"], { program });
  await answered([...at, "report", "what-changed", "--format", "json", "--out", out("changed.json")], { program });
  const { columns, rows } = JSON.parse(readFileSync(out("changed.json"), "utf8")).tables.changes as {
    columns: { name: string }[];
    rows: (string | null)[][];
  };
  const cell = (name: string) => rows[0]![columns.findIndex((column) => column.name === name)];
  expect(rows).toHaveLength(first.results[0]!.flagged);
  expect([cell("change_code"), cell("title_en"), cell("cause_en")]).toEqual([
    "changed",
    "Beyond the limit by the direct method",
    expect.stringContaining("method"),
  ]);
  expect([cell("old_en"), cell("new_en")]).toEqual([
    expect.stringMatching(/^Budget [\d,.]+ /),
    expect.stringMatching(/^Beyond by [\d,.]+ /),
  ]);
  expect(await checkReport(workspace, out("changed.json"))).toMatchObject({ ok: true, run_id: second.run_id, troubles: [] });

  // A run that kept no words, as those of an earlier version: what differs is named, not laid to the file.
  rmSync(workspace.path("runs", first.run_id, "catalogue.json.gz"));
  const { json: wordless } = await answered<CheckedFile>([...at, "report-check", out("overview.json")], { program });
  expect(wordless).toMatchObject({ ok: false, troubles: [{ en: "R010 has version 2; it ran as 1" }] });
}, 120_000);
