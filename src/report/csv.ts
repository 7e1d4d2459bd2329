// A table as CSV (RFC 4180) for people: texts that a spreadsheet would run are guarded, and a dictionary of the columns lies beside it.

import { LANGUAGES } from "../text/text.ts";
import type { Filled, Laid } from "./fill.ts";
import { columnLabel, columnMeans } from "./label.ts";
import type { Cell, Column } from "./table.ts";

/** A first letter, perhaps after blanks, at which a spreadsheet begins to compute. Full-width forms count. */
const FORMULA = /^[\s\u00A0\uFEFF]*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;
const TYPED = new Set(["integer", "number", "share", "amount", "day", "year"]);

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A cell: numbers and days as they are, texts guarded by an apostrophe. */
export function csvCell(value: Cell, kind: Column["kind"]): string {
  if (value === null) return "";
  const text = String(value);
  return quoted(!TYPED.has(kind) && FORMULA.test(text) ? `'${text}` : text);
}

const line = (cells: readonly string[]): string => `${cells.join(",")}\r\n`;

/** One table, headed by the names that the dictionary explains. Both languages are in it. */
export async function* csvOf(filled: Filled, table: Laid): AsyncGenerator<string> {
  yield line(table.columns.map(({ name }) => name));
  for await (const block of filled.stream(table.name))
    yield block.map((row) => line(row.map((value, index) => csvCell(value, table.columns[index]!.kind)))).join("");
}

/** What each column holds, in both languages. */
export function* dictionaryOf(table: Laid): Generator<string> {
  yield line(["column", "kind", "label_en", "label_th", "means_en", "means_th", "formula_guard"]);
  for (const { name, kind } of table.columns) {
    const texts = [...LANGUAGES.map((it) => columnLabel(name, it)), ...LANGUAGES.map((it) => columnMeans(name, it))];
    yield line([name, kind, ...texts.map((text) => csvCell(text, "text")), TYPED.has(kind) ? "none" : "apostrophe"]);
  }
}
