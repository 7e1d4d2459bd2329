// Reviews as they stood at an entry of the audit log, so that a report can be made again although people went on working.
import { type AuditEntry, head } from "./audit.ts";
import type { Casebook } from "./casebook.ts";
import type { Event, Standing } from "./standing.ts";

export interface ReviewsAt {
  seq: number;
  hash: string;
  events: Event[];
  standings: Pick<Standing, "flag_id" | "state" | "verdict" | "evidence_hash">[];
}

/** Everything said up to an entry; up to the newest when none is named. */
export function reviewsAt(casebook: Casebook, seq = head(casebook).seq): ReviewsAt {
  const entry = casebook.one<Pick<AuditEntry, "hash">>("select hash from audit where seq = ?", seq);
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
  return { seq, hash: entry?.hash ?? "0".repeat(64), events, standings };
}
