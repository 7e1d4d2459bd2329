// How flags stand, and what was done to them: the words of review, and the reading of the casebook.
import type { Casebook } from "./casebook.ts";

export const STATES = ["new", "claimed", "waiting", "decided", "reopened"] as const;
export type State = (typeof STATES)[number];
export const VERDICTS = ["refer", "explained", "bad_data"] as const;
export type Verdict = (typeof VERDICTS)[number];
export type Verb = "claim" | "assign" | "release" | "note" | "ask" | "decide" | "reopen" | "undo";

/** How long an act can be taken back by the one who did it. */
export const UNDO_MINUTES = 10;

/** A flag as the actor saw it. */
export interface SeenFlag {
  flag_id: string;
  evidence_hash: string;
  run_id: string;
  indicator: string;
  subject_kind: string;
  subject_id: string;
}

export interface Standing extends Omit<SeenFlag, "run_id"> {
  state: State;
  holder: string | null;
  verdict: Verdict | null;
  explanation: string | null;
  field: string | null;
  reason: string | null;
  actor: string;
  at: string;
  version: number;
}

export interface Event extends SeenFlag {
  seq: number;
  act: string;
  at: string;
  actor: string;
  verb: Verb;
  verdict: Verdict | null;
  explanation: string | null;
  field: string | null;
  reason: string | null;
  undoes: number | null;
}

/** Where flags stand, by flag; flags that nobody touched are not in it. */
export function standings(casebook: Casebook, flagIds: readonly string[]): Map<string, Standing> {
  const rows = casebook.all<Standing>("select * from standing where flag_id in (select value from json_each(?))", JSON.stringify(flagIds));
  return new Map(rows.map((row) => [row.flag_id, row]));
}

/** Where one flag stands; undefined when nobody touched it. */
export const standingOf = (casebook: Casebook, flagId: string) =>
  casebook.one<Standing>("select * from standing where flag_id = ?", flagId);

const COLUMNS = [
  "state",
  "holder",
  "verdict",
  "explanation",
  "field",
  "reason",
  "actor",
  "at",
  "evidence_hash",
  "version",
  "indicator",
  "subject_kind",
  "subject_id",
] as const;

/** Writes where a flag stands now. */
export function keep(casebook: Casebook, standing: Standing): void {
  casebook.run(
    `insert into standing (flag_id, ${COLUMNS.join(", ")}) values (?${", ?".repeat(COLUMNS.length)})
     on conflict (flag_id) do update set ${COLUMNS.map((column) => `${column} = excluded.${column}`).join(", ")}`,
    standing.flag_id,
    ...COLUMNS.map((column) => standing[column]),
  );
}

/** What was done to some flags, newest first. */
export function historyOf(casebook: Casebook, flagIds: readonly string[]): Event[] {
  return casebook.all<Event>(
    "select * from event where flag_id in (select value from json_each(?)) order by seq desc",
    JSON.stringify(flagIds),
  );
}

/** What was done to anything, newest first; by one person where one is named. */
export function recentEvents(
  casebook: Casebook,
  { limit, before = Number.MAX_SAFE_INTEGER, actor = null }: { limit: number; before?: number | undefined; actor?: string | null },
): Event[] {
  return casebook.all<Event>(
    "select * from event where seq < ? and (? is null or actor = ?) order by seq desc limit ?",
    before,
    actor,
    actor,
    limit,
  );
}

export const actOf = (casebook: Casebook, act: string): Event[] =>
  casebook.all<Event>("select * from event where act = ? order by seq", act);

/** Flags in each state: only those that somebody touched. */
export function touched(
  casebook: Casebook,
): Pick<Standing, "flag_id" | "state" | "evidence_hash" | "verdict" | "indicator" | "explanation">[] {
  return casebook.all("select flag_id, state, evidence_hash, verdict, indicator, explanation from standing where state <> 'new'");
}
