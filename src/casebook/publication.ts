// Publishing a flag: proposed by one, approved by another, with the reply of whoever is named, and gone the moment it is withdrawn.
import { randomUUID } from "node:crypto";
import { append, sha256 } from "./audit.ts";
import type { Casebook } from "./casebook.ts";
import { refuse } from "./refusal.ts";
import { secondOf } from "./second.ts";
import { standingOf } from "./standing.ts";
import { requireUnsuppressed } from "./suppression.ts";

export interface Publication {
  publication_id: string;
  flag_id: string;
  evidence_hash: string;
  run_id: string;
  /** JSON of what was approved. */
  shown: string;
  reason: string;
  proposed_by: string;
  proposed_at: string;
  approved_by: string | null;
  approved_at: string | null;
  withdrawn_by: string | null;
  withdrawn_at: string | null;
  withdrawn_reason: string | null;
}

export interface Reply {
  reply_id: string;
  publication_id: string;
  said_by: string;
  received_on: string;
  text: string;
  actor: string;
  at: string;
}

const LONGEST = 5000;

/** All publications and proposals, the newest first. */
export const publications = (casebook: Casebook): Publication[] =>
  casebook.all<Publication>("select * from publication order by proposed_at desc, publication_id");

/** What everybody may read. */
export const published = (casebook: Casebook): Publication[] =>
  casebook.all<Publication>(
    "select * from publication where approved_at is not null and withdrawn_at is null order by approved_at desc, publication_id",
  );

export const publicationOf = (casebook: Casebook, id: string): Publication | undefined =>
  casebook.one<Publication>("select * from publication where publication_id = ?", id);

export const repliesTo = (casebook: Casebook, id: string): Reply[] =>
  casebook.all<Reply>("select * from publication_reply where publication_id = ? order by received_on, at, reply_id", id);

function log(casebook: Casebook, action: string, object: string, actor: string, at: string, what: unknown): void {
  append(casebook, { at, actor, action, object, before: sha256(""), after: sha256(JSON.stringify(what)) });
}

const reasonOf = (text: string): string => {
  if (!text.trim()) refuse("reason-missing");
  if (text.length > LONGEST) refuse("reason-too-long");
  return text.trim();
};

/** Proposes a flag that was referred for follow-up on the evidence it has now. */
export function propose(
  casebook: Casebook,
  what: Pick<Publication, "flag_id" | "evidence_hash" | "run_id" | "shown" | "reason"> & { actor: string },
  now: Date = new Date(),
): Publication {
  const reason = reasonOf(what.reason);
  return casebook.atomically(() => {
    requireUnsuppressed(casebook, what.flag_id);
    const standing = standingOf(casebook, what.flag_id);
    if (standing?.state !== "decided" || standing.verdict !== "refer" || standing.evidence_hash !== what.evidence_hash)
      refuse("not-referred");
    if (casebook.one("select 1 from publication where flag_id = ? and withdrawn_at is null", what.flag_id)) refuse("proposed-already");
    const id = randomUUID();
    casebook.run(
      "insert into publication (publication_id, flag_id, evidence_hash, run_id, shown, reason, proposed_by, proposed_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
      id,
      what.flag_id,
      what.evidence_hash,
      what.run_id,
      what.shown,
      reason,
      what.actor,
      now.toISOString(),
    );
    const made = publicationOf(casebook, id)!;
    log(casebook, "publication.propose", id, what.actor, made.proposed_at, made);
    return made;
  });
}

/** Approves a proposal of somebody else, once a second reviewer came to the same decision. */
export function approve(casebook: Casebook, id: string, actor: string, now: Date = new Date()): Publication {
  return casebook.atomically(() => {
    const it = publicationOf(casebook, id) ?? refuse("publication-unknown");
    requireUnsuppressed(casebook, it.flag_id);
    if (it.withdrawn_at !== null || it.approved_at !== null) refuse("publication-settled");
    const standing = standingOf(casebook, it.flag_id);
    if (it.proposed_by === actor || standing?.actor === actor) refuse("own-decision");
    if (standing?.verdict !== "refer" || standing.evidence_hash !== it.evidence_hash) refuse("not-referred");
    if (secondOf(casebook, it.flag_id, it.evidence_hash)?.verdict !== "refer") refuse("second-missing");
    const at = now.toISOString();
    casebook.run("update publication set approved_by = ?, approved_at = ? where publication_id = ?", actor, at, id);
    const approved = publicationOf(casebook, id)!;
    log(casebook, "publication.approve", id, actor, at, approved);
    return approved;
  });
}

/** Withdraws a publication, or a proposal: one person is enough to stop what may be wrong. */
export function withdraw(casebook: Casebook, id: string, reason: string, actor: string, now: Date = new Date()): Publication {
  const why = reasonOf(reason);
  return casebook.atomically(() => {
    const it = publicationOf(casebook, id) ?? refuse("publication-unknown");
    if (it.withdrawn_at !== null) refuse("publication-settled");
    const at = now.toISOString();
    casebook.run(
      "update publication set withdrawn_by = ?, withdrawn_at = ?, withdrawn_reason = ? where publication_id = ?",
      actor,
      at,
      why,
      id,
    );
    const withdrawn = publicationOf(casebook, id)!;
    log(casebook, "publication.withdraw", id, actor, at, withdrawn);
    return withdrawn;
  });
}

/** Puts a reply beside a publication. */
export function addReply(
  casebook: Casebook,
  { publication_id, said_by, received_on, text, actor }: Omit<Reply, "reply_id" | "at">,
  now: Date = new Date(),
): Reply {
  if (!said_by.trim() || said_by.length > 200 || !/^\d{4}-\d{2}-\d{2}$/.test(received_on) || Number.isNaN(Date.parse(received_on)))
    refuse("reply-incomplete");
  const reply: Reply = {
    reply_id: randomUUID(),
    publication_id,
    said_by: said_by.trim(),
    received_on,
    text: reasonOf(text),
    actor,
    at: now.toISOString(),
  };
  casebook.atomically(() => {
    if (!publicationOf(casebook, publication_id)) refuse("publication-unknown");
    casebook.run(
      "insert into publication_reply (reply_id, publication_id, said_by, received_on, text, actor, at) values (?, ?, ?, ?, ?, ?, ?)",
      ...Object.values(reply),
    );
    log(casebook, "publication.reply", publication_id, actor, reply.at, reply);
  });
  return reply;
}
