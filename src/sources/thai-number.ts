// Digits and money as Thai records print them, read exactly: what is text is never turned into a float.

import type { Decimal } from "../canon/release.ts";

/** Why a value is not an amount of money. */
export type NumberTrouble = "not_a_number" | "exponent_lost_digits" | "more_than_two_decimals" | "too_large" | "commas_misplaced";

const THAI_DIGIT = /[๐-๙]/g;

/** The same text with Thai digits written in Arabic ones. */
export function arabicDigits(text: string): string {
  return text.search(THAI_DIGIT) < 0 ? text : text.replace(THAI_DIGIT, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0x0e50 + 0x30));
}

/** Text of a cell that may have come as a number; blank and the dash that stands for nothing are null. */
export function printed(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const text = typeof value === "string" ? value.trim() : typeof value === "object" ? "" : String(value);
  return text === "" || text === "-" || text === "–" || text === "—" ? null : text;
}

const CURRENCY = /^฿\s*|\s*(?:บาท|฿|THB)$/g;
/** The price tag's way of writing "and no satang": 1,500.- */
const NO_SATANG = /\.-$/;
const PLAIN = /^([+-]?)(\d+)(?:\.(\d*))?$/;
const GROUPED = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?$/;
const EXPONENT = /^[+-]?\d+(?:\.\d+)?e[+-]?\d+$/i;
/** DECIMAL(18, 2) holds sixteen digits before the point. */
const WHOLE_DIGITS = 16;

/** An amount of money as an exact decimal with two places, null when the cell is blank, or why it cannot be read. */
export function parseMoney(value: unknown): Decimal | null | { error: NumberTrouble } {
  const cell = printed(value);
  if (cell === null) return null;
  let text = arabicDigits(cell).replace(CURRENCY, "").replace(CURRENCY, "").trim().replace(NO_SATANG, "");
  if (EXPONENT.test(text)) return { error: "exponent_lost_digits" };
  if (text.includes(",")) {
    if (!GROUPED.test(text)) return { error: /^[+-]?[\d,]+(?:\.\d*)?$/.test(text) ? "commas_misplaced" : "not_a_number" };
    text = text.replaceAll(",", "");
  }
  const parts = PLAIN.exec(text);
  if (!parts) return { error: "not_a_number" };
  const whole = parts[2]!.replace(/^0+(?=\d)/, "");
  const decimals = (parts[3] ?? "").replace(/0+$/, "");
  if (decimals.length > 2) return { error: "more_than_two_decimals" };
  if (whole.length > WHOLE_DIGITS) return { error: "too_large" };
  const amount = `${whole}.${decimals.padEnd(2, "0")}`;
  return parts[1] === "-" && amount !== "0.00" ? `-${amount}` : amount;
}
