// Flags that may not be published: what was is withdrawn at once, and nobody can propose or approve them until somebody lifts it.
import { append, sha256 } from "./audit.ts";
import type { Casebook } from "./casebook.ts";
import { refuse } from "./refusal.ts";

export interface Suppression {
  flag_id: string;
  reason: string;
  actor: string;
  at: string;
  lifted_by: string | null;
  lifted_at: string | null;
  lifted_reason: string | null;
}

/** Every suppression, those that were lifted among them, the newest first. */
export const suppressions = (casebook: Casebook): Suppression[] =>
  casebook.all<Suppression>("select * from suppression order by at desc, flag_id");

const inForce = (casebook: Casebook, flagId: string): Suppression | undefined =>
  casebook.one<Suppression>("select * from suppression where flag_id = ? and lifted_at is null", flagId);

/** Refuses whatever would publish a suppressed flag. */
export function requireUnsuppressed(casebook: Casebook, flagId: string): void {
  if (inForce(casebook, flagId)) refuse("suppressed");
}

const reasonOf = (text: string): string => text.trim() || refuse("reason-missing");

/** Takes a flag out of everything that is published, and keeps it out. */
export function suppress(casebook: Casebook, flagId: string, reason: string, actor: string, now: Date = new Date()): Suppression {
  const why = reasonOf(reason);
  const at = now.toISOString();
  return casebook.atomically(() => {
    const known = inForce(casebook, flagId);
    if (known) return known;
    casebook.run("insert into suppression (flag_id, reason, actor, at) values (?, ?, ?, ?)", flagId, why, actor, at);
    casebook.run(
      "update publication set withdrawn_by = ?, withdrawn_at = ?, withdrawn_reason = ? where flag_id = ? and withdrawn_at is null",
      actor,
      at,
      why,
      flagId,
    );
    append(casebook, { at, actor, action: "suppression.add", object: flagId, before: sha256(""), after: sha256(why) });
    return inForce(casebook, flagId)!;
  });
}

/** Lets a flag be proposed again. What was withdrawn stays withdrawn. */
export function lift(casebook: Casebook, flagId: string, reason: string, actor: string, now: Date = new Date()): void {
  const why = reasonOf(reason);
  const at = now.toISOString();
  casebook.atomically(() => {
    if (!inForce(casebook, flagId)) refuse("not-suppressed");
    casebook.run(
      "update suppression set lifted_by = ?, lifted_at = ?, lifted_reason = ? where flag_id = ? and lifted_at is null",
      actor,
      at,
      why,
      flagId,
    );
    append(casebook, { at, actor, action: "suppression.lift", object: flagId, before: sha256(""), after: sha256(why) });
  });
}
