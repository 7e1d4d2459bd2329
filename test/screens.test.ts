// The screens of bid prices against a second computation: the same tables of bids through a library of statistics and through the methods.
import {
  coefficientOfVariation,
  combinations,
  max,
  mean,
  median,
  min,
  sampleKurtosis,
  sampleSkewness,
  sampleStandardDeviation,
} from "simple-statistics";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { requireCatalogue } from "../src/catalogue/load.ts";
import type { Db } from "../src/db.ts";
import { buildPeers, peersReadBy } from "../src/peers/peers.ts";
import { judgingSql, paramsOf } from "../src/run/run-indicator.ts";
import { emptyWorld, layWorld } from "./world.ts";

const SEED = 20_261_128;
const LOTS = 240;

/** Numbers between 0 and 1, the same on every machine (mulberry32). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Prices of each lot: of two to twelve bidders, of any size, some equal, some close together, some far apart. */
function tables(): number[][] {
  const next = dice(SEED);
  return Array.from({ length: LOTS }, () => {
    const base = 10 ** (2 + 6 * next());
    const width = 10 ** (-4 + 4 * next());
    const prices = Array.from({ length: 2 + Math.floor(next() * 11) }, () => Math.round(base * (1 + width * next()) * 100) / 100);
    if (next() < 0.2) prices.push(prices[0]!);
    return prices.sort((a, b) => a - b);
  });
}

const gaps = (prices: readonly number[]) => prices.slice(1).map((price, index) => price - prices[index]!);
const first = (prices: readonly number[]) => prices[1]! - prices[0]!;
const over = (a: number, b: number) => (b === 0 ? null : a / b);

/** Each definition written down a second time, from its formula; null where it has no value. */
const SCREENS: Record<string, { least: number; of: (prices: number[]) => number | null }> = {
  C201: { least: 3, of: (prices) => coefficientOfVariation(prices) },
  C202: { least: 4, of: (prices) => (max(prices) === min(prices) ? null : sampleKurtosis(prices)) },
  C203: { least: 3, of: (prices) => (max(prices) === min(prices) ? null : sampleSkewness(prices)) },
  C204: { least: 2, of: (prices) => (max(prices) - min(prices)) / min(prices) },
  C205: { least: 2, of: (prices) => first(prices) / prices[0]! },
  C206: { least: 3, of: (prices) => over(first(prices), sampleStandardDeviation(prices.slice(1))) },
  C207: { least: 3, of: (prices) => over(first(prices), mean(gaps(prices).slice(1))) },
  C208: { least: 3, of: (prices) => over(first(prices), mean(gaps(prices))) },
  C209: {
    least: 3,
    of: (prices) => {
      const width = max(prices) - min(prices);
      if (width === 0) return null;
      const empirical = (x: number, closed: boolean) => prices.filter((price) => (closed ? price <= x : price < x)).length / prices.length;
      return max(
        prices.flatMap((x) => {
          const u = (x - min(prices)) / width;
          return [empirical(x, true) - u, u - empirical(x, false)];
        }),
      );
    },
  },
};

let db: Db;
const lots = tables();
const indicators = new Map(requireCatalogue().map((it) => [it.id, it]));

beforeAll(async () => {
  db = await emptyWorld();
  await layWorld(db, {
    process: lots.map(() => ({ category: "works" })),
    tender: lots.map((_, index) => ({ process_key: index, procurement_method: "open", status: "complete" })),
    bid: lots.flatMap((prices, index) =>
      prices.map((price, bidder) => ({
        process_key: index,
        tenderer_key: bidder + 1,
        value_amount: price,
        currency: "THB",
        status: "valid",
      })),
    ),
  });
  await buildPeers(db, peersReadBy([...Object.keys(SCREENS), "C210"].map((code) => indicators.get(code)!.sql!)));
});
afterAll(() => db.close());

/** Equal to nine places of the larger: the two add in another order. */
const near = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

describe.each(Object.entries(SCREENS))("%s", (code, { least, of }) => {
  test("is what its formula gives", async () => {
    const indicator = indicators.get(code)!;
    const params = paramsOf(indicator);
    await judgingSql(db, indicator, params);
    const rows = await db.rows<{ subject: number; value: number | null; reason: string | null }>(
      `select subject, value::double as value, reason from (${indicator.sql}) order by subject`,
      params,
    );
    const wrong: string[] = [];
    let compared = 0;
    for (const [lot, prices] of lots.entries()) {
      const { value, reason } = rows[lot]!;
      const asked = Math.max(least, Number((params.min_bids as { value: number } | undefined)?.value ?? 0));
      if (prices.length < asked) {
        if (reason !== "too_few") wrong.push(`${lot}: ${prices.length} bids, ${reason}`);
        continue;
      }
      const wanted = of(prices);
      if (wanted === null) continue;
      // Lots whose peers are too few have their value all the same.
      if (value === null || !near(value, wanted)) wrong.push(`${lot}: ${value} for ${wanted} (${prices.join(" ")})`);
      compared += 1;
    }
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(compared).toBeGreaterThan(100);
  });
});

