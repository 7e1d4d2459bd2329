// Review of flags: what stands, who said so and why. Acts are appended; a standing is what the last of them left.
import { randomUUID } from "node:crypto";
import { UserError } from "../error.ts";
import { append, eventHash, sha256 } from "./audit.ts";
import type { Casebook } from "./casebook.ts";
import { refusalOf, refuse } from "./refusal.ts";

export const STATES = ["new", "claimed", "waiting", "decided", "reopened"] as const;
export type State = (typeof STATES)[number];
export const VERDICTS = ["refer", "explained", "bad_data"] as const;
export type Verdict = (typeof VERDICTS)[number];
export type Verb = "claim" | "release" | "note" | "ask" | "decide" | "reopen" | "undo";

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

export interface Act {
  verb: Exclude<Verb, "undo">;
  actor: string;
  reason?: string | undefined;
  verdict?: Verdict | undefined;
  explanation?: string | undefined;
  field?: string | undefined;
  /** Each flag with the version of its standing that the actor saw; 0 when nobody had touched it. */
  flags: readonly { flag: SeenFlag; version: number }[];
}

/** Somebody else was faster: what they left, so that the page can show both. */
export class ReviewConflict extends UserError {
  readonly theirs: readonly Standing[];

  constructor(theirs: readonly Standing[]) {
    super("review-conflict", refusalOf("review-conflict"));
    this.theirs = theirs;
  }
}

/** Where flags stand, by flag; flags that nobody touched are not in it. */
export function standings(casebook: Casebook, flagIds: readonly string[]): Map<string, Standing> {
  const rows = casebook.all<Standing>("select * from standing where flag_id in (select value from json_each(?))", JSON.stringify(flagIds));
  return new Map(rows.map((row) => [row.flag_id, row]));
}

const standingOf = (casebook: Casebook, flagId: string) => casebook.one<Standing>("select * from standing where flag_id = ?", flagId);

/** Exactly the columns of a flag, whatever else came along with it. */
const only = ({ flag_id, evidence_hash, run_id, indicator, subject_kind, subject_id }: SeenFlag): SeenFlag => ({
  flag_id,
  evidence_hash,
  run_id,
  indicator,
  subject_kind,
  subject_id,
});

const blank = ({ run_id: _, ...flag }: SeenFlag): Standing => ({
  ...flag,
  state: "new",
  holder: null,
  verdict: null,
  explanation: null,
  field: null,
  reason: null,
  actor: "",
  at: "",
  version: 0,
});

/** What an act leaves behind, or why it may not be done. */
function after(act: Act, was: Standing, flag: SeenFlag, at: string): Standing {
  const onOlderFacts = was.state === "decided" && was.evidence_hash !== flag.evidence_hash;
  const { run_id: _, ...seen } = flag;
  const next = { ...was, ...seen, actor: act.actor, at, version: was.version + 1, reason: act.reason ?? null };
  const cleared = { verdict: null, explanation: null, field: null };
  if (was.state === "decided" && !onOlderFacts && act.verb !== "reopen") return refuse("already-decided");
  switch (act.verb) {
    case "claim":
      return { ...next, ...cleared, state: "claimed", holder: act.actor };
    case "release":
      return { ...next, ...cleared, state: "new", holder: null };
    case "ask":
      return { ...next, ...cleared, state: "waiting", holder: act.actor };
    case "reopen":
      if (was.state !== "decided") return refuse("not-decided");
      return { ...next, ...cleared, state: "reopened", holder: null };
    default:
      return {
        ...next,
        state: "decided",
        verdict: act.verdict ?? null,
        explanation: act.explanation ?? null,
        field: act.field ?? null,
      };
  }
}

function check(act: Act): void {
  if (!act.flags.length) refuse("no-flag");
  if (act.flags.length > 200) refuse("too-many");
  if (act.verb !== "claim" && act.verb !== "release" && !act.reason?.trim()) refuse("reason-missing");
  if ((act.reason?.length ?? 0) > 5000) refuse("reason-too-long");
  if (act.verb !== "decide") return;
  if (!act.verdict) refuse("verdict-missing");
  if (act.verdict === "explained" && !act.explanation) refuse("explanation-missing");
  if (act.verdict === "bad_data" && !act.field) refuse("field-missing");
}

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

