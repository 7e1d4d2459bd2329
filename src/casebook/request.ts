// Requests that carry a key of their own: the second of the same is answered with what the first was told.
import { sha256 } from "./audit.ts";
import type { Casebook } from "./casebook.ts";

/** Hours for which an answer is kept. */
const KEPT = 24;

export interface Repeated {
  status: number | null;
  answer: string | null;
}

/** Claims a key for a request; gives what is known where it was claimed before, or "other" where that request was another one. */
export function claimRequest(
  casebook: Casebook,
  actor: string,
  key: string,
  asked: string,
  now: Date = new Date(),
): Repeated | "other" | undefined {
  return casebook.atomically(() => {
    casebook.run("delete from api_request where at < ?", new Date(now.getTime() - KEPT * 3600_000).toISOString());
    const known = casebook.one<Repeated & { asked: string }>(
      "select asked, status, answer from api_request where actor = ? and request_key = ?",
      actor,
      key,
    );
    if (known) return known.asked === sha256(asked) ? { status: known.status, answer: known.answer } : "other";
    casebook.run(
      "insert into api_request (actor, request_key, asked, at) values (?, ?, ?, ?)",
      actor,
      key,
      sha256(asked),
      now.toISOString(),
    );
    return undefined;
  });
}

/** Keeps what a request was told; one that came to nothing may be sent again. */
export function answerRequest(casebook: Casebook, actor: string, key: string, status: number, answer: string): void {
  if (status >= 500) casebook.run("delete from api_request where actor = ? and request_key = ?", actor, key);
  else casebook.run("update api_request set status = ?, answer = ? where actor = ? and request_key = ?", status, answer, actor, key);
}
