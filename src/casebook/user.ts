// Users of a casebook: added, given another role, another password, disabled; each change in the audit log, none takes a row out.
import { append, sha256 } from "./audit.ts";
import type { Casebook } from "./casebook.ts";
import { hashPassword, isAcceptable, isPassword } from "./password.ts";
import { refuse } from "./refusal.ts";

export const USER_ROLES = ["viewer", "reviewer", "auditor", "admin"] as const;
export type UserRole = (typeof USER_ROLES)[number];

export interface User {
  name: string;
  role: UserRole;
  created_at: string;
  created_by: string;
  disabled_at: string | null;
}

const COLUMNS = "name, role, created_at, created_by, disabled_at";

/** Whether anybody was ever added: from then on nobody works without a name. */
export const hasUsers = (casebook: Casebook): boolean => casebook.one("select 1 from user limit 1") !== undefined;

export const users = (casebook: Casebook): User[] => casebook.all<User>(`select ${COLUMNS} from user order by name`);

/** A user who may work; undefined when there is none of that name or it was disabled. */
export const userNamed = (casebook: Casebook, name: string): User | undefined =>
  casebook.one<User>(`select ${COLUMNS} from user where name = ? and disabled_at is null`, name);

function known(casebook: Casebook, name: string): User {
  return casebook.one<User>(`select ${COLUMNS} from user where name = ?`, name) ?? refuse("user-unknown");
}

const roleOf = (role: string): UserRole => USER_ROLES.find((it) => it === role) ?? refuse("role-unknown");

/** Logs a change of a user: what it was and what it became, never a password. */
function log(casebook: Casebook, at: string, actor: string, action: string, was: User | null, is: User): void {
  append(casebook, {
    at,
    actor,
    action,
    object: `${is.name} ${is.role}`,
    before: sha256(JSON.stringify(was)),
    after: sha256(JSON.stringify(is)),
  });
}

/** Adds a user. */
export async function addUser(
  casebook: Casebook,
  { name, role, password, actor }: { name: string; role: string; password: string; actor: string },
  now: Date = new Date(),
): Promise<User> {
  if (!/^[a-z][a-z0-9._-]{1,39}$/.test(name) || ["local", "machine", "anonymous"].includes(name)) refuse("user-name");
  if (!isAcceptable(password)) refuse("password-short");
  const user: User = { name, role: roleOf(role), created_at: now.toISOString(), created_by: actor, disabled_at: null };
  const hash = await hashPassword(password);
  casebook.atomically(() => {
    if (casebook.one("select 1 from user where name = ?", name)) refuse("user-there");
    casebook.run(
      "insert into user (name, role, password, created_at, created_by) values (?, ?, ?, ?, ?)",
      user.name,
      user.role,
      hash,
      user.created_at,
      user.created_by,
    );
    log(casebook, user.created_at, actor, "user.add", null, user);
  });
  return user;
}

/** Changes one thing of a user and logs it; what was open under the old state is closed. */
function change(casebook: Casebook, name: string, actor: string, action: string, now: Date, to: (was: User) => Partial<User>): User {
  return casebook.atomically(() => {
    const was = known(casebook, name);
    const is = { ...was, ...to(was) };
    casebook.run("update user set role = ?, disabled_at = ? where name = ?", is.role, is.disabled_at, name);
    endSessionsOf(casebook, name, now);
    log(casebook, now.toISOString(), actor, action, was, is);
    return is;
  });
}

/** Gives a user another role; who was logged in logs in again. */
export const setRole = (casebook: Casebook, name: string, role: string, actor: string, now: Date = new Date()): User =>
  change(casebook, name, actor, "user.role", now, () => ({ role: roleOf(role) }));

/** Shuts a user out at once. */
export const disableUser = (casebook: Casebook, name: string, actor: string, now: Date = new Date()): User =>
  change(casebook, name, actor, "user.disable", now, () => ({ disabled_at: now.toISOString() }));

/** Lets a user in again. */
export const enableUser = (casebook: Casebook, name: string, actor: string, now: Date = new Date()): User =>
  change(casebook, name, actor, "user.enable", now, () => ({ disabled_at: null }));

/** Gives a user another password and ends what was opened with the old one. */
export async function setPassword(
  casebook: Casebook,
  name: string,
  password: string,
  actor: string,
  now: Date = new Date(),
): Promise<void> {
  if (!isAcceptable(password)) refuse("password-short");
  const hash = await hashPassword(password);
  casebook.atomically(() => {
    const user = known(casebook, name);
    casebook.run("update user set password = ? where name = ?", hash, name);
    endSessionsOf(casebook, name, now);
    log(casebook, now.toISOString(), actor, "user.password", user, user);
  });
}

function endSessionsOf(casebook: Casebook, name: string, now: Date): void {
  casebook.run("update session set ended_at = ? where user = ? and ended_at is null", now.toISOString(), name);
}

/** The user whose name and password these are. */
export async function userWith(casebook: Casebook, name: string, password: string): Promise<User | undefined> {
  const user = userNamed(casebook, name);
  const kept = user && casebook.one<{ password: string }>("select password from user where name = ?", name)?.password;
  return (await isPassword(password, kept)) ? user : undefined;
}
