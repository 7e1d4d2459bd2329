// The verbs of review: claim, release, note, ask, decide, reopen, undo; each bound to a flag and to the evidence that was seen.
import { type ChainReport, verifyChain } from "../casebook/audit.ts";
import { type Casebook, openCasebook } from "../casebook/casebook.ts";
import { refuse } from "../casebook/refusal.ts";
import { type Act, review } from "../casebook/review.ts";
import { type Event, type SeenFlag, type Standing, standings, VERDICTS } from "../casebook/standing.ts";
import { users } from "../casebook/user.ts";
import type { Workspace } from "../workspace.ts";
import type { Generation } from "./generation.ts";

export { type ChainReport, head as auditHead } from "../casebook/audit.ts";
export type { Casebook } from "../casebook/casebook.ts";
export { type Correction, corrections } from "../casebook/correction.ts";
export { isRefusal, refuse } from "../casebook/refusal.ts";
export { ReviewConflict, undo } from "../casebook/review.ts";
export {
  actOf,
  type Event,
  historyOf,
  recentEvents,
  type Standing,
  type State,
  standings,
  touched,
  UNDO_MINUTES,
} from "../casebook/standing.ts";
export { removeView, saveView, type View, views } from "../casebook/view.ts";

/** Opens the casebook of a workspace: the one file beside raw/ that must be backed up. */
export const casebookOf = (workspace: Workspace): Casebook => openCasebook(workspace.path("casebook.sqlite"));

/** What a reviewer asks for. `seen` is what the page or client showed of each flag: the evidence and the version of its standing. */
export interface ReviewRequest extends Omit<Act, "flags"> {
  flags: readonly { flag_id: string; evidence_hash: string; version: number }[];
}

/** Names to whom a flag can be assigned. */
export const reviewers = (casebook: Casebook): string[] =>
  users(casebook)
    .filter(({ role, disabled_at }) => role === "reviewer" && disabled_at === null)
    .map(({ name }) => name);

/** An explanation that is not on the indicator's list; the reason then has to say which. */
export const OTHER = "other";

/** Flags of a run with the hash of their evidence. */
export async function seenFlags(generation: Generation, flagIds: readonly string[]): Promise<Map<string, SeenFlag & { evidence: string }>> {
  const rows = await generation.db.rows<Omit<SeenFlag, "run_id"> & { evidence: string }>(
    `select flag_id, sha256(evidence) as evidence_hash, indicator, kind as subject_kind, subject_id, evidence
     from run.flag where flag_id in (select unnest($ids))`,
    { ids: { type: "list", value: flagIds } },
  );
  return new Map(rows.map((row) => [row.flag_id, { ...row, run_id: generation.run_id }]));
}

/** Fields that a verdict of bad_data can name: what the flag shows and what its indicator reads. */
export function fieldsOf(generation: Generation, flag: { indicator: string; evidence: Readonly<Record<string, unknown>> }): string[] {
  const requires = generation.indicators.get(flag.indicator)?.requires ?? [];
  return [...new Set([...Object.keys(flag.evidence), ...requires, OTHER])];
}

/** Does one act of review on flags of the run in force. */
export async function reviewFlags(generation: Generation, casebook: Casebook, request: ReviewRequest): Promise<Event[]> {
  const seen = await seenFlags(
    generation,
    request.flags.map(({ flag_id }) => flag_id),
  );
  if (request.verb === "assign" && !reviewers(casebook).includes(request.explanation ?? "")) refuse("assignee-unknown");
  if (request.verdict && !VERDICTS.includes(request.verdict)) refuse("verdict-missing");
  const flags = request.flags.map(({ flag_id, evidence_hash, version }) => {
    const flag = seen.get(flag_id);
    if (!flag) return refuse("flag-unknown");
    if (flag.evidence_hash !== evidence_hash) refuse("evidence-changed");
    const { verdict, explanation, field } = request;
    const innocent = generation.indicators.get(flag.indicator)?.innocent ?? [];
    if (verdict === "explained" && explanation && explanation !== OTHER && !innocent.some(({ id }) => id === explanation))
      refuse("explanation-unknown");
    if (verdict === "bad_data" && field && !fieldsOf(generation, { ...flag, evidence: JSON.parse(flag.evidence) }).includes(field))
      refuse("field-unknown");
    return { flag, version };
  });
  return review(casebook, { ...request, flags });
}

/** How one flag of the run in force stands: a decision on other evidence counts as reopened. */
export function stands(standing: Standing | undefined, evidenceHash: string): { state: Standing["state"]; older: boolean } {
  if (!standing) return { state: "new", older: false };
  const older = standing.state === "decided" && standing.evidence_hash !== evidenceHash;
  return { state: older ? "reopened" : standing.state, older };
}

/** How a case with several flags stands as a whole. */
export function standsAsWhole(states: readonly Standing["state"][]): Standing["state"] {
  if (states.length && states.every((state) => state === "decided")) return "decided";
  for (const state of ["waiting", "reopened"] as const) if (states.includes(state)) return state;
  return states.some((state) => state !== "new") ? "claimed" : "new";
}

/** How each of some flags stands, by flag. */
export async function standingsIn(
  generation: Generation,
  casebook: Casebook,
  flagIds: readonly string[],
): Promise<
  Map<string, { state: Standing["state"]; older: boolean; evidence_hash: string; indicator: string; standing: Standing | undefined }>
> {
  const kept = standings(casebook, flagIds);
  const seen = await seenFlags(generation, flagIds);
  return new Map(
    [...seen].map(([id, { evidence_hash, indicator }]) => {
      const standing = kept.get(id);
      return [id, { ...stands(standing, evidence_hash), evidence_hash, indicator, standing }];
    }),
  );
}

/** Walks the audit log. */
export const verifyAudit = (casebook: Casebook, anchor?: { seq: number; hash: string }): ChainReport => verifyChain(casebook, anchor);
