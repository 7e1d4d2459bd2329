// The area under the curve and the screens: values worked by hand, ties, and what cannot be computed.
import fc from "fast-check";
import { expect, test } from "vitest";
import { areaOf, aucOf } from "../../../src/score/auc.ts";
import { screensOf } from "../../../src/score/screen.ts";

const rows = (positives: number[], negatives: number[]) => [
  ...positives.map((value) => ({ value, positive: true })),
  ...negatives.map((value) => ({ value, positive: false })),
];

test("the area: all above, all below, level, and pairs counted by hand", () => {
  expect(areaOf(rows([3, 4], [1, 2]))).toBe(1);
  expect(areaOf(rows([1, 2], [3, 4]))).toBe(0);
  expect(areaOf(rows([1, 1], [1, 1]))).toBe(0.5);
  // Of six pairs: 5>1, 5>4, 5>5 level, 2>1, 2<4, 2<5.
  expect(areaOf(rows([5, 2], [1, 4, 5]))).toBe(3.5 / 6);
  expect(areaOf(rows([], [1]))).toBeNull();
  expect(aucOf(rows([1], []))).toBeNull();
});

test("the interval worked by hand: with one of each there is one draw, and apart groups stay apart in every draw", () => {
  expect(aucOf(rows([2], [1]), 50)).toEqual({ auc: 1, low: 1, high: 1, positives: 1, negatives: 1 });
  expect(aucOf(rows([5, 6, 7], [1, 2, 3]), 50)).toMatchObject({ auc: 1, low: 1, high: 1 });
  // Two and two, half level: draws give 0.5, 0.75 and 1 only.
  const auc = aucOf(rows([1, 2], [1, 1]), 400)!;
  expect(auc).toMatchObject({ auc: 0.75, low: 0.5, high: 1 });
});

test("any order of rows, the same area and the same interval; it holds the area", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 30 }), (values) => {
      const all = rows(
        values,
        values.map((value) => value / 2),
      );
      const auc = aucOf(all, 200)!;
      expect(aucOf(all, 200)).toEqual(auc);
      expect(areaOf([...all].reverse())).toBeCloseTo(auc.auc, 12);
      expect(auc.low).toBeLessThanOrEqual(auc.high);
    }),
    { numRuns: 20 },
  );
});

test("the screens of 100, 105, 110 and 120, each turned so that higher is more suspicious", () => {
  const found = screensOf({ prices: [110, 100, 120, 105], winning: 100, estimate: 125 });
  expect(found.C201).toBeCloseTo(-0.0785, 4);
  expect(found.C204).toBeCloseTo(-0.2, 12);
  expect(found.C205).toBeCloseTo(0.05, 12);
  expect(found.C206).toBeCloseTo(0.6547, 4);
  expect(found.C207).toBeCloseTo(0.6667, 4);
  expect(found.C208).toBeCloseTo(0.75, 12);
  expect(found.C209).toBeCloseTo(0.25, 12);
  expect(found.C203).toBeCloseTo(-0.7528, 4);
  expect(found.C202).toBeCloseTo(0.3429, 3);
  expect(found.R031).toBeCloseTo(0.8, 12);
});

test("two bids, equal bids and one bid: what cannot be computed is null and not zero", () => {
  expect(screensOf({ prices: [100, 110], winning: null, estimate: null })).toMatchObject({
    C202: null,
    C203: null,
    C206: null,
    C209: null,
    R031: null,
    C205: 0.1,
  });
  expect(screensOf({ prices: [100, 100, 100], winning: null, estimate: null })).toMatchObject({
    C203: null,
    C206: null,
    C207: null,
    C208: null,
  });
  expect(screensOf({ prices: [100], winning: 100, estimate: 100 })).toMatchObject({ C201: null, C205: null, R031: 1 });
});
