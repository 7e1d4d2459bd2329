// How one indicator judges, for a reader who knows no SQL: whom it leaves out, an example worked by hand, and how often it flags in each source.
import { type Example, exampleOf } from "../catalogue/example.ts";
import type { Indicator } from "../catalogue/indicator.ts";
import { type Db, openDb } from "../db.ts";
import { leftOut } from "../run/left-out.ts";
import { reasons } from "../run/reason.ts";
import type { Language } from "../text/text.ts";
import { type Coverage, coverage, sayReason } from "./coverage.ts";
import type { Generation } from "./generation.ts";

export interface Method {
  /** Why a subject gets no answer: the question does not fit it, or the records do not tell. */
  not_applicable: { reason: string; says: string }[];
  no_data: { reason: string; says: string }[];
  example: Example | null;
  /** Empty where there is no run. */
  sources: Coverage[];
}

/** Everything of a method but its text; `generation` where there is a run to count in. */
export async function methodOf(db: Db, indicator: Indicator, language: Language, generation?: Generation): Promise<Method> {
  const given = await leftOut(db, indicator);
  const listed = reasons();
  const of = (status: "not_applicable" | "no_data") =>
    given.filter((reason) => (listed.get(reason) ?? "no_data") === status).map((reason) => ({ reason, says: sayReason(reason, language) }));
  return {
    not_applicable: of("not_applicable"),
    no_data: of("no_data"),
    example: exampleOf(indicator) ?? null,
    sources: generation ? await coverage(generation, language, indicator.id) : [],
  };
}

/** The same where nothing has been judged yet. */
export async function methodAlone(indicator: Indicator, language: Language): Promise<Method> {
  const db = await openDb({ threads: 1 });
  try {
    return await methodOf(db, indicator, language);
  } finally {
    db.close();
  }
}