function keep(casebook: Casebook, standing: Standing): void {
  casebook.run(
    `insert into standing (flag_id, ${COLUMNS.join(", ")}) values (?${", ?".repeat(COLUMNS.length)})
     on conflict (flag_id) do update set ${COLUMNS.map((column) => `${column} = excluded.${column}`).join(", ")}`,
    standing.flag_id,
    ...COLUMNS.map((column) => standing[column]),
  );
}

/** Writes one event and its entry in the audit log; both or neither, since the caller holds the transaction. */
function log(casebook: Casebook, event: Omit<Event, "seq">, was: Standing): Event {
  const before = JSON.stringify(was);
  const { seq: last } = casebook.one<{ seq: number }>("select coalesce(max(seq), 0) as seq from audit")!;
  const whole = { ...event, seq: last + 1, before };
  const names = Object.keys(whole);
  casebook.run(
    `insert into event (${names.join(", ")}) values (${names.map(() => "?").join(", ")})`,
    ...(Object.values(whole) as (string | number | null)[]),
  );
  append(casebook, {
    at: event.at,
    actor: event.actor,
    action: `review.${event.verb}`,
    object: event.flag_id,
    before: sha256(before),
    after: eventHash(whole),
  });
  return { ...event, seq: whole.seq };
}

/** Does one act on one or more flags: all of them, or none when somebody else was faster on any. */
export function review(casebook: Casebook, act: Act, now: Date = new Date()): Event[] {
  check(act);
  const at = now.toISOString();
  const id = randomUUID();
  return casebook.atomically(() => {
    const seen = act.flags.map(({ flag, version }) => ({
      flag: only(flag),
      version,
      was: standingOf(casebook, flag.flag_id) ?? blank(only(flag)),
    }));
    const theirs = act.verb === "note" ? [] : seen.filter(({ version, was }) => was.version !== version).map(({ was }) => was);
    if (theirs.length) throw new ReviewConflict(theirs);
    return seen.map(({ flag, was }) => {
      if (act.verb !== "note") keep(casebook, after(act, was, flag, at));
      return log(
        casebook,
        {
          ...flag,
          act: id,
          at,
          actor: act.actor,
          verb: act.verb,
          verdict: act.verdict ?? null,
          explanation: act.explanation ?? null,
          field: act.field ?? null,
          reason: act.reason?.trim() || null,
          undoes: null,
        },
        was,
      );
    });
  });
}

/** Takes back an act of one's own while nobody has built on it: what stood before stands again, and the history shows both. */
export function undo(casebook: Casebook, act: string, actor: string, now: Date = new Date()): Event[] {
  const at = now.toISOString();
  const id = randomUUID();
  return casebook.atomically(() => {
    const events = casebook.all<Event & { before: string }>("select * from event where act = ? order by seq", act);
    if (!events.length) refuse("act-unknown");
    return events.map((event) => {
      const was = standingOf(casebook, event.flag_id);
      const before = JSON.parse(event.before) as Standing;
      if (event.actor !== actor) refuse("not-yours");
      if (event.verb === "note" || event.verb === "undo") refuse("not-undoable");
      if (now.getTime() - Date.parse(event.at) > UNDO_MINUTES * 60_000) refuse("too-late");
      if (!was || was.version !== before.version + 1) throw new ReviewConflict(was ? [was] : []);
      keep(casebook, { ...before, actor, at, version: was.version + 1 });
      const { before: _, seq: __, ...rest } = event;
      return log(casebook, { ...rest, act: id, at, actor, verb: "undo", reason: null, undoes: event.seq }, was);
    });
  });
}

/** What was done to some flags, newest first. */
export function historyOf(casebook: Casebook, flagIds: readonly string[]): Event[] {
  return casebook.all<Event>(
    "select * from event where flag_id in (select value from json_each(?)) order by seq desc",
    JSON.stringify(flagIds),
  );
}

/** What was done to anything, newest first. */
export function recentEvents(casebook: Casebook, limit: number, before = Number.MAX_SAFE_INTEGER): Event[] {
  return casebook.all<Event>("select * from event where seq < ? order by seq desc limit ?", before, limit);
}

export const actOf = (casebook: Casebook, act: string): Event[] =>
  casebook.all<Event>("select * from event where act = ? order by seq", act);

/** Flags in each state: only those that somebody touched. */
export function touched(
  casebook: Casebook,
): Pick<Standing, "flag_id" | "state" | "evidence_hash" | "verdict" | "indicator" | "explanation">[] {
  return casebook.all("select flag_id, state, evidence_hash, verdict, indicator, explanation from standing where state <> 'new'");
}
