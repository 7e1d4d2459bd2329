// Review of flags: what stands, who said so and why. Acts are appended; a standing is what the last of them left.
import { randomUUID } from "node:crypto";
import { UserError } from "../error.ts";
import { append, eventHash, sha256 } from "./audit.ts";
import type { Casebook } from "./casebook.ts";
import { refusalOf, refuse } from "./refusal.ts";
import { type Event, keep, type SeenFlag, type Standing, standingOf, UNDO_MINUTES, type Verb, type Verdict } from "./standing.ts";

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
    case "assign":
      return { ...next, ...cleared, state: "claimed", holder: act.explanation ?? refuse("assignee-unknown") };
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
  if (!["claim", "assign", "release"].includes(act.verb) && !act.reason?.trim()) refuse("reason-missing");
  if ((act.reason?.length ?? 0) > 5000) refuse("reason-too-long");
  if (act.verb !== "decide") return;
  if (!act.verdict) refuse("verdict-missing");
  if (act.verdict === "explained" && !act.explanation) refuse("explanation-missing");
  if (act.verdict === "bad_data" && !act.field) refuse("field-missing");
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
