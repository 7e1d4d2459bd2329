// What cleaning knows while it reads one release: who publishes it, how people are masked, and where to say what could not be read.

import type { Context } from "../source.ts";

/** A value that could not be read and was left out. Aggregate before showing: a word in the wrong field may be a person's name. */
export interface Problem {
  /** JSON pointer inside the release. */
  at: string;
  /** A code of data/codelists/record_problem.csv. */
  problem:
    | "word_unmapped"
    | "date_unreadable"
    | "amount_unreadable"
    | "currency_unreadable"
    | "list_for_object"
    | "buddhist_year"
    | "id_repeated"
    | "coordinates_swapped"
    | "coordinates_impossible"
    | "nul_removed";
  /** OCDS field, such as `tender.status`. */
  field: string;
  word: string;
}

export interface Cleaning extends Context {
  /** The publisher's record set, which decides how its own words are read. */
  source: string;
  country: string | null;
  /** Whether the publisher writes the day of publication anew into every release, so that it says nothing of a change. */
  datesRewritten: boolean;
  problem(problem: Problem): void;
}

export type Raw = Record<string, unknown>;

/** A new object without the fields that are undefined: a null deletes on merging, a missing field does not. */
export function compact<T extends object>(fields: { [K in keyof T]: T[K] | undefined }): T {
  const kept: Record<string, unknown> = {};
  for (const name in fields) if (fields[name] !== undefined) kept[name] = fields[name];
  return kept as T;
}
