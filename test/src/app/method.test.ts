// How an indicator judges, told to readers: whom it leaves out, an example by hand, and how often it flags in each source.
import { expect, test } from "vitest";
import { coverage } from "../../../src/app/coverage.ts";
import { openGeneration } from "../../../src/app/generation.ts";
import { importFiles } from "../../../src/app/import.ts";
import { methodAlone, methodOf } from "../../../src/app/method.ts";
import { runIndicators } from "../../../src/app/run.ts";
import { exampleOf } from "../../../src/catalogue/example.ts";
import { requireCatalogue } from "../../../src/catalogue/load.ts";
import { packaged } from "../../../src/package-root.ts";
import { reasons, statusOf } from "../../../src/run/reason.ts";
import { placeholders } from "../../../src/text/text.ts";
import { freshWorkspace } from "../../real-records.ts";

const catalogue = requireCatalogue();
const named = (code: string) => catalogue.find(({ id }) => id === code)!;

test("everyone R018 leaves out is told, with the status its reason means", async () => {
  const method = await methodAlone(named("R018"), "en");
  expect(method.not_applicable.map(({ reason }) => reason)).toEqual([
    "method_not_competitive",
    "tender_cancelled",
    "tender_not_closed",
    "tender_unsuccessful",
  ]);
  expect(method.no_data.map(({ reason }) => reason)).toEqual(expect.arrayContaining(["tender.bids_received", "lots_not_named"]));
  for (const { reason } of [...method.not_applicable, ...method.no_data])
    expect([...reasons().keys(), ...named("R018").requires]).toContain(reason);
  expect(method.not_applicable.every(({ reason }) => statusOf(reason) === "not_applicable")).toBe(true);
  expect(method.sources).toEqual([]);
});

test("a described one leaves nobody out, for it judges nobody", async () => {
  const described = catalogue.find(({ sql }) => sql === null)!;
  expect(await methodAlone(described, "th")).toEqual({ not_applicable: [], no_data: [], example: null, sources: [] });
});

test("every computed indicator has an example that says its sentence with facts of its own", () => {
  for (const indicator of catalogue.filter(({ sql, maturity }) => sql !== null && maturity !== "draft")) {
    const example = exampleOf(indicator);
    expect(example?.says.en, indicator.id).toBeTruthy();
    expect(example!.says.th, indicator.id).not.toMatch(/\{\w+\}/);
    for (const name of Object.keys(example!.evidence)) expect(name, indicator.id).toMatch(/^[a-z0-9_]+$/);
    expect(placeholders(example!.says.en), indicator.id).toEqual([]);
  }
});

test("answers by source add up to what the run counted, for every kind of subject", async () => {
  const workspace = freshWorkspace();
  await importFiles(workspace, [
    packaged("data/samples/egp.csv"),
    packaged("data/samples/ocds.jsonl"),
    packaged("data/samples/oc4ids.json"),
  ]);
  const ran = [
    ...new Map(catalogue.filter(({ sql, maturity }) => sql !== null && maturity !== "draft").map((it) => [it.subject, it.id])).values(),
  ];
  const generation = await openGeneration(workspace, (await runIndicators(workspace, { indicators: ran })).run_id);
  const rows = await coverage(generation, "en");
  for (const { indicator, flagged, clear, not_applicable, no_data } of generation.manifest.results) {
    const of = (await methodOf(generation.db, named(indicator), "en", generation)).sources;
    expect(of).toEqual(rows.filter((row) => row.indicator === indicator));
    const sum = (name: "flagged" | "clear" | "not_applicable" | "no_data") => of.reduce((total, row) => total + row[name], 0);
    expect([sum("flagged"), sum("clear"), sum("not_applicable"), sum("no_data")], indicator).toEqual([
      flagged,
      clear,
      not_applicable,
      no_data,
    ]);
  }
  generation.close();
});
