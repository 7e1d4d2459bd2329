// Days as Thai records print them, read into the Christian era; what could mean two days is refused, not guessed.

import type { Day } from "../canon/release.ts";
import { arabicDigits, printed } from "./thai-number.ts";

/** Why a value is not a day. */
export type DateTrouble =
  | "not_a_date"
  | "no_such_day"
  | "year_out_of_range"
  | "era_contradicted"
  | "day_or_month_unclear"
  | "century_unclear";

const SHORT_MONTHS = ["มค", "กพ", "มีค", "เมย", "พค", "มิย", "กค", "สค", "กย", "ตค", "พย", "ธค"];
const LONG_MONTHS = [
  ...["มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน"],
  ...["กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม"],
];
const MONTHS = new Map([...SHORT_MONTHS, ...LONG_MONTHS].map((name, place) => [name, (place % 12) + 1]));

const WORDED = /^(?:วัน(?:[ก-๎]*?ที่)?\s*)?(\d{1,2})[\s/-]*([ก-๎.]+?)[\s/-]*(พ\.?\s?ศ\.?|ค\.?\s?ศ\.?)?\s*(\d{2}|\d{4})$/;
const SLASHED = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2}|\d{4})$/;
const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/;
const SERIAL = /^\d{5,6}(?:\.\d+)?$/;
const TRAILING_TIME = /(?<=\d)\s+\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s*น\.?)?$/;

/** A four-digit year above this is of the Buddhist era. */
const LAST_CHRISTIAN_YEAR = 2400;
const BUDDHIST_OFFSET = 543;
const FIRST_YEAR = 1900;
const LAST_YEAR = 2200;
const BANGKOK_MINUTES = 7 * 60;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Day zero of a spreadsheet's calendar. */
const SERIAL_ZERO_MS = Date.UTC(1899, 11, 30);
/** Serials of 1954 to the year 2700 of a spreadsheet that was told a Buddhist year; a shorter number is no date. */
const FIRST_SERIAL = 20_000;
const LAST_SERIAL = 292_200;

function christianYear(year: number): number {
  return year > LAST_CHRISTIAN_YEAR ? year - BUDDHIST_OFFSET : year;
}

function dayOf(year: number, month: number, day: number): Day | { error: DateTrouble } {
  if (year < FIRST_YEAR || year > LAST_YEAR) return { error: "year_out_of_range" };
  // 29 February exists or not by the Christian year: 2567 is a leap year because 2024 is.
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return { error: "no_such_day" };
  return date.toISOString().slice(0, 10);
}

function worded(parts: RegExpExecArray): Day | { error: DateTrouble } {
  const month = MONTHS.get(parts[2]!.replaceAll(".", ""));
  if (month === undefined) return { error: "not_a_date" };
  const era = parts[3]?.replace(/[.\s]/g, "");
  const year = Number(parts[4]);
  if (parts[4]!.length === 2) {
    if (era === "คศ") return { error: "century_unclear" };
    return dayOf(2500 + year - BUDDHIST_OFFSET, month, Number(parts[1]));
  }
  if ((era === "พศ" && year <= LAST_CHRISTIAN_YEAR) || (era === "คศ" && year > LAST_CHRISTIAN_YEAR)) return { error: "era_contradicted" };
  return dayOf(christianYear(year), month, Number(parts[1]));
}

function slashed(parts: RegExpExecArray): Day | { error: DateTrouble } {
  const [first, second, year] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  // 5/6/68 may be a Thai year or a spreadsheet's 1968; only four digits say.
  if (parts[3]!.length === 2) return { error: "century_unclear" };
  // Only a Thai hand writes a Buddhist year, and it writes the day first. With a Christian year the order must show itself.
  if (year <= LAST_CHRISTIAN_YEAR && first !== second) {
    if (first <= 12 && second <= 12) return { error: "day_or_month_unclear" };
    if (second > 12) return { error: "no_such_day" };
  }
  return dayOf(christianYear(year), second, first);
}

function iso(parts: RegExpExecArray): Day | { error: DateTrouble } {
  const [year, month, day] = [christianYear(Number(parts[1])), Number(parts[2]), Number(parts[3])];
  const written = dayOf(year, month, day);
  const zone = parts[7];
  if (typeof written !== "string" || zone === undefined) return written;
  // An instant belongs to the day it falls on in Bangkok.
  const offset = zone === "Z" ? 0 : (zone.startsWith("-") ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2)));
  const minutes = Number(parts[4]) * 60 + Number(parts[5]) - offset + BANGKOK_MINUTES;
  return new Date(Date.UTC(year, month - 1, day) + minutes * MINUTE_MS).toISOString().slice(0, 10);
}

function serial(number: number): Day | { error: DateTrouble } {
  if (number < FIRST_SERIAL || number > LAST_SERIAL) return { error: "not_a_date" };
  const date = new Date(SERIAL_ZERO_MS + Math.floor(number) * DAY_MS);
  return dayOf(christianYear(date.getUTCFullYear()), date.getUTCMonth() + 1, date.getUTCDate());
}

/** The day a cell names in the Christian era, null when it is blank or a dash, or why it names none. */
export function parseThaiDate(value: unknown): Day | null | { error: DateTrouble } {
  const cell = printed(value);
  if (cell === null) return null;
  const text = arabicDigits(cell).replace(/[\s\u00A0]+/g, " ");
  if (SERIAL.test(text)) return serial(Number(text));
  const isoParts = ISO.exec(text);
  if (isoParts) return iso(isoParts);
  const bare = text.replace(TRAILING_TIME, "");
  const slashedParts = SLASHED.exec(bare);
  if (slashedParts) return slashed(slashedParts);
  const wordedParts = WORDED.exec(bare);
  return wordedParts ? worded(wordedParts) : { error: "not_a_date" };
}
