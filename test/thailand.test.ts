// The 202,362 real e-GP rows: figures that come out of the canon, and flags that stay rare. `npm run docs:thailand` writes docs/thailand.md anew.
import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { figureLines, type Line, measure, rateLines } from "../bench/thailand/measure.js";
import { type Generation, openGeneration } from "../src/app/generation.ts";
import { importFiles } from "../src/app/import.ts";
import { type Rates, rates } from "../src/app/rates.ts";
import { runIndicators } from "../src/app/run.ts";
import { requireCatalogue } from "../src/catalogue/load.ts";
import { packaged } from "../src/package-root.ts";
import { absent, freshWorkspace, real, unasked, unless, whenAsked } from "./real-records.ts";

function holds(name: string, lines: readonly string[]): void {
  const text = readFileSync(packaged("docs/thailand.md"), "utf8");
  const [before, after] = text.split(new RegExp(`(?<=<!-- generated: ${name} -->\n)[\\s\\S]*?(?=<!-- end -->)`)) as [string, string];
  const made = `${before}${lines.join("\n").trimEnd()}\n${after}`;
  if (process.env.UPDATE_DOCS === "1") writeFileSync(packaged("docs/thailand.md"), made);
  expect(text === made || process.env.UPDATE_DOCS === "1", `docs/thailand.md, ${name}: run npm run docs:thailand`).toBe(true);
}

describe.skipIf(absent || unasked)(`202,362 rows of e-GP${unless}${whenAsked}`, () => {
  let generation: Generation;
  let lines: Line[];
  let rare: Rates;
  beforeAll(async () => {
    const workspace = freshWorkspace();
    await importFiles(workspace, [real("thailand/derived/egp_contact_2568_verbatim_202k.parquet")]);
    generation = await openGeneration(workspace, (await runIndicators(workspace, { profile: "thailand" })).run_id);
    lines = await measure(generation.db);
    rare = await rates(generation, "en");
  }, 900_000);
  afterAll(() => generation?.close());

  test("every figure comes out of the canon", () => {
    expect(lines.length).toBeGreaterThan(90);
    expect(lines.filter(({ measured, known }) => measured !== known)).toEqual([]);
  });

  test("where the rows give another figure, it is said why", () => {
    expect(lines.filter(({ rows, known, because }) => (rows !== known) !== (because !== undefined))).toEqual([]);
  });

  test("pairs and splitting groups, with people told apart by number and name", () => {
    const of = Object.fromEntries(lines.map(({ figure, measured }) => [figure, measured]));
    expect(of["pairs with at least ten contracts"]).toBe("1785");
    expect(of["groups of one day together above 500,000"]).toBe("721");
    expect([of["shorter than the advertisement"], of["shorter than advertisement and appeal"]]).toEqual(["22", "234"]);
  });

  test("no scored indicator flags more than one in twenty of those it judges without a written reason", () => {
    expect(rare.max_share).toBe(0.05);
    expect(rare.rates.filter(({ is_frequent, because }) => is_frequent && !because).map((it) => it.indicator)).toEqual([]);
  });

  test("no reason is kept for an indicator that has become rare", () => {
    const ordinary = new Set(requireCatalogue().flatMap((it) => (it.ordinary ? [it.id] : [])));
    const kept = rare.rates.filter(({ indicator, is_frequent, because }) => because && !is_frequent && !ordinary.has(indicator));
    expect(kept.map((it) => it.indicator)).toEqual([]);
  });

  test("indicators that need what the feed does not publish judge nobody", () => {
    const judged = new Map(rare.rates.map((it) => [it.indicator, it.judged]));
    for (const code of ["R018", "D301", "D304", "D306", "X121"]) expect(judged.get(code), code).toBe(0);
  });

  test("docs/thailand.md shows them as they are", () => {
    holds("rates", rateLines(rare));
    holds("figures", figureLines(lines));
  });
});
