// Values as publishers really write them: numbers as texts, one object where a list belongs, dates of several spellings.

import type { Day, Decimal, Money } from "../../canon/release.ts";
import { remembered } from "../remembered.ts";
import { arabicDigits } from "../thai-number.ts";
import type { Cleaning, Raw } from "./cleaning.ts";

const DATE = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;
const NUMBER = /^([+-]?)(\d+)(?:\.(\d*))?(?:e([+-]?\d{1,3}))?$/i;
const PRINTED = /^-?\d+(?:\.\d+)?$/;
const GROUPED = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?$/;
const LAST_CHRISTIAN_YEAR = 2400;
const BUDDHIST_OFFSET = 543;
const FIRST_YEAR = 1900;
const LAST_YEAR = 2200;
const BANGKOK_MS = 7 * 3_600_000;

/** An object, or undefined for anything else. */
export function objectOf(value: unknown): Raw | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Raw) : undefined;
}

/** The objects of a list with their pointers; one object where a list belongs counts as a list of one. */
export function elementsOf(value: unknown, at: string): { element: Raw; at: string; position: number }[] {
  const elements: { element: Raw; at: string; position: number }[] = [];
  const only = Array.isArray(value) ? undefined : objectOf(value);
  if (only) elements.push({ element: only, at, position: 0 });
  for (const [position, item] of Array.isArray(value) ? value.entries() : []) {
    const element = objectOf(item);
    if (element) elements.push({ element, at: `${at}/${position}`, position });
  }
  return elements;
}

/** The object of a field; of a list that stands in its place, the only element. */
export function onlyObject(value: unknown, at: string, field: string, cleaning: Cleaning): Raw | undefined {
  if (!Array.isArray(value)) return objectOf(value);
  if (value.length === 1) return objectOf(value[0]);
  if (value.length > 1) cleaning.problem({ at, problem: "list_for_object", field, word: String(value.length) });
  return undefined;
}

/** Text, with numbers as they are printed; null for null and blank, undefined when there is none. */
export function textValue(value: unknown): string | null | undefined {
  if (value === undefined) return undefined;
  if (value === null) return null;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value !== "string") return undefined;
  return value.trim() || null;
}

/** An exact decimal; undefined when the value is none. */
export function decimalValue(value: unknown): Decimal | undefined {
  if (typeof value !== "number" && typeof value !== "string") return undefined;
  // Most numbers are printed as the decimal they are; the others have an exponent.
  if (typeof value === "number" && PRINTED.test(String(value))) return String(value);
  let text = arabicDigits(String(value)).replace(/\s/g, "");
  if (GROUPED.test(text)) text = text.replaceAll(",", "");
  const parts = NUMBER.exec(text);
  if (!parts) return undefined;
  const shift = Number(parts[4] ?? 0);
  const fraction = parts[3] ?? "";
  const digits = parts[2] + fraction.padEnd(shift, "0");
  const point = parts[2]!.length + shift;
  const whole = (point > 0 ? digits.slice(0, point) : "0").replace(/^0+(?=\d)/, "");
  const decimals = point > 0 ? digits.slice(point) : "0".repeat(-point) + digits;
  const amount = decimals === "" ? whole : `${whole}.${decimals}`;
  return parts[1] === "-" && /[1-9]/.test(amount) ? `-${amount}` : amount;
}

/** Money of `{amount, currency}`, of a bare number or of a text; null when the publisher says there is none. */
export function moneyValue(value: unknown, at: string, field: string, cleaning: Cleaning): Money | null | undefined {
  if (value === undefined) return undefined;
  const money = objectOf(value) ?? { amount: value };
  const amount = textValue(money.amount);
  const currency = textValue(money.currency);
  if (amount === undefined && objectOf(money.amount)) return moneyValue(money.amount, `${at}/amount`, field, cleaning);
  const decimal = amount === null || amount === undefined ? amount : decimalValue(money.amount);
  if (amount && decimal === undefined) cleaning.problem({ at: `${at}/amount`, problem: "amount_unreadable", field, word: amount });
  const known = currency && /^[a-z]{3}$/i.test(currency) ? currency.toUpperCase() : null;
  if (currency && !known) cleaning.problem({ at: `${at}/currency`, problem: "currency_unreadable", field, word: currency });
  if (amount === null && !known) return null;
  const result: Money = {};
  if (amount !== undefined) result.amount = decimal ?? null;
  if (currency !== undefined) result.currency = known;
  return Object.keys(result).length > 0 ? result : undefined;
}

/** A whole number of things, such as tenderers. */
export function countValue(value: unknown): number | null | undefined {
  if (value === undefined) return undefined;
  const decimal = decimalValue(value);
  const whole = decimal === undefined ? undefined : /^(\d{1,9})(?:\.0*)?$/.exec(decimal);
  return whole ? Number(whole[1]) : null;
}

/** An instant as published, or a day where no time is given, in the Christian era; null and a problem for no date. */
export function instantValue(value: unknown, at: string, field: string, cleaning: Cleaning): string | null | undefined {
  const text = textValue(value);
  if (text === undefined || text === null) return text;
  const instant = instantOf(text);
  if (instant === undefined) cleaning.problem({ at, problem: "date_unreadable", field, word: text });
  else if (instant.slice(0, 4) !== text.slice(0, 4) && instant.slice(0, 4) !== arabicDigits(text).trim().slice(0, 4))
    cleaning.problem({ at, problem: "buddhist_year", field, word: text });
  return instant ?? null;
}

/** The day a date names where it was published; of a Thai record with a zone, the day in Bangkok. */
export function dayValue(value: unknown, at: string, field: string, cleaning: Cleaning): Day | null | undefined {
  const instant = instantValue(value, at, field, cleaning);
  if (!instant || cleaning.country !== "TH" || !/(?:Z|[+-]\d{2}:\d{2})$/.test(instant.slice(10)))
    return instant ? instant.slice(0, 10) : instant;
  return dayInBangkok(instant);
}

const dayInBangkok = remembered((instant: string): Day => new Date(Date.parse(instant) + BANGKOK_MS).toISOString().slice(0, 10));

const instantOf = remembered((text: string): string | undefined => {
  const parts = DATE.exec(arabicDigits(text));
  if (!parts) return undefined;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const christian = year > LAST_CHRISTIAN_YEAR ? year - BUDDHIST_OFFSET : year;
  if (christian < FIRST_YEAR || christian > LAST_YEAR) return undefined;
  const date = new Date(Date.UTC(christian, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  const iso = date.toISOString().slice(0, 10);
  if (parts[4] === undefined) return iso;
  const [hour, minute, second] = [Number(parts[4]), Number(parts[5]), Number(parts[6] ?? 0)];
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const clock = [hour, minute, second].map((part) => String(part).padStart(2, "0")).join(":");
  return `${iso}T${clock}${parts[7] ? `.${parts[7].slice(0, 3).padEnd(3, "0")}` : ""}${zoneOf(parts[8])}`;
});

function zoneOf(printed: string | undefined): string {
  if (!printed) return "";
  if (/^z$/i.test(printed)) return "Z";
  return `${printed.slice(0, 3)}:${printed.length > 3 ? printed.slice(-2) : "00"}`;
}
