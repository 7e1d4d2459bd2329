// The words of the page by language, and labels of fields: canon columns and names of evidence.
import { codelist } from "./codelist.ts";
import { en, type Words } from "./en.ts";
import type { Language } from "./text.ts";
import { th } from "./th.ts";

const WORDS: Record<Language, Words> = { en, th };

/** Interface words in a language. */
export const wordsOf = (language: Language): Words => WORDS[language];

let labels: Map<string, Record<Language, string>> | undefined;

/** The label of a field, such as `budget_amount`; the name itself with spaces when none is on file. */
export function fieldLabel(name: string, language: Language): string {
  labels ??= new Map(codelist("field").map((row) => [row.field!, { en: row.en!, th: row.th! }]));
  return labels.get(name)?.[language] ?? name.replaceAll("_", " ");
}

let nouns: Map<string, Record<Language, string>> | undefined;

/** What a table of the canon holds one of, such as `contract`; its own name when nothing is on file. */
export function nounLabel(table: string, language: Language): string {
  nouns ??= new Map(codelist("noun").map((row) => [row.table!, { en: row.en!, th: row.th! }]));
  return nouns.get(table)?.[language] ?? table;
}
