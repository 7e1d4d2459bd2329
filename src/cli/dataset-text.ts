// What one record set fills in and lacks, as tables for the terminal.
import type { Dataset } from "../app/fields.ts";
import { type Language, showAmount, showShare } from "../text/text.ts";
import { table } from "./table.ts";
import { word } from "./words.ts";

const count = (value: number): string => showAmount(String(value));

/** Every field with how often it is filled. */
export function fieldsText({ source, fields }: Dataset, language: Language): string[] {
  return [
    "",
    `${word("fields", language)} · ${source}`,
    table(fields, [
      { head: word("field", language), of: (it) => it.label, most: 40 },
      { head: "OCDS", of: (it) => it.ocds, most: 48 },
      { head: word("filled", language), of: (it) => count(it.filled), right: true },
      { head: word("of", language), of: (it) => count(it.rows), right: true },
      { head: "", of: (it) => (it.share === null ? "–" : showShare(it.share, language)), right: true },
    ]),
  ];
}

/** Missing fields with the indicators that wait for them, those first that unlock most by themselves. */
export function unlocksText({ source, fields }: Dataset, language: Language): string[] {
  const unlocking = fields
    .filter(({ unlocks, helps }) => unlocks.length + helps.length > 0)
    .sort((a, b) => b.unlocks.length - a.unlocks.length || b.helps.length - a.helps.length);
  if (unlocking.length === 0) return [];
  return [
    "",
    `${word("unlocks", language)} · ${source}`,
    table(unlocking, [
      { head: word("field", language), of: (it) => it.label, most: 40 },
      { head: "OCDS", of: (it) => it.ocds, most: 48 },
      { head: word("alone", language), of: (it) => it.unlocks.join(" "), most: 60 },
      { head: word("withOthers", language), of: (it) => it.helps.join(" "), most: 60 },
    ]),
  ];
}
