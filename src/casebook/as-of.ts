// Reviews as they stood at an entry of the audit log, so that a report can be made again although people went on working.
import { type AuditEntry, head } from "./audit.ts";
import type { Casebook } from "./casebook.ts";
import type { Event, Standing } from "./standing.ts";

export interface ReviewsAt {
  seq: number;
  hash: string;
  events: Event[];
  /** Flags that another person approved for everybody, on the evidence they saw, and that were not withdrawn. */
  published: { flag_id: string; evidence_hash: string }[];
  /** What whoever is named had to say. */
  replies: { flag_id: string; received_on: string; said: string }[];
  standings: Pick<Standing, "flag_id" | "state" | "verdict" | "evidence_hash">[];
}

/** Everything said up to an entry; up to the newest when none is named. */
export function reviewsAt(casebook: Casebook, seq = head(casebook).seq): ReviewsAt {
  const entry = casebook.one<Pick<AuditEntry, "hash" | "at">>("select hash, at from audit where seq = ?", seq);
  const events = casebook.all<Event>("select * from event where seq <= ? order by seq", seq);
  // What the first later act found is what stood then.
  const changed = new Map<string, string>();
  for (const later of casebook.all<{ flag_id: string; before: string }>(
    "select flag_id, before from event where seq > ? and verb <> 'note' order by seq desc",
    seq,
  ))
    changed.set(later.flag_id, later.before);
  const flags = new Set(events.map(({ flag_id }) => flag_id));
  const standings = casebook
    .all<Standing>("select * from standing")
    .filter(({ flag_id }) => flags.has(flag_id))
    .map((now) => {
      const before = changed.get(now.flag_id);
      return before === undefined ? now : (JSON.parse(before) as Standing);
    })
    .map(({ flag_id, state, verdict, evidence_hash }) => ({ flag_id, state, verdict, evidence_hash }));
  const at = entry?.at ?? "";
  const published = casebook.all<ReviewsAt["published"][number]>(
    "select flag_id, evidence_hash from publication where approved_at <= ? and (withdrawn_at is null or withdrawn_at > ?) order by flag_id, publication_id",
    at,
    at,
  );
  const replies = casebook.all<ReviewsAt["replies"][number]>(
    "select flag_id, received_on, reply.text as said from publication_reply as reply join publication using (publication_id) where reply.at <= ? order by received_on, reply.at, reply_id",
    at,
  );
  return { seq, hash: entry?.hash ?? "0".repeat(64), events, standings, published, replies };
}
