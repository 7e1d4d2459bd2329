// Chance, days and amounts are the same everywhere and stay within their bounds.
import fc from "fast-check";
import { expect, test } from "vitest";
import { dayOf, dayOfThai, isoDate, partsOf, thaiDate, thaiDigits, weekdayFrom, weekdaysBefore } from "../../../src/sample/calendar.ts";
import { dueWith } from "../../../src/sample/money.ts";
import { quantile, Random, scramble, spread } from "../../../src/sample/random.ts";
import { MADE_UP_WORDS, madeUpWord } from "../../../src/sample/syllables.ts";

test("a seed and a path give these numbers, on every machine", () => {
  const chance = new Random(1, 2, 3);
  expect([chance.word(), chance.word(), chance.below(10), chance.between(5, 7), chance.permille(500)]).toMatchInlineSnapshot(`
    [
      1341841578,
      361115317,
      3,
      7,
      false,
    ]
  `);
  expect([scramble(0), scramble(1), spread(7, 1000, 0), spread(7, 1000, 1)]).toMatchInlineSnapshot(`
    [
      0,
      1364076727,
      3769547823,
      3609021583,
    ]
  `);
});

test("paths do not resemble each other and words fill their range", () => {
  const words = Array.from({ length: 4000 }, (_, path) => new Random(9, path).word());
  expect(new Set(words).size).toBe(4000);
  const eighths = Array.from({ length: 8 }, (_, part) => words.filter((word) => word >>> 29 === part).length);
  expect(Math.min(...eighths)).toBeGreaterThan(430);
  expect(Math.max(...eighths)).toBeLessThan(570);
});

test("numbers stay between their bounds", () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 2_000_000 }), fc.integer({ min: -1000, max: 1000 }), (seed, limit, least) => {
      const chance = new Random(seed, limit);
      expect(chance.below(limit)).toBeLessThan(limit);
      const between = chance.between(least, least + limit - 1);
      expect(between >= least && between < least + limit).toBe(true);
      const knots = [
        [0, 10],
        [400, 90],
        [1000, 5000],
      ] as const;
      const value = quantile(knots, chance.word());
      expect(value >= 10 && value <= 5000).toBe(true);
    }),
  );
});

test("Thai dates come back as the day they were, and what is no date does not", () => {
  fc.assert(
    fc.property(fc.integer({ min: dayOf(1960, 1, 1), max: dayOf(2040, 12, 31) }), (day) => {
      const { year } = partsOf(day);
      if (year >= 1957 && year <= 2056) expect(dayOfThai(thaiDate(day))).toBe(day);
      expect(isoDate(day)).toBe(new Date(day * 86_400_000).toISOString().slice(0, 10));
    }),
  );
  expect(thaiDate(dayOf(2024, 6, 21))).toBe("21 มิ.ย. 67");
  expect(dayOfThai("29 ก.พ. 67")).toBe(dayOf(2024, 2, 29));
  for (const text of ["29 ก.พ. 68", "31 เม.ย. 68", "-", "", "5 มิย. 68", "5 มิ.ย. 2568"]) expect(dayOfThai(text)).toBeUndefined();
  expect(thaiDigits("48/2568")).toBe("๔๘/๒๕๖๘");
});

test("weekdays are no Saturdays and Sundays, and are counted in both directions", () => {
  const friday = dayOf(2025, 8, 15);
  expect(isoDate(weekdayFrom(friday + 1))).toBe("2025-08-18");
  expect(isoDate(weekdaysBefore(friday, 5))).toBe("2025-08-08");
  expect(isoDate(weekdaysBefore(friday, -1))).toBe("2025-08-18");
});

test("parts of an amount add up to it", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2_000_000_000 }), fc.integer({ min: 1, max: 6 }), (hundredths, count) => {
      const due = Array.from({ length: count }, (_, place) => dueWith(hundredths / 100, place, count));
      expect(Math.round(due.at(-1)! * 100)).toBe(hundredths);
      // None takes back what the one before gave, and those before the last are whole baht, at most one short of an equal part.
      for (const [place, now] of due.slice(0, -1).entries()) {
        expect(due[place + 1]!).toBeGreaterThanOrEqual(now);
        expect(Number.isInteger(now)).toBe(true);
        expect((hundredths * (place + 1)) / count / 100 - now).toBeLessThan(1);
      }
    }),
  );
});

test("every made-up word comes once", () => {
  expect(new Set(Array.from({ length: MADE_UP_WORDS }, (_, index) => madeUpWord(index)[0])).size).toBe(MADE_UP_WORDS);
});
