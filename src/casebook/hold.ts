// Runs that are held: their tables are not put away, whatever their age, until somebody lets them go.
import { append, sha256 } from "./audit.ts";
import type { Casebook } from "./casebook.ts";
import { refuse } from "./refusal.ts";

export interface Hold {
  run_id: string;
  reason: string;
  actor: string;
  at: string;
}

export const holds = (casebook: Casebook): Hold[] => casebook.all<Hold>("select run_id, reason, actor, at from hold order by run_id");

/** Holds a run, or gives another reason for holding it. */
export function hold(casebook: Casebook, run_id: string, reason: string, actor: string, now: Date = new Date()): Hold {
  if (!reason.trim()) refuse("reason-missing");
  const made: Hold = { run_id, reason: reason.trim(), actor, at: now.toISOString() };
  casebook.atomically(() => {
    casebook.run("insert or replace into hold (run_id, reason, actor, at) values (?, ?, ?, ?)", run_id, made.reason, actor, made.at);
    append(casebook, { at: made.at, actor, action: "retention.hold", object: run_id, before: sha256(""), after: sha256(made.reason) });
  });
  return made;
}

/** Lets a run go; one that is not held stays as it is. */
export function letGo(casebook: Casebook, run_id: string, actor: string, now: Date = new Date()): void {
  casebook.atomically(() => {
    const held = casebook.one<Hold>("select * from hold where run_id = ?", run_id);
    if (!held) return;
    casebook.run("delete from hold where run_id = ?", run_id);
    append(casebook, {
      at: now.toISOString(),
      actor,
      action: "retention.release",
      object: run_id,
      before: sha256(held.reason),
      after: sha256(""),
    });
  });
}
