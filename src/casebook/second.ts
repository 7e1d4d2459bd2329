// Second reviews: a tenth of all decisions and everything that is to be published, decided again by another who has not seen the first.
import { append, sha256 } from "./audit.ts";
import type { Casebook } from "./casebook.ts";
import { refuse } from "./refusal.ts";
import { type Standing, standingOf, VERDICTS, type Verdict } from "./standing.ts";

export interface SecondReview {
  flag_id: string;
  evidence_hash: string;
  first_actor: string;
  first_verdict: Verdict;
  actor: string;
  at: string;
  verdict: Verdict;
  reason: string;
}

/** Of so many decisions one is decided again; which, is settled by the flag and its evidence and by nobody. */
const ONE_IN = 10;
export const isSampled = (flagId: string, evidenceHash: string): boolean =>
  Number.parseInt(sha256(`second ${flagId} ${evidenceHash}`).slice(0, 8), 16) % ONE_IN === 0;

export const secondOf = (casebook: Casebook, flagId: string, evidenceHash: string): SecondReview | undefined =>
  casebook.one<SecondReview>("select * from second_review where flag_id = ? and evidence_hash = ?", flagId, evidenceHash);

/** Decisions that wait for a second one by this person: not their own, sampled or asked for, the oldest first. */
export function waitingForSecond(casebook: Casebook, actor: string): Standing[] {
  const decided = casebook.all<Standing & { proposed: number }>(
    `select s.*, exists (select 1 from publication as p where p.flag_id = s.flag_id and p.withdrawn_at is null and p.approved_at is null) as proposed
     from standing as s
     where s.state = 'decided' and s.actor <> ?
       and not exists (select 1 from second_review as r where r.flag_id = s.flag_id and r.evidence_hash = s.evidence_hash)
     order by s.at, s.flag_id`,
    actor,
  );
  return decided
    .filter(({ proposed, flag_id, evidence_hash }) => proposed || isSampled(flag_id, evidence_hash))
    .map(({ proposed: _, ...it }) => it);
}

/** Writes a second decision down. */
export function addSecond(
  casebook: Casebook,
  { flag_id, actor, verdict, reason }: { flag_id: string; actor: string; verdict: string; reason: string },
  now: Date = new Date(),
): SecondReview {
  const known = VERDICTS.find((it) => it === verdict) ?? refuse("verdict-missing");
  if (!reason.trim()) refuse("reason-missing");
  if (reason.length > 5000) refuse("reason-too-long");
  return casebook.atomically(() => {
    const first = standingOf(casebook, flag_id);
    if (first?.state !== "decided" || !first.verdict) return refuse("not-decided");
    if (first.actor === actor) refuse("own-decision");
    if (secondOf(casebook, flag_id, first.evidence_hash)) refuse("second-there");
    const second: SecondReview = {
      flag_id,
      evidence_hash: first.evidence_hash,
      first_actor: first.actor,
      first_verdict: first.verdict,
      actor,
      at: now.toISOString(),
      verdict: known,
      reason: reason.trim(),
    };
    casebook.run(
      "insert into second_review (flag_id, evidence_hash, first_actor, first_verdict, actor, at, verdict, reason) values (?, ?, ?, ?, ?, ?, ?, ?)",
      ...Object.values(second),
    );
    append(casebook, {
      at: second.at,
      actor,
      action: "second.decide",
      object: flag_id,
      before: sha256(""),
      after: sha256(JSON.stringify(second)),
    });
    return second;
  });
}

export interface Agreement {
  both: number;
  agree: number;
  /** Cohen's kappa: agreement beyond chance; null where chance alone would agree always, or there is nothing yet. */
  kappa: number | null;
  differ: SecondReview[];
}

/** How far two reviewers of the same flags agree. */
export function agreement(casebook: Casebook): Agreement {
  const all = casebook.all<SecondReview>("select * from second_review order by at desc, flag_id");
  const agree = all.filter(({ first_verdict, verdict }) => first_verdict === verdict).length;
  const share = (verdict: Verdict, of: "first_verdict" | "verdict") => all.filter((it) => it[of] === verdict).length / all.length;
  const chance = VERDICTS.map((it) => share(it, "first_verdict") * share(it, "verdict")).reduce((sum, each) => sum + each, 0);
  const kappa = all.length && chance < 1 ? (agree / all.length - chance) / (1 - chance) : null;
  return { both: all.length, agree, kappa, differ: all.filter(({ first_verdict, verdict }) => first_verdict !== verdict) };
}
