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
  await answer(db, indicator, paramsOf(indicator, settings));
  const rows = await db.rows<Row & { subject: number; code: number | null; evidence: string | null }>("from answered");
  return rows.map(({ subject, code, value, threshold, evidence, seen_in }) => {
    const word = code === null ? undefined : codesOf(indicator)[code];
    if (word === undefined) throw new Error(`${indicator.id} gave a status or reason it may not give for subject ${subject}`);
    const status = statusOf(word);
    return {
      status,
      reason: status === "flagged" || status === "clear" ? null : word,
      value,
      threshold,
      evidence: evidence === null ? null : JSON.parse(evidence),
      seen_in,
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
