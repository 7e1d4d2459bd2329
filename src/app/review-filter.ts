// The filter `review`: which cases of the queue are open, untouched, claimed, waiting, decided or reopened.
import type { Param, Params } from "../db.ts";
import type { Generation } from "./generation.ts";
import { type Casebook, seenFlags, touched } from "./review.ts";
import type { Manifest } from "./run.ts";

export const REVIEW_FILTERS = ["open", "new", "claimed", "waiting", "decided", "reopened"] as const;
export type ReviewFilter = (typeof REVIEW_FILTERS)[number];

/** A condition over the list of the queue, with its parameters. */
export interface Condition {
  sql: string;
  params: Params;
}

const subjects = (flags: string) => `(
    (subject_kind = 'contract' and contract_key in (select contract_key from run.touch where flag_id in (${flags})))
    or (subject_kind = 'process' and process_key in (select process_key from run.flag where flag_id in (${flags}))))`;

/** Cases with a decision on every flag: looked for among those that have one at all. */
const whole = (settled: string) => {
  const every = (table: string, key: string) => `select ${key} from ${table}
      where ${key} in (select ${key} from ${table} where flag_id in (${settled}))
      group by ${key} having bool_and(flag_id in (${settled}))`;
  return `(
    (subject_kind = 'contract' and contract_key in (${every("run.touch", "contract_key")}))
    or (subject_kind = 'process' and process_key in (${every("run.flag", "process_key")})))`;
};

/** Hashes of evidence that were asked for, kept while their run is in force: a run never changes. */
const hashes = new WeakMap<Manifest, Map<string, string | null>>();

/** The hash of the evidence of each flag in this run; null where the run has no such flag. Asked only of flags that somebody decided. */
async function hashesOf(generation: Generation, flagIds: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
  const known = hashes.get(generation.manifest) ?? new Map();
  hashes.set(generation.manifest, known);
  const unknown = flagIds.filter((id) => !known.has(id));
  if (unknown.length) {
    const seen = await seenFlags(generation, unknown);
    for (const id of unknown) known.set(id, seen.get(id)?.evidence_hash ?? null);
  }
  return known;
}

/**
 * The condition that a review state puts on the queue. People touch few flags among many, so the few are listed
 * and the rest follows: a case nobody touched is new, a case with a flag left to decide is open.
 */
export async function reviewCondition(generation: Generation, casebook: Casebook, review: ReviewFilter): Promise<Condition> {
  const all = touched(casebook);
  const decided = all.filter(({ state }) => state === "decided");
  const hash = await hashesOf(
    generation,
    decided.map(({ flag_id }) => flag_id),
  );
  const ids = (rows: readonly { flag_id: string }[]): Param => ({ type: "list", value: rows.map(({ flag_id }) => flag_id) });
  const params: Record<string, Param> = {
    settled: ids(decided.filter(({ flag_id, evidence_hash }) => hash.get(flag_id) === evidence_hash)),
    older: ids(decided.filter(({ flag_id, evidence_hash }) => hash.get(flag_id) !== evidence_hash)),
    any: ids(all),
    named: ids(all.filter(({ state }) => state === review)),
  };
  const listed = (name: string) => `select unnest($${name})`;
  const decidedWhole = whole(listed("settled"));
  const used = (sql: string): Condition => ({
    sql,
    params: Object.fromEntries(Object.entries(params).filter(([name]) => sql.includes(`$${name}`))),
  });
  switch (review) {
    case "new":
      return used(`not ${subjects(listed("any"))}`);
    case "decided":
      return used(decidedWhole);
    case "open":
      return used(decided.length ? `not ${decidedWhole}` : "true");
    case "reopened":
      return used(`(${subjects(listed("named"))} or ${subjects(listed("older"))})`);
    default:
      return used(`${subjects(listed("named"))} and not ${decidedWhole}`);
  }
}
