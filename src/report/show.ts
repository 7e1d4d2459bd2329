// How cells and periods are shown in print, in the reader's language.
import { labelOf } from "../text/codelist.ts";
import { type Language, showAmount, showDay, showShare } from "../text/text.ts";
import { fieldLabel } from "../text/words.ts";
import type { Cell, Kind } from "./table.ts";

const TWO = /\.(\d*?)0+$/;

/** A measured number: at most four decimals, digits grouped. */
const showNumber = (value: number): string => showAmount(value.toFixed(4).replace(TWO, (_, kept: string) => (kept ? `.${kept}` : "")));

/** A fiscal or calendar year in both eras: `2568 (ค.ศ. 2025)`, `2025 (B.E. 2568)`. */
export const showYear = (year: number, language: Language): string =>
  language === "th" ? `${year + 543} (ค.ศ. ${year})` : `${year} (B.E. ${year + 543})`;

/** A day in both eras, for where a document speaks of it first. */
export const showDayTwice = (day: string, language: Language): string =>
  language === "th" ? `${showDay(day, "th")} (${showDay(day, "en")})` : `${showDay(day, "en")} (B.E. ${Number(day.slice(0, 4)) + 543})`;

/** A field by its label; one of the canon with its own name behind it, since several tables have one called the same. */
const fieldWords = (field: string, language: Language): string => {
  const label = fieldLabel(field.slice(field.indexOf(".") + 1), language);
  return field.includes(".") ? `${label} (${field})` : label;
};

/** A cell. What is not there is a dash, never a zero. */
export function showCell(kind: Kind, name: string, value: Cell, language: Language): string {
  if (value === null) return "–";
  switch (kind) {
    case "amount":
      return showAmount(String(value));
    case "integer":
      return showAmount(String(value));
    case "number":
      return showNumber(Number(value));
    case "share":
      return showShare(Number(value), language);
    case "day":
      return showDay(String(value), language);
    case "month":
      return showDay(`${value}-01`, language).slice(2);
    case "year":
      return String(language === "th" ? Number(value) + 543 : value);
    case "code":
      return labelOf(name, String(value), language);
    default:
      return name === "field" ? fieldWords(String(value), language) : String(value);
  }
}
