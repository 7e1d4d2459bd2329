import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Cleaning, Problem } from "../../../../src/sources/ocds/cleaning.ts";
import {
  countValue,
  dayValue,
  decimalValue,
  elementsOf,
  instantValue,
  moneyValue,
  onlyObject,
  textValue,
} from "../../../../src/sources/ocds/loose-value.ts";

const listening = (country: string | null = null) => {
  const problems: Problem[] = [];
  const cleaning: Cleaning = { source: "x", country, datesRewritten: false, mask: () => "", problem: (problem) => problems.push(problem) };
  return { problems, cleaning };
};

describe("decimal", () => {
  it.each([
    [144708, "144708"],
    [0.1, "0.1"],
    [0, "0"],
    ["160600000.00", "160600000.00"],
    ["1,234,567.50", "1234567.50"],
    ["๑๒๓.๕", "123.5"],
    ["007", "7"],
    ["-5.20", "-5.20"],
    ["-0.00", "0.00"],
    ["5.", "5"],
    ["1.5e3", "1500"],
    [1e21, "1000000000000000000000"],
    ["1.5e-3", "0.0015"],
    ["12345678901234567890.12", "12345678901234567890.12"],
  ])("reads %j as %s", (value, decimal) => expect(decimalValue(value)).toBe(decimal));

  it.each(["", "abc", "1,23", "1.234,56", "12 MXN", "NaN", "Infinity", true, null, {}, Number.NaN, Number.POSITIVE_INFINITY])(
    "refuses %j",
    (value) => expect(decimalValue(value)).toBeUndefined(),
  );

  it("never changes a number", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(decimalValue(value))).toBe(value === 0 ? 0 : value);
      }),
    );
  });
});

describe("money", () => {
  it.each([
    [
      { amount: 5, currency: "mdl" },
      { amount: "5", currency: "MDL" },
    ],
    [
      { amount: "5.50", currency: "THB" },
      { amount: "5.50", currency: "THB" },
    ],
    [{ amount: { amount: 7, currency: "thb" } }, { amount: "7", currency: "THB" }],
    [
      { amount: null, currency: "GBP" },
      { amount: null, currency: "GBP" },
    ],
    [{ amount: "", currency: "" }, null],
    [{ currency: "GBP" }, { currency: "GBP" }],
    [{}, undefined],
    [12, { amount: "12" }],
    [null, null],
    [undefined, undefined],
  ])("%j", (value, money) => {
    const { problems, cleaning } = listening();
    expect(moneyValue(value, "/value", "tender.value", cleaning)).toEqual(money);
    expect(problems).toEqual([]);
  });

  it("leaves out what it cannot read and says so", () => {
    const { problems, cleaning } = listening();
    expect(moneyValue({ amount: "many", currency: "pesos" }, "/value", "tender.value", cleaning)).toEqual({ amount: null, currency: null });
    expect(problems).toEqual([
      { at: "/value/amount", problem: "amount_unreadable", field: "tender.value", word: "many" },
      { at: "/value/currency", problem: "currency_unreadable", field: "tender.value", word: "pesos" },
    ]);
  });
});

