// Thai dates: every way they are printed, and every trap that would move a day silently.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseThaiDate } from "../../../src/sources/thai-date.ts";

const SHORT = ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."];
const LONG = [
  ...["มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน"],
  ...["กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม"],
];

describe("days as printed", () => {
  test.each([
    ["21 มิ.ย. 67", "2024-06-21"],
    ["5 มิ.ย. 68", "2025-06-05"],
    ["1 ม.ค. 00", "1957-01-01"],
    ["31 ธ.ค. 99", "2056-12-31"],
    ["29 กันยายน 2568", "2025-09-29"],
    ["29 กันยายน พ.ศ. 2568", "2025-09-29"],
    ["29 กันยายน พ.ศ.๒๕๖๘", "2025-09-29"],
    ["๒๙ กันยายน ๒๕๖๘", "2025-09-29"],
    ["วันที่ 29 กันยายน 2568", "2025-09-29"],
    ["วันจันทร์ที่ 29 กันยายน พ.ศ. 2568", "2025-09-29"],
    ["29 ก.ย. 2025", "2025-09-29"],
    ["29 กันยายน ค.ศ. 2025", "2025-09-29"],
    ["29กย68", "2025-09-29"],
    ["29-ก.ย.-68", "2025-09-29"],
    ["  21  มิ.ย.  67 ", "2024-06-21"],
    ["21/06/2567", "2024-06-21"],
    ["5/6/2567", "2024-06-05"],
    ["05-06-2567", "2024-06-05"],
    ["21/06/2567 14:30", "2024-06-21"],
    ["21/06/2024", "2024-06-21"],
    ["6/6/2024", "2024-06-06"],
    ["2568-01-10", "2025-01-10"],
    ["2025-01-10", "2025-01-10"],
    ["2568-01-10T00:00:00", "2025-01-10"],
    ["2568-01-10 09:15", "2025-01-10"],
    ["2025-01-09T17:00:00Z", "2025-01-10"],
    ["2025-01-09T16:59:00Z", "2025-01-09"],
    ["2568-01-10T00:00:00+07:00", "2025-01-10"],
    ["2025-01-10T06:00:00+0900", "2025-01-10"],
    ["45464", "2024-06-21"],
    [45464, "2024-06-21"],
    [45464.75, "2024-06-21"],
    ["29 ก.พ. 67", "2024-02-29"],
    ["29/02/2567", "2024-02-29"],
    ["2567-02-29", "2024-02-29"],
  ])("%s is %s", (value, day) => expect(parseThaiDate(value)).toBe(day));

  test.each([[""], ["-"], ["  "], [null], [undefined]])("%s is no day", (value) => expect(parseThaiDate(value)).toBeNull());

  test.each([
    ["29 ก.พ. 68", "no_such_day"],
    ["29 กุมภาพันธ์ 2568", "no_such_day"],
    ["2568-02-29", "no_such_day"],
    ["31 เม.ย. 68", "no_such_day"],
    ["0 ม.ค. 68", "no_such_day"],
    ["2568-13-01", "no_such_day"],
    ["06/25/2024", "no_such_day"],
    ["5/6/2024", "day_or_month_unclear"],
    ["5/6/68", "century_unclear"],
    ["21 มิถุนายน ค.ศ. 67", "century_unclear"],
    ["21 มิถุนายน พ.ศ. 2024", "era_contradicted"],
    ["21 มิถุนายน ค.ศ. 2567", "era_contradicted"],
    ["1 ม.ค. 1800", "year_out_of_range"],
    ["1 ม.ค. 9999", "year_out_of_range"],
    ["21 มก. 67", "not_a_date"],
    ["ระหว่างดำเนินการ", "not_a_date"],
    ["2568", "not_a_date"],
    ["พ.ศ. 2568", "not_a_date"],
    ["12345", "not_a_date"],
    ["0105564068059", "not_a_date"],
    ["21 มิ.ย. 567", "not_a_date"],
  ])("%s is refused: %s", (value, error) => expect(parseThaiDate(value)).toEqual({ error }));

  test("a spreadsheet told a Buddhist year: the day is checked in the Christian one", () => {
    // 10 January 2568 and 29 February 2568 as serial numbers; 2568 would be a leap year, 2025 is not.
    expect(parseThaiDate(serialOf(2568, 1, 10))).toBe("2025-01-10");
    expect(parseThaiDate(serialOf(2568, 2, 29))).toEqual({ error: "no_such_day" });
  });

  test("property: every day of two centuries comes back from every way of printing it", () => {
    fc.assert(
      fc.property(fc.date({ min: new Date("1957-01-01"), max: new Date("2056-12-31"), noInvalidDate: true }), (date) => {
        const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
        const buddhist = year + 543;
        const expected = date.toISOString().slice(0, 10);
        expect(parseThaiDate(`${day} ${SHORT[month]} ${String(buddhist % 100).padStart(2, "0")}`)).toBe(expected);
        expect(parseThaiDate(`${day} ${LONG[month]} ${buddhist}`)).toBe(expected);
        expect(parseThaiDate(`${day}/${month + 1}/${buddhist}`)).toBe(expected);
        expect(parseThaiDate(`${buddhist}${expected.slice(4)}`)).toBe(expected);
      }),
    );
  });
});

function serialOf(year: number, month: number, day: number): number {
  return (Date.UTC(year, month - 1, day) - Date.UTC(1899, 11, 30)) / 86_400_000;
}
