// The cases of an indicator, and what it answers in one of them.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Indicator } from "../src/catalogue/indicator.ts";
import type { Db, Row } from "../src/db.ts";
import { codesOf, statusOf } from "../src/run/reason.ts";
import { paramsOf, type Settings } from "../src/run/run-indicator.ts";
import { answer } from "./answer.ts";

export interface Case {
  case: string;
  params?: Settings;
  as_of?: string;
  /** One status or result for the first subject, or a list for the first so many in key order. */
  expect: Expected | Expected[];
  says?: { en: string; th: string };
  [table: string]: unknown;
}
export type Expected = string | (Row & { status: string });

/** What every subject of a laid world comes to, in key order. */
export async function judge(db: Db, indicator: Indicator, settings: Settings): Promise<Row[]> {
  const { codes, flags } = await answer(db, indicator, paramsOf(indicator, settings));
  const flagged = new Map((await db.rows(flags)).map((row) => [row.subject, row]));
  const values = new Map(
    (await db.rows("select subject, value::double as value, threshold::double as threshold from answer")).map((row) => [row.subject, row]),
  );
  return (await db.rows<{ subject: number; code: number | null }>(codes)).map(({ subject, code }) => {
    const word = code === null ? undefined : codesOf(indicator)[code];
    if (word === undefined) throw new Error(`${indicator.id} gave a status or reason it may not give for subject ${subject}`);
    const status = statusOf(word);
    const flag = flagged.get(subject);
    return {
      status,
      reason: status === "flagged" || status === "clear" ? null : word,
      value: values.get(subject)?.value,
      threshold: values.get(subject)?.threshold,
      evidence: flag ? JSON.parse(flag.evidence as string) : null,
      seen_in: flag?.seen_in ?? null,
    };
  });
}

/** Reading them takes seconds for all indicators, and several tests ask; nobody changes what was read. */
const read = new Map<string, readonly Case[]>();

export function casesOf({ folder }: Indicator): readonly Case[] {
  const cases = read.get(folder) ?? (parse(readFileSync(join(folder, "cases.yaml"), "utf8")) as Case[]);
  read.set(folder, cases);
  return cases;
}

/** What a case expects of its first subjects. */
export const wantedOf = ({ expect }: Case): (Row & { status: string })[] =>
  ([] as Expected[]).concat(expect).map((one) => (typeof one === "string" ? { status: one } : one));