describe("instants and days", () => {
  it.each([
    ["2024-06-21", "2024-06-21", "2024-06-21"],
    ["2568-01-10", "2025-01-10", "2025-01-10"],
    ["๒๕๖๘-๐๑-๑๐", "2025-01-10", "2025-01-10"],
    ["2567-02-29", "2024-02-29", "2024-02-29"],
    ["2016-06-27T04:00:00+04:00", "2016-06-27T04:00:00+04:00", "2016-06-27"],
    ["2017-02-14T00:00:00.000Z", "2017-02-14T00:00:00.000Z", "2017-02-14"],
    ["2019-11-25T17:20:38.1047945Z", "2019-11-25T17:20:38.104Z", "2019-11-25"],
    ["2019-1-5 9:30", "2019-01-05T09:30:00", "2019-01-05"],
    ["2019/01/05 09:30:15 +0700", "2019-01-05T09:30:15+07:00", "2019-01-05"],
    ["2016-01-26T09:00:00-05", "2016-01-26T09:00:00-05:00", "2016-01-26"],
  ])("reads %s", (text, instant, day) => {
    const { problems, cleaning } = listening();
    expect(instantValue(text, "/date", "date", cleaning)).toBe(instant);
    expect(dayValue(text, "/date", "date", cleaning)).toBe(day);
    // A year of the Buddhist era is read, and told: here once for the instant and once for the day.
    const mended = text.slice(0, 4) === instant.slice(0, 4) ? [] : ["buddhist_year", "buddhist_year"];
    expect(problems.map(({ problem }) => problem)).toEqual(mended);
  });

  it.each([
    "2023-02-29",
    "2566-02-29",
    "2023-13-01",
    "2023-01-00",
    "0001-01-01T00:00:00Z",
    "9999-12-31",
    "2023-01-01T25:00:00Z",
    "string",
    "20230101",
    5,
  ])("finds no date in %j and says so", (value) => {
    const { problems, cleaning } = listening();
    expect(instantValue(value, "/date", "date", cleaning)).toBeNull();
    expect(problems).toEqual([{ at: "/date", problem: "date_unreadable", field: "date", word: String(value) }]);
  });

  it("takes the Bangkok day of a Thai instant, and of a day without a zone the day itself", () => {
    const { cleaning } = listening("TH");
    expect(dayValue("2025-01-09T17:00:00Z", "", "", cleaning)).toBe("2025-01-10");
    expect(dayValue("2025-01-09T16:59:59Z", "", "", cleaning)).toBe("2025-01-09");
    expect(dayValue("2025-01-10T00:00:00+07:00", "", "", cleaning)).toBe("2025-01-10");
    expect(dayValue("2025-01-10T23:30:00", "", "", cleaning)).toBe("2025-01-10");
  });

  it("never gives a date that does not exist, nor a text with NaN", () => {
    const { cleaning } = listening();
    const part = (max: number, width: number) => fc.nat(max).map((number) => String(number).padStart(width, "0"));
    fc.assert(
      fc.property(part(9999, 4), part(14, 2), part(33, 2), (year, month, day) => {
        const read = dayValue(`${year}-${month}-${day}`, "", "", cleaning);
        if (typeof read === "string") expect(new Date(`${read}T00:00:00Z`).toISOString().slice(0, 10)).toBe(read);
        else expect(read).toBeNull();
      }),
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(String(instantValue(text, "", "", cleaning))).not.toContain("NaN");
      }),
    );
  });
});

describe("texts, counts, lists", () => {
  it("prints numbers, trims, and holds a blank for nothing", () => {
    expect([" a ", 12, true, "", "  ", null, undefined, {}, []].map(textValue)).toEqual([
      "a",
      "12",
      "true",
      null,
      null,
      null,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("counts whole things only", () => {
    expect([3, "3", "3.0", 0, "", "many", -1, 1.5, undefined].map(countValue)).toEqual([3, 3, 3, 0, null, null, null, null, undefined]);
  });

  it("takes one object for a list of one, and points to each", () => {
    expect(elementsOf({ id: 1 }, "/awards")).toEqual([{ element: { id: 1 }, at: "/awards", position: 0 }]);
    expect(elementsOf([{ id: 1 }, null, "x", { id: 2 }], "/awards").map(({ at }) => at)).toEqual(["/awards/0", "/awards/3"]);
    expect(elementsOf("x", "/awards")).toEqual([]);
  });

  it("takes the only element of a list where one object belongs, and none of several", () => {
    const { problems, cleaning } = listening();
    expect(onlyObject([{ a: 1 }], "/planning", "planning", cleaning)).toEqual({ a: 1 });
    expect(onlyObject([{ a: 1 }, { a: 2 }], "/planning", "planning", cleaning)).toBeUndefined();
    expect(problems).toEqual([{ at: "/planning", problem: "list_for_object", field: "planning", word: "2" }]);
  });
});
