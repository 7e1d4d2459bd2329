// A series of days, judged with what was known on each: outcomes are first not known, flags stand before them, and shares add up.
import { join } from "node:path";
import { expect, test } from "vitest";
import { backtest, seriesOf } from "../../../src/app/backtest.ts";
import { importFiles } from "../../../src/app/import.ts";
import { makeSample } from "../../../src/sample/sample.ts";
import { freshWorkspace } from "../../real-records.ts";

test("the series: ends of months, the last day always, leap years too", () => {
  expect(seriesOf("2024-01-15", "2024-04-10", 1)).toEqual(["2024-01-31", "2024-02-29", "2024-03-31", "2024-04-10"]);
  expect(seriesOf("2024-01-15", "2024-03-31", 1)).toEqual(["2024-01-31", "2024-02-29", "2024-03-31"]);
  expect(seriesOf("2023-11-30", "2024-12-31", 6)).toEqual(["2023-11-30", "2024-05-31", "2024-11-30", "2024-12-31"]);
  expect(seriesOf("2024-01-15", "2024-01-16", 1)).toEqual(["2024-01-16"]);
});

test("planted contracts and projects are foretold before their outcome, later than they are known, and each share is of what it says", async () => {
  const workspace = freshWorkspace();
  const files = [
    { format: "ocds", layout: "releases-history", rows: 120, schemes: ["overrun", "extension"] },
    { format: "oc4ids", layout: "history", rows: 13 },
  ] as const;
  const made = [];
  for (const { format, ...asked } of files) {
    const out = join(workspace.root, `${format}.json`);
    await makeSample({ format, ...asked, seed: 5, out, plant: `${out}.truth`, strength: "strong" });
    made.push(out);
  }
  await importFiles(workspace, made);
  const indicators = ["R018", "D305", "D309", "D311", "D312", "D313"];
  const found = await backtest(workspace, { from: "2024-06-30", to: "2025-10-31", months: 2, indicators });
  expect(found.days.length).toBeGreaterThan(8);
  for (const subject of ["contract", "project"] as const) {
    const known = { contract: found.contracts, project: found.projects }[subject];
    for (const outcome of ["extension", "overrun"] as const) {
      const came = found.outcomes.find((it) => it.subject === subject && it.outcome === outcome)!;
      expect(came.base.k, `${subject} ${outcome}`).toBeGreaterThan(0);
      expect(came.base.n + came.known_at_once).toBe(known);
    }
  }
  for (const { subject, outcome, precision, recall, lead_days, is_beyond_chance } of found.indicators) {
    const { base } = found.outcomes.find((it) => it.subject === subject && it.outcome === outcome)!;
    expect(precision.k).toBeLessThanOrEqual(precision.n);
    expect(recall.n).toBe(base.k);
    expect(recall.k > 0).toBe(lead_days !== null);
    expect(is_beyond_chance).toBe(precision.n > 0 && precision.low! > base.high!);
    if (lead_days) expect(lead_days.low).toBeGreaterThan(0);
  }
  const of = (indicator: string, outcome: string, subject = "contract") =>
    found.indicators.find((it) => it.subject === subject && it.indicator === indicator && it.outcome === outcome);
  // What an indicator of extensions flags is an extension already: it foretells none.
  expect(of("D305", "extension")!.recall.k).toBe(0);
  // The signs that were made before the outcome, and one that knows nothing of delivery.
  expect(of("D309", "overrun")).toMatchObject({ is_beyond_chance: true });
  expect(of("D313", "extension", "project")!.recall.k).toBeGreaterThan(0);
  expect(of("D311", "overrun", "project")!.recall.k).toBeGreaterThan(0);
  expect(of("R018", "overrun")?.is_beyond_chance ?? false).toBe(false);
}, 300_000);
