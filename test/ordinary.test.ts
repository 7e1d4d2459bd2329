// The rates that indicators state as ordinary, where they were reckoned or counted: reckoned and counted again.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { requireCatalogue } from "../src/catalogue/load.ts";
import { literal, openDb } from "../src/db.ts";
import { packaged } from "../src/package-root.ts";
import { wilson } from "../src/score/rate.ts";
import { absent, real, unless } from "./real-records.ts";

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
  expect(ordinary("R064").max_share).toBe(Math.round(100 * high) / 100);
  // No publisher's bids were ever judged, which is why winning prices stand for them.
  expect(sum("R029")[1]).toBe(0);
});

test.skipIf(absent)(`R029: winning prices of open tenders in the Thai rows, agency by agency${unless}`, async () => {
  const { params } = requireCatalogue().find(({ id }) => id === "R029")!;
  const set = (name: string) => String(params[name]!.default);
  const db = await openDb();
  try {
    // Values stand three headings too far left: the contract's value under that of its number.
    const found = await db.one<{ agencies: number; departing: number }>(`
      with won as (
          select "ชื่อหน่วยงาน" as agency, try_cast("เลขที่สัญญา" as decimal(18, 2)) as amount
          from read_parquet(${literal(real("thailand/derived/egp_contact_2568_verbatim_202k.parquet"))})
          where "กลุ่มวิธีจัดซื้อฯ" like 'ประกวดราคา%' and amount > 0
      ),
      many as (
          select agency, count(*) as prices from won group by agency
          having prices >= ${set("min_bids")} and log10((max(amount) / min(amount))::double) >= ${set("min_magnitudes")}
      ),
      begun as (
          select agency, left(ltrim((amount * 100)::hugeint::varchar, '0'), 1)::integer as digit, count(*) as found from won group by agency, digit
      ),
      compared as (
          select many.agency, prices, coalesce(found, 0) as found, prices * log10(1 + 1 / digits.digit::double) as expected
          from many
          cross join (select unnest(range(1, 10)) as digit) as digits
          left join begun on begun.agency = many.agency and begun.digit = digits.digit
      ),
      measured as (
          select agency, avg(abs(found - expected) / prices) as deviation, sum((found - expected) ** 2 / expected) as chi_square
          from compared group by agency
      )
      select
          count(*)::integer as agencies,
          (count(*) filter (where deviation > ${set("limit_deviation_share")} and chi_square > ${set("limit_chi_square")}))::integer as departing
      from measured`);
    const { low, high } = wilson({ k: found.departing, n: found.agencies })!;
    const { max_share, because } = ordinary("R029");
    const said = because.en.replaceAll(/\s+/g, " ");
    expect(said).toContain(`of the ${found.agencies} agencies`);
    expect(said).toContain(`prices of ${found.departing} depart`);
    expect(said).toContain(`between ${Math.round(100 * low)}% and ${Math.round(100 * high)}%`);
    expect(Math.abs(max_share - found.departing / found.agencies)).toBeLessThan(0.01);
  } finally {
    db.close();
  }
});
