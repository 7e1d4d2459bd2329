// A publisher's own words in ours, by data/codelists/ocds_status.csv; what is not listed there is left out and said, never guessed.

import { codelist } from "../../text/codelist.ts";
import { remembered } from "../remembered.ts";
import type { Cleaning } from "./cleaning.ts";
import { textValue } from "./loose-value.ts";

/** By source, field and word: maps within maps, since a key put together for each of a record's words costs more than the looking up. */
let words: Map<string, Map<string, Map<string, string>>> | undefined;

const folded = remembered((word) => word.normalize("NFC").toLowerCase());

function readWords(): NonNullable<typeof words> {
  const read: NonNullable<typeof words> = new Map();
  for (const { source, field, word, ours } of codelist("ocds_status")) {
    const fields = read.get(source!) ?? new Map<string, Map<string, string>>();
    read.set(source!, fields.set(field!, (fields.get(field!) ?? new Map<string, string>()).set(folded(word!), ours!)));
  }
  return read;
}

/** Our word for a publisher's, or undefined when the codelist has none. */
export function listedWord(source: string, field: string, word: string): string | undefined {
  words ??= readWords();
  const plain = folded(word);
  return words.get(source)?.get(field)?.get(plain) ?? words.get("*")?.get(field)?.get(plain);
}

/** Our word for the value of a status field; null and a problem for a word the codelist does not have. */
export function statusWord<T extends string>(value: unknown, at: string, field: string, cleaning: Cleaning): T | null | undefined {
  const word = textValue(value);
  if (word === undefined || word === null) return word;
  const ours = listedWord(cleaning.source, field, word);
  if (ours === undefined) cleaning.problem({ at, problem: "word_unmapped", field, word });
  return (ours as T | undefined) ?? null;
}

/** The method that a country's own name for it stands for, by data/codelists/procurement_method.csv; undefined when it is not listed. */
export function methodNamed(details: string, cleaning: Cleaning): string | undefined {
  const country = `${cleaning.country?.toLowerCase()}-`;
  const rows = codelist("procurement_method").filter((row) => row.word === details);
  return (
    (rows.find((row) => row.publisher === cleaning.source) ?? rows.find((row) => row.publisher!.startsWith(country)))?.method || undefined
  );
}
