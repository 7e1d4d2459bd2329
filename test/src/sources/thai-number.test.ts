// Money and digits: exact text in, exact text out, and nothing that is not a number passes.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arabicDigits, parseMoney, printed } from "../../../src/sources/thai-number.ts";

describe("money as printed", () => {
  test.each([
    ["160600000", "160600000.00"],
    ["66015167.26", "66015167.26"],
    ["171172558.2", "171172558.20"],
    ["1,620,000,000.00", "1620000000.00"],
    ["฿ 1,500", "1500.00"],
    ["1,500 บาท", "1500.00"],
    ["1,500.- บาท", "1500.00"],
    ["๑,๒๓๔.๕๐ บาท  ", "1234.50"],
    ["  15120 ", "15120.00"],
    ["0", "0.00"],
    ["007", "7.00"],
    ["1500.", "1500.00"],
    ["1.500", "1.50"],
    ["-25.50", "-25.50"],
    ["-0", "0.00"],
    ["9999999999999999.99", "9999999999999999.99"],
    ["90071992547409.93", "90071992547409.93"],
  ])("%s is %s", (text, amount) => expect(parseMoney(text)).toBe(amount));

  test.each([[""], ["-"], [" – "], [null], [undefined]])("%s is nothing", (value) => expect(parseMoney(value)).toBeNull());

  test("numbers are read by their shortest text", () => {
    expect(parseMoney(28_759_000_000)).toBe("28759000000.00");
    expect(parseMoney(171_172_558.2)).toBe("171172558.20");
    expect(parseMoney(0.29)).toBe("0.29");
    expect(parseMoney(5n)).toBe("5.00");
  });

  test.each([
    ["1.6E+09", "exponent_lost_digits"],
    [1e21, "exponent_lost_digits"],
    ["12.345", "more_than_two_decimals"],
    ["10000000000000000", "too_large"],
    ["1,23", "commas_misplaced"],
    ["1234,567", "commas_misplaced"],
    ["1 234", "not_a_number"],
    ["12 ล้านบาท", "not_a_number"],
    ["ระหว่างดำเนินการ", "not_a_number"],
    ["0x10", "not_a_number"],
    ["1.2.3", "not_a_number"],
    ["บาท", "not_a_number"],
    [Number.NaN, "not_a_number"],
    [Number.POSITIVE_INFINITY, "not_a_number"],
    [true, "not_a_number"],
  ])("%s is refused: %s", (value, error) => expect(parseMoney(value)).toEqual({ error }));

  test("property: satang written any way come back to the satang", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 999_999_999_999_999_999n }), fc.boolean(), (satang, grouped) => {
        const exact = `${satang / 100n}.${String(satang % 100n).padStart(2, "0")}`;
        const written = grouped ? exact.replace(/\B(?=(\d{3})+(?=\.))/g, ",") : exact;
        expect(parseMoney(written)).toBe(exact);
        expect(parseMoney(written.replace(/\d/g, (digit) => "๐๑๒๓๔๕๖๗๘๙"[Number(digit)]!))).toBe(exact);
      }),
    );
  });
});

test("Thai digits become Arabic ones and nothing else changes", () => {
  expect(arabicDigits("สนย.๔๘/๒๕๖๘ A")).toBe("สนย.48/2568 A");
});

test("a cell's text: numbers as text, blanks and dashes as nothing", () => {
  expect(printed(68039258101)).toBe("68039258101");
  expect(printed(" ก ")).toBe("ก");
  expect(printed(" - ")).toBeNull();
  expect(printed({})).toBeNull();
});
