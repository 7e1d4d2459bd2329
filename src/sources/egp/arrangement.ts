// Tells by the values whether a row of 31 headings stands under them or three columns too far to the left.

import { arabicDigits, printed } from "../thai-number.ts";
import type { Columns, Sheet } from "./sheet.ts";

/** Whether values stand under their headings or three columns to the left of them. */
export type Arrangement = "straight" | "shifted";

const HOLDER = /^(?:\d{9}(?:\d{4}|x{4})|D\d{12})$/i;
const DAY = /^\d{1,2}\s?[ก-๎.]{3,}\s?\d{2,4}$|^\d{1,4}[/-]\d{1,2}[/-]\d{1,4}/;

function cell(row: Record<string, unknown>, key: string | undefined): string {
  return key === undefined ? "" : arabicDigits(printed(row[key]) ?? "");
}

/** What three cells say for one reading: for it when they hold what belongs there, against it when they hold something else. */
function evidence(row: Record<string, unknown>, columns: Columns): number {
  const says = (key: string | undefined, belongs: RegExp) => {
    const text = cell(row, key);
    return text === "" ? 0 : belongs.test(text) ? 1 : -1;
  };
  return says(columns.winnerNumber, HOLDER) + says(columns.signed, DAY) + says(columns.ends, DAY);
}

/** The arrangement of one row as its own values show it; undefined when they show none. */
export function arrangementOf(row: Record<string, unknown>, sheet: Sheet): Arrangement | undefined {
  if (sheet.shifted === undefined) return "straight";
  const straight = evidence(row, sheet.columns);
  const shifted = evidence(row, sheet.shifted);
  if (Math.max(straight, shifted) <= 0 || straight === shifted) return undefined;
  return straight > shifted ? "straight" : "shifted";
}

/** The arrangement most rows of a sample show, and how many show one at all. */
export function arrangementOfMost(
  rows: readonly Record<string, unknown>[],
  sheet: Sheet,
): { most: Arrangement | undefined; shown: number } {
  const own = rows.map((row) => arrangementOf(row, sheet));
  const shifted = own.filter((one) => one === "shifted").length;
  const straight = own.filter((one) => one === "straight").length;
  return { most: shifted === straight ? undefined : shifted > straight ? "shifted" : "straight", shown: shifted + straight };
}
