// The rates that indicators state as ordinary, where they were reckoned or counted: reckoned and counted again.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { requireCatalogue } from "../src/catalogue/load.ts";
import { packaged } from "../src/package-root.ts";
import { wilson } from "../src/score/rate.ts";

const ordinary = (code: string) => requireCatalogue().find(({ id }) => id === code)!.ordinary!;

/** Numbers between 0 and 1, the same each time (Lehmer's generator). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** The share of lots in which something holds of the prices, in hundredths. */
function inHundred(lots: number, prices: () => number[], holds: (sorted: number[]) => boolean): number {
  let found = 0;
  for (let lot = 0; lot < lots; lot++) if (holds(prices().sort((a, b) => a - b))) found++;
  return Math.round((100 * found) / lots);
}

test("R022: prices of a bell curve of 5 to 15 per cent", () => {
  const next = chance(7);
  const bell = () => Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next());
  const lot = (bids: number) => () => {
    const scatter = 0.05 + 0.1 * next();
    return Array.from({ length: bids }, () => 1 + scatter * bell());
  };
  const [three, six] = [3, 6].map((bids) => inHundred(20_000, lot(bids), (it) => it.at(-1)! / it[0]! - 1 >= 0.3));
  const { because, max_share } = ordinary("R022");
  const [, told3, told6] = /(\d+) of 100 lots with three bids and (\d+) with six/.exec(because.en)!;
  expect(Math.abs(Number(told3) - three!)).toBeLessThanOrEqual(1);
  expect(Math.abs(Number(told6) - six!)).toBeLessThanOrEqual(1);
  // What is stated lies between the two: lots of more bids are flagged more often.
  expect(100 * max_share).toBeGreaterThan(three!);
  expect(100 * max_share).toBeLessThanOrEqual(six! + 1);
});

test("R024: prices spread evenly over thirty per cent", () => {
  const next = chance(11);
  const lot = (bids: number) => () => Array.from({ length: bids }, () => 1 + 0.3 * next());
  const [three, six] = [3, 6].map((bids) => inHundred(20_000, lot(bids), (it) => it[1]! / it[0]! - 1 <= 0.01));
  const { because, max_share } = ordinary("R024");
  const [, told3, told6] = /(\d+) of 100 lots with three bids and in (\d+) of 100 with six/.exec(because.en)!;
  expect(Math.abs(Number(told3) - three!)).toBeLessThanOrEqual(1);
  expect(Math.abs(Number(told6) - six!)).toBeLessThanOrEqual(1);
  expect(100 * max_share).toBeGreaterThanOrEqual(six! - 1);
});

test("R022, R024 and R064: counts on public records are those of docs/answers.md", () => {
  const page = readFileSync(packaged("docs/answers.md"), "utf8");
  const sum = (code: string, of = page): [number, number] => {
    const rows = [...of.matchAll(new RegExp(`^\\| ${code}(?: [¹²³⁴-⁹]+)? \\| (\\d+) \\| (\\d+) \\|`, "gm"))];
    return rows.reduce(([flagged, judged], [, k, clear]) => [flagged + Number(k), judged + Number(k) + Number(clear)], [0, 0]);
  };
  const armenia = page.split(/^## /m).find((section) => section.startsWith("`am-armeps`"));
  for (const code of ["R022", "R024"]) expect(ordinary(code).because.en).toContain(`${sum(code, armenia).join(" of ")} lots`);
  const [k, n] = sum("R064");
  const { low, high } = wilson({ k, n })!;
  const said = ordinary("R064").because.en.replaceAll(/\s+/g, " ");
  expect(said).toContain(
    `of the ${n} contracts whose changes are known ${k} were changed, between ${Math.round(low * 100)}% and ${Math.round(high * 100)}%`,
  );
  // What rests on made-up records alone says so.
  for (const code of ["R029", "R064"]) expect(ordinary(code).because.en).toMatch(/made-up records/);
  expect(sum("R029")[1]).toBe(0);
});
