// Why a subject was not judged, how a reason implies a status, and how both fit in one byte.
import type { Indicator } from "../catalogue/indicator.ts";
import { literal } from "../db.ts";
import { codelist } from "../text/codelist.ts";

export const STATUSES = ["flagged", "clear", "not_applicable", "no_data"] as const;
export type Status = (typeof STATUSES)[number];

/** The reasons of data/codelists/reason.csv with the status each implies. */
export const reasons = (): ReadonlyMap<string, Status> => new Map(codelist("reason").map((row) => [row.code!, row.status as Status]));

/**
 * The macro `status_of(reason, flags)`: the status follows from the reason, so the two cannot disagree.
 * A reason with a dot is a missing column of the canon. Anything unknown fails the run.
 */
export function statusMacro(): string {
  const of = (status: Status) => [...reasons()].filter(([, its]) => its === status).map(([code]) => literal(code));
  return `create or replace macro status_of(reason, flags) as
    case
        when reason is null and flags is null then error('neither a reason nor an answer: guard the comparison against null')
        when reason is null then if(flags, 'flagged', 'clear')
        when contains(reason, '.') then 'no_data'
        when reason in (${of("no_data").join(", ")}) then 'no_data'
        when reason in (${of("not_applicable").join(", ")}) then 'not_applicable'
        else error('not in data/codelists/reason.csv: ' || reason)
    end`;
}

/** What each byte of an indicator's results means, by position: clear, flagged, then every reason it may give. */
export function codesOf(indicator: Indicator): readonly string[] {
  return ["clear", "flagged", ...indicator.requires, ...reasons().keys()];
}

/** The status a code word stands for. */
export function statusOf(word: string): Status {
  if (word === "clear" || word === "flagged") return word;
  return word.includes(".") ? "no_data" : (reasons().get(word) ?? "no_data");
}
