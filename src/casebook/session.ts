// Sessions of users in a browser: opened by a log-in, ended by a log-out, by idleness, by age, or when the user changes.
import { randomBytes } from "node:crypto";
import { append, sha256 } from "./audit.ts";
import type { Casebook } from "./casebook.ts";
import { type User, userNamed } from "./user.ts";

/** Hours and minutes of trust.md A7. */
const OLDEST = 8 * 3600_000;
const IDLE = 30 * 60_000;
/** A session in use is written down no more often than this. */
const NOTED = 60_000;

/** Opens a session; the token returned is kept nowhere but in the reader's cookie. */
export function openSession(casebook: Casebook, user: string, now: Date = new Date()): string {
  const token = randomBytes(32).toString("base64url");
  const at = now.toISOString();
  casebook.atomically(() => {
    casebook.run("insert into session (token_hash, user, opened_at, seen_at) values (?, ?, ?, ?)", sha256(token), user, at, at);
    append(casebook, { at, actor: user, action: "session.open", object: user, before: sha256(""), after: sha256(token) });
  });
  return token;
}

/** Who a token belongs to; undefined when its session is over or its user may no longer work. */
export function userOfSession(casebook: Casebook, token: string, now: Date = new Date()): User | undefined {
  const session = casebook.one<{ user: string; opened_at: string; seen_at: string }>(
    "select user, opened_at, seen_at from session where token_hash = ? and ended_at is null",
    sha256(token),
  );
  if (!session) return undefined;
  const idle = now.getTime() - Date.parse(session.seen_at);
  if (idle > IDLE || now.getTime() - Date.parse(session.opened_at) > OLDEST) return undefined;
  if (idle > NOTED) casebook.run("update session set seen_at = ? where token_hash = ?", now.toISOString(), sha256(token));
  return userNamed(casebook, session.user);
}

/** Ends a session. */
export function endSession(casebook: Casebook, token: string, now: Date = new Date()): void {
  casebook.run("update session set ended_at = ? where token_hash = ? and ended_at is null", now.toISOString(), sha256(token));
}
