// Who asks: found from a cookie or a key, and what the table of roles lets them do.
import { UserError } from "../error.ts";
import { type Casebook, hasUsers, keyWith, userOfSession, users } from "./people.ts";
import { ACTIONS, type Action, type Role } from "./role.ts";

export interface Person {
  /** The name under which work is recorded. */
  name: string;
  role: Role;
  via: "local" | "session" | "key" | "nothing";
  /** What the key was narrowed to; everything its role may where undefined. */
  scopes?: readonly string[];
}

/** The one person of a machine where no user was added. */
export const LOCAL: Person = { name: "local", role: "local", via: "local" };
/** Who acts on the command line: whoever holds the files. Where people sign in, a name nobody signed in with proves nothing. */
export const atTheMachine = (casebook: Casebook): string => (hasUsers(casebook) ? "machine" : LOCAL.name);
export const ANYBODY: Person = { name: "anonymous", role: "anonymous", via: "nothing" };

export interface Credentials {
  authorization?: string | undefined;
  /** The token in the session's cookie. */
  session?: string | undefined;
}

/** Readers of feeds know only names and passwords: the key is the password, whatever the name. */
const basicPassword = (authorization: string): string | undefined => {
  const pair = /^Basic +([A-Za-z0-9+/=]{1,400})$/i.exec(authorization)?.[1];
  return pair === undefined ? undefined : Buffer.from(pair, "base64").toString().split(":")[1];
};

/** Who these credentials are of; undefined for a key that is not good, which is never taken for nobody. */
export function personWith(casebook: Casebook, { authorization, session }: Credentials): Person | undefined {
  if (authorization !== undefined) {
    const secret = /^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? basicPassword(authorization);
    const key = secret === undefined ? undefined : keyWith(casebook, secret);
    return key && { name: `key:${key.key_id}`, role: key.role, via: "key", scopes: key.scopes.split(" ") };
  }
  if (!hasUsers(casebook)) return LOCAL;
  const user = session === undefined ? undefined : userOfSession(casebook, session);
  return user ? { name: user.name, role: user.role, via: "session" } : ANYBODY;
}

/** Who works at the command line: whoever holds the files says as whom, and no role is widened by it. */
export function personAt(casebook: Casebook, name: string | undefined): Person {
  if (!hasUsers(casebook) && (name === undefined || name === LOCAL.name)) return LOCAL;
  const user = users(casebook).find((it) => it.name === name && it.disabled_at === null);
  if (user) return { name: user.name, role: user.role, via: "local" };
  throw new UserError("user-unknown", {
    what: name
      ? { en: `nobody who may work here is called ${name}`, th: `ไม่มีผู้ใช้ที่ทำงานได้ชื่อ ${name}` }
      : { en: "there are users, and it was not said who works", th: "มีผู้ใช้ในระบบ แต่ไม่ได้ระบุว่าใครดำเนินการ" },
    remedy: { en: "say who with --as NAME; jabta user list tells the names", th: "ระบุด้วย --as NAME ดูรายชื่อด้วย jabta user list" },
    exit: "usage",
  });
}

/** Refuses what a person's role does not allow. */
export function requireMay(person: Person, action: Action): void {
  if (may(person, action)) return;
  throw new UserError("forbidden", {
    what: { en: `${person.name} (${person.role}) may not do this`, th: `${person.name} (${person.role}) ไม่มีสิทธิ์ดำเนินการนี้` },
    remedy: { en: "the table of roles is at /roles", th: "ดูตารางสิทธิ์ได้ที่ /roles" },
    exit: "notPermitted",
  });
}

/** Whether a person may do something; with `doneBy`, to what that person did. */
export function may({ name, role, scopes }: Person, action: Action, doneBy?: string): boolean {
  if (scopes && ACTIONS[action].scope && !scopes.includes(action)) return false;
  // A key can do nothing that is not a scope, but what everybody can.
  if (scopes && !ACTIONS[action].scope && action !== "open") return false;
  const rule = ACTIONS[action].rules[role];
  if (rule === "own") return doneBy === undefined || doneBy === name;
  if (rule === "others") return doneBy === undefined || doneBy !== name;
  return rule === "yes";
}
