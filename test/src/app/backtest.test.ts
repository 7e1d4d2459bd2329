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

test("planted extensions come after their contracts are known, and each share is of what it says", async () => {
  const workspace = freshWorkspace();
  const out = join(workspace.root, "history.jsonl");
  await makeSample({
    format: "ocds",
    layout: "releases-history",
    rows: 150,
    seed: 5,
    out,
    plant: join(workspace.root, "truth.json"),
    strength: "strong",
  });
  await importFiles(workspace, [out]);
  const found = await backtest(workspace, { months: 6, indicators: ["R018", "D305"] });
  expect(found.days.length).toBeGreaterThan(2);
  const extension = found.outcomes.find(({ outcome }) => outcome === "extension")!;
  expect(extension.contracts).toBeGreaterThan(0);
  expect(extension.base.n + extension.known_at_once).toBe(found.contracts);
  for (const { outcome, precision, recall, lead_days } of found.indicators) {
    expect(precision.k).toBeLessThanOrEqual(precision.n);
    expect(recall.n).toBe(found.outcomes.find((it) => it.outcome === outcome)!.contracts);
    expect(recall.k > 0).toBe(lead_days !== null);
    if (lead_days) expect(lead_days.low).toBeGreaterThan(0);
  }
  // What an indicator of extensions flags is an extension already: it foretells none.
  const late = found.indicators.find(({ indicator, outcome }) => indicator === "D305" && outcome === "extension");
  if (late) expect(late.recall.k).toBe(0);
}, 300_000);
