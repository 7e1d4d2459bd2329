// Rates of small samples: known values, borders, and what shrinking must do.
import fc from "fast-check";
import { expect, test } from "vitest";
import { priorOf, shrunken, wilson } from "../../../src/score/rate.ts";

test("Wilson's interval: known values and borders", () => {
  expect(wilson({ k: 34, n: 120 })!.low).toBeCloseTo(0.21040628, 7);
  expect(wilson({ k: 34, n: 120 })!.high).toBeCloseTo(0.36970203, 7);
  expect(wilson({ k: 0, n: 10 })).toEqual({ low: 0, high: expect.closeTo(0.2775, 4) });
  expect(wilson({ k: 10, n: 10 })!.high).toBeCloseTo(1, 12);
  expect(wilson({ k: 0, n: 0 })).toBeNull();
});

test("a rate of few is drawn further than the same rate of many, and none beyond the common rate", () => {
  const prior = priorOf([
    { k: 2, n: 40 },
    { k: 20, n: 40 },
    { k: 9, n: 60 },
    { k: 1, n: 2 },
  ])!;
  const mean = prior.a / (prior.a + prior.b);
  const few = shrunken({ k: 1, n: 1 }, prior)!;
  const many = shrunken({ k: 100, n: 100 }, prior)!;
  expect(few).toBeGreaterThan(mean);
  expect(few).toBeLessThan(many);
  expect(many).toBeLessThan(1);
});

test("where entities differ no more than chance, each gets the common rate; where nothing was ever seen, no prior is made up", () => {
  const same = priorOf(Array.from({ length: 20 }, () => ({ k: 2, n: 10 })))!;
  expect(shrunken({ k: 10, n: 10 }, same)).toBeCloseTo(0.2, 3);
  expect(priorOf([{ k: 0, n: 9 }])).toBeNull();
  expect(priorOf([])).toBeNull();
  expect(shrunken({ k: 0, n: 9 }, null)).toBe(0);
  expect(shrunken({ k: 0, n: 0 }, null)).toBeNull();
});

test("an interval holds its rate and lies within 0 and 1", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, share) => {
      const k = Math.round(n * share);
      const { low, high } = wilson({ k, n })!;
      return low >= 0 && high <= 1 && low <= k / n + 1e-12 && high >= k / n - 1e-12;
    }),
  );
});
