// The audit log: a chain of hashes over everything people did, so that a change, a loss or an insertion shows.
import { createHash } from "node:crypto";
import type { Casebook } from "./casebook.ts";

export interface AuditEntry {
  seq: number;
  at: string;
  actor: string;
  action: string;
  object: string;
  before: string;
  after: string;
  prev: string;
  hash: string;
}

/** The entry before the first. */
const NOTHING = "0".repeat(64);

/** JSON with keys sorted (RFC 8785 for flat objects of texts, whole numbers and nulls), so that equal content has equal bytes. */
export function flatJson(object: Readonly<Record<string, string | number | null>>): string {
  return JSON.stringify(object, Object.keys(object).sort());
}

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

const hashOf = ({ hash: _, ...entry }: AuditEntry): string => sha256(entry.prev + flatJson(entry));

/** The newest entry: what a witness outside must know to notice a log that was cut short or rebuilt. */
export function head(casebook: Casebook): { seq: number; hash: string } {
  return casebook.one<{ seq: number; hash: string }>("select seq, hash from audit order by seq desc limit 1") ?? { seq: 0, hash: NOTHING };
}

/** Appends an entry; called within the transaction of the change it records. */
export function append(casebook: Casebook, what: Pick<AuditEntry, "at" | "actor" | "action" | "object" | "before" | "after">): number {
  const last = head(casebook);
  const entry: AuditEntry = { ...what, seq: last.seq + 1, prev: last.hash, hash: "" };
  casebook.run(
    "insert into audit (seq, at, actor, action, object, before, after, prev, hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    entry.seq,
    entry.at,
    entry.actor,
    entry.action,
    entry.object,
    entry.before,
    entry.after,
    entry.prev,
    hashOf(entry),
  );
  return entry.seq;
}

export interface ChainReport {
  ok: boolean;
  entries: number;
  head: string;
  /** Number of the first entry that is wrong. */
  first_bad: number | null;
  trouble: string | null;
}

/** SHA-256 of what an event says; the log holds this and not the words. */
export function eventHash(event: Readonly<Record<string, string | number | null>>): string {
  return sha256(flatJson(event));
}

/** The action under which the log tells that the words of an act were masked: its object is the act's number. */
export const MASKED = "event.mask";

/** Hash of each act as it must be now: as it was logged, or as it was left when words in it were masked, one masking joined to the next. */
function hashesNow(entries: readonly AuditEntry[]): Map<number, string> {
  const now = new Map<number, string>();
  for (const { seq, action, object, before, after } of entries) {
    if (action.startsWith("review.")) now.set(seq, after);
    else if (action === MASKED && now.get(Number(object)) === before) now.set(Number(object), after);
  }
  return now;
}

/**
 * Walks the whole chain: numbers without a gap, each entry joined to the one before, each event as it was when it was logged or masked.
 * An anchor, kept elsewhere, also shows a log that was cut short or written anew.
 */
export function verifyChain(casebook: Casebook, anchor?: { seq: number; hash: string }): ChainReport {
  let prev = NOTHING;
  let seq = 0;
  const fail = (trouble: string, bad: number): ChainReport => ({ ok: false, entries: seq, head: prev, first_bad: bad, trouble });
  const events = new Map(
    casebook.all<Record<string, string | number | null>>("select * from event").map((event) => [event.seq as number, event]),
  );
  const entries = casebook.all<AuditEntry>("select seq, at, actor, action, object, before, after, prev, hash from audit order by seq");
  const hashes = hashesNow(entries);
  for (const entry of entries) {
    if (entry.seq !== seq + 1) return fail(`entry ${seq + 1} is missing`, seq + 1);
    if (entry.prev !== prev) return fail(`entry ${entry.seq} does not follow from the one before it`, entry.seq);
    if (hashOf(entry) !== entry.hash) return fail(`entry ${entry.seq} was changed`, entry.seq);
    if (entry.action.startsWith("review.")) {
      const event = events.get(entry.seq);
      if (!event) return fail(`the act of entry ${entry.seq} is missing`, entry.seq);
      if (eventHash(event) !== hashes.get(entry.seq)) return fail(`the act of entry ${entry.seq} was changed`, entry.seq);
      events.delete(entry.seq);
    }
    prev = entry.hash;
    seq = entry.seq;
    if (anchor?.seq === seq && anchor.hash !== prev)
      return fail(`the log was written anew: entry ${seq} is not the one that was witnessed`, seq);
  }
  if (events.size) return fail("there are acts that were never logged", Math.min(...events.keys()));
  if (anchor && anchor.seq > seq) return fail(`the log ends at ${seq}, but ${anchor.seq} entries were witnessed`, seq + 1);
  return { ok: true, entries: seq, head: prev, first_bad: null, trouble: null };
}
