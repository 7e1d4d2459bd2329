// Who asks: found from a cookie or a key, and what the table of roles lets them do.
import { UserError } from "../error.ts";
import { type Casebook, hasUsers, keyWith, userOfSession } from "./people.ts";
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
/** Who keeps the installation from the command line: whoever holds the files. The log says that it was done there. */
export const MACHINE = "machine";
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

/** Who reviews at the command line: the one local person, or, where people sign in, whom a key is of. A name alone would prove nothing. */
export function reviewerAt(casebook: Casebook, secret: string | undefined): Person {
  const person = personWith(casebook, secret === undefined ? {} : { authorization: `Bearer ${secret}` });
  if (person && person !== ANYBODY) return person;
  throw new UserError("sign-in", {
    what: person
      ? { en: "people sign in here, and it was not shown who works", th: "ระบบนี้มีผู้ใช้ แต่ไม่ได้แสดงว่าใครดำเนินการ" }
      : { en: "the key is not known, has expired or was revoked", th: "ไม่พบคีย์นี้ หรือคีย์หมดอายุหรือถูกยกเลิกแล้ว" },
    remedy: {
      en: "set JABTA_KEY to a key: jabta key add NAME --role reviewer --scope review",
      th: "ตั้งค่า JABTA_KEY เป็นคีย์ที่ได้จาก jabta key add NAME --role reviewer --scope review",
    },
    exit: "notPermitted",
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
