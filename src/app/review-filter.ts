// The filter `review`: which cases of the queue are open, untouched, claimed, waiting, decided or reopened.
import type { Params } from "../db.ts";
import { type Casebook, touched } from "./review.ts";

export const REVIEW_FILTERS = ["open", "new", "claimed", "waiting", "decided", "reopened"] as const;
export type ReviewFilter = (typeof REVIEW_FILTERS)[number];

/** A condition over the joins of the queue, with its parameters. */
export interface Condition {
  sql: string;
  params: Params;
}

const subjects = (flags: string) => `(
    (score.kind = 'contract' and score.subject in (select contract_key from run.touch where flag_id in (${flags})))
    or (score.kind = 'process' and score.subject in (select process_key from run.flag where flag_id in (${flags}))))`;

/** Flags of the case whose decision is missing. */
const UNDECIDED = `exists (
    select 1 from run.touch as t where score.kind = 'contract' and t.contract_key = score.subject and t.flag_id not in (select flag_id from settled)
    union all
    select 1 from run.flag as f where score.kind = 'process' and f.process_key = score.subject and f.flag_id not in (select flag_id from settled))`;

/**
 * The condition that a review state puts on the queue. People touch few flags among many, so the few are listed
 * and the rest follows: a case nobody touched is new, a case with a flag left to decide is open.
 */
export function reviewCondition(casebook: Casebook, review: ReviewFilter): Condition {
  const all = touched(casebook);
  const ids = (states: readonly string[]) => all.filter(({ state }) => states.includes(state)).map(({ flag_id }) => flag_id);
  const decided = all.filter(({ state }) => state === "decided").map(({ flag_id, evidence_hash }) => `${flag_id}:${evidence_hash}`);
  const params: Params = {
    decided: { type: "list", value: decided },
    any: { type: "list", value: all.map(({ flag_id }) => flag_id) },
    named: { type: "list", value: ids([review]) },
  };
  const ofDecided = "flag_id in (select split_part(it, ':', 1) from (select unnest($decided) as it))";
  // The hash is asked only of flags that somebody decided, never of all.
  const settled = `select flag_id from run.flag where ${ofDecided} and flag_id || ':' || sha256(evidence) in (select unnest($decided))`;
  const listed = (name: string) => `select unnest($${name})`;
  const older = `select flag_id from run.flag where ${ofDecided} and flag_id not in (${settled})`;
  const undecided = UNDECIDED.replaceAll("select flag_id from settled", settled);
  const used = (sql: string): Condition => ({
    sql,
    params: Object.fromEntries(Object.entries(params).filter(([name]) => sql.includes(`$${name}`))),
  });
  switch (review) {
    case "new":
      return used(`not ${subjects(listed("any"))}`);
    case "decided":
      return used(`${subjects(settled)} and not ${undecided}`);
    case "open":
      return used(decided.length ? `(not ${subjects(settled)} or ${undecided})` : "true");
    case "reopened":
      return used(`(${subjects(listed("named"))} or ${subjects(older)})`);
    default:
      return used(`${subjects(listed("named"))} and ${undecided}`);
  }
}
