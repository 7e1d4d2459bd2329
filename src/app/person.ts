// Who asks: found from a cookie or a key, and what the table of roles lets them do.
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
