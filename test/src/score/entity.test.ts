// Who is ranked, by what, and what the range of a rank holds.
import { expect, test } from "vitest";
import { loadProfile } from "../../../src/catalogue/profile.ts";
import { type Entity, type FamilyRate, rankEntities } from "../../../src/score/entity.ts";

const profile = loadProfile("default");
const rate = (k: number, n: number, more: Partial<FamilyRate> = {}): FamilyRate => ({
  k,
  n,
  judged: 1,
  own_judged: 0,
  own_flagged: 0,
  ...more,
});
const entity = (number: number, n: number, families: Record<string, FamilyRate>): Entity => ({
  entity: number,
  n,
  families: new Map(Object.entries(families)),
});

test("one of one does not stand before thirty of a hundred, and has no rank at all", () => {
  const [tiny, large, clean] = rankEntities(
    [
      entity(0, 1, { price: rate(1, 1) }),
      entity(1, 100, { price: rate(30, 100) }),
      entity(2, 100, { price: rate(0, 100) }),
      entity(3, 9, { price: rate(0, 9) }),
    ],
    profile,
  );
  expect(tiny).toMatchObject({ rank: null, rank_low: null, rank_high: null });
  expect(large!.rank).toBe(1);
  expect(clean!.rank).toBe(2);
});

test("exactly ten judged contracts are enough, nine are not", () => {
  const ranked = rankEntities([entity(0, 10, { price: rate(1, 10) }), entity(1, 9, { price: rate(9, 9) })], profile);
  expect(ranked.map(({ rank }) => rank)).toEqual([1, null]);
});

test("within a family the stronger counts, the rate of contracts or a flag of its own; never both", () => {
  const prior = [entity(8, 50, { price: rate(10, 50) }), entity(9, 50, { price: rate(30, 50) })];
  const of = (it: FamilyRate) => rankEntities([entity(0, 50, { price: it }), ...prior], profile)[0]!.score!;
  const own = { own_judged: 1, own_flagged: 1 };
  expect(of(rate(0, 50, own))).toBe(1);
  expect(of(rate(40, 50, own))).toBe(1);
  expect(of(rate(40, 50, { own_judged: 1 }))).toBeLessThan(1);
});

test("what was not judged weighs nothing; where nothing was, there is no score and no rank", () => {
  const [none] = rankEntities([entity(0, 20, {}), entity(1, 20, { price: rate(1, 20) })], profile);
  expect(none).toEqual({ entity: 0, score: null, rank: null, rank_low: null, rank_high: null });
});

test("neighbours that differ by chance alone have ranges that meet; the same ranges every time", () => {
  const many = Array.from({ length: 40 }, (_, index) => entity(index, 12, { price: rate(index % 3, 12), method: rate(index % 2, 12) }));
  const ranked = rankEntities(many, profile);
  for (const it of ranked) {
    expect(it.rank_low!).toBeLessThanOrEqual(it.rank!);
    expect(it.rank_high!).toBeGreaterThanOrEqual(it.rank!);
  }
  expect(ranked.filter(({ rank_low, rank_high }) => rank_high! > rank_low!).length).toBe(40);
  expect(rankEntities(many, profile)).toEqual(ranked);
});