test("C210: screens of every three and four prices", async () => {
  const rows = await db.rows<Record<string, number | null> & { lot_key: number; groups: string }>(
    "select * replace (groups::varchar as groups) from peers.lot_subset order by lot_key",
  );
  const distances = (groups: number[][]) =>
    groups
      .map((prices) => (prices.at(-1) === prices[1] ? null : over(first(prices), sampleStandardDeviation(prices.slice(1)))))
      .filter((it) => it !== null);
  const laid = await db.rows<{ lot_key: number }>("select lot_key from canon.lot order by lot_key");
  const pricesOf = new Map(laid.map(({ lot_key }, index) => [lot_key, lots[index]!]));
  for (const row of rows.slice(0, 60)) {
    const prices = pricesOf.get(row.lot_key)!;
    for (const [size, name] of [
      [3, "three"],
      [4, "four"],
    ] as const) {
      // Of equal prices any order will do: combinations keep the order of the list, which is sorted.
      const groups = combinations(prices, size) as number[][];
      const variations = groups.map((group) => coefficientOfVariation(group));
      const spreads = groups.map((group) => (group.at(-1)! - group[0]!) / group[0]!);
      const ratios = distances(groups);
      const wanted: Record<string, number | null> = {
        [`least_variation_of_${name}`]: min(variations),
        [`middle_variation_of_${name}`]: median(variations),
        [`mean_variation_of_${name}`]: mean(variations),
        [`most_variation_of_${name}`]: max(variations),
        [`least_spread_of_${name}`]: min(spreads),
        [`most_spread_of_${name}`]: max(spreads),
        [`least_distance_of_${name}`]: ratios.length ? min(ratios) : null,
        [`middle_distance_of_${name}`]: ratios.length ? median(ratios) : null,
        [`most_distance_of_${name}`]: ratios.length ? max(ratios) : null,
      };
      for (const [column, value] of Object.entries(wanted)) {
        const found = row[column] as number | null;
        expect(
          found === null ? value === null : value !== null && Math.abs(found - value) <= 1e-6 * Math.max(1, Math.abs(value)),
          `${row.lot_key} ${column}: ${found} for ${value}`,
        ).toBe(true);
      }
    }
    expect(Number(row.groups)).toBe(combinations(prices, 3).length + combinations(prices, 4).length);
  }
  expect(rows.length).toBeGreaterThan(100);
});

test("quantiles of type 8, as Hyndman and Fan write them", async () => {
  const next = dice(SEED);
  for (let round = 0; round < 50; round++) {
    const values = Array.from({ length: 1 + Math.floor(next() * 30) }, () => next()).sort((a, b) => a - b);
    const p = next();
    const h = (values.length + 1 / 3) * p + 1 / 3;
    const at = (place: number) => values[Math.min(values.length, Math.max(1, place)) - 1]!;
    const wanted =
      h < 1
        ? at(1)
        : h >= values.length
          ? at(values.length)
          : at(Math.floor(h)) + (h - Math.floor(h)) * (at(Math.floor(h) + 1) - at(Math.floor(h)));
    const { found } = await db.one<{ found: number }>(`select quantile_r8([${values.join("::double, ")}::double], ${p}::double) as found`);
    expect(near(found, wanted), `${values} at ${p}`).toBe(true);
  }
});

describe("the limits of chance", () => {
  const DRAWN = 4000;
  const next = dice(SEED + 1);
  const bell = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  /** Firms that reckon for themselves, over 30 %: evenly, or along a bell curve of the same width. */
  const shapes: [string, () => number][] = [
    ["evenly spread", () => 1 + 0.3 * next()],
    ["along a bell curve", () => 1.15 + (0.3 / Math.sqrt(12)) * bell()],
  ];
  const COLUMNS = {
    C201: ["usual_variation", false],
    C202: ["usual_kurtosis", true],
    C203: ["usual_skewness", false],
    C206: ["usual_spread_distance", true],
    C207: ["usual_gap_distance", true],
    C208: ["usual_average_distance", true],
    C209: ["usual_unevenness", true],
  } as const;

  test.each(shapes)("prices %s pass each in one lot of twenty at most", async (_, draw) => {
    const limits = await db.rows<Record<string, number> & { of_bids: number }>("select * from peers.chance_limit order by of_bids");
    expect(limits.map(({ of_bids }) => of_bids)).toEqual(Array.from({ length: 18 }, (_, nth) => nth + 3));
    for (const limit of limits.filter(({ of_bids }) => [3, 4, 5, 6, 8, 12, 20].includes(of_bids))) {
      const drawn = Array.from({ length: DRAWN }, () => Array.from({ length: limit.of_bids }, draw).sort((a, b) => a - b));
      for (const [code, [column, isHigh]] of Object.entries(COLUMNS)) {
        if (limit.of_bids < SCREENS[code]!.least) continue;
        const passed = drawn.filter((prices) => {
          const value = SCREENS[code]!.of(prices)!;
          return isHigh ? value > Number(limit[column]) : value < Number(limit[column]);
        }).length;
        // Four deviations of what 4,000 draws of one in twenty give.
        expect(passed / DRAWN, `${code} with ${limit.of_bids} bids`).toBeLessThan(0.05 + 4 * Math.sqrt((0.05 * 0.95) / DRAWN));
      }
    }
  });

  test("with three bids the first gap passes in one of twenty by reckoning, not by drawing", async () => {
    // Evenly drawn, the first gap is any share of both with equal chance: one of twenty holds more than 0.95 of them.
    const [limit] = await db.rows<Record<string, number>>("select * from peers.chance_limit where of_bids = 3");
    expect(Number(limit!.usual_gap_distance)).toBeCloseTo(0.95 / 0.05, 9);
    expect(Number(limit!.usual_average_distance)).toBeCloseTo(2 * 0.95, 9);
    expect(Number(limit!.usual_spread_distance)).toBeCloseTo((Math.SQRT2 * 0.95) / 0.05, 2);
  });
});
