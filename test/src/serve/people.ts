// A served workspace with a user and a key of each role, and requests as each of them.
import { addKey, addUser, USER_ROLES, type UserRole } from "../../../src/app/people.ts";
import { casebookOf } from "../../../src/app/review.ts";
import { SCOPES } from "../../../src/app/role.ts";
import { type Served, servedSample } from "../api/served.ts";

export const PASSWORD = "correct horse battery staple";

export interface Peopled extends Served {
  /** The session cookie of the user of a role; further users have a number behind the role. */
  cookieOf(name: string): Promise<string>;
  /** The header of a key of a role with every scope. */
  keyOf(role: UserRole): Record<string, string>;
  /** A request as a browser of this page would send it, not following where it is led. */
  as(name: string, path: string, init?: RequestInit): Promise<Response>;
}

/** Logs in and gives the cookie. */
export async function logIn(url: string, name: string, password = PASSWORD): Promise<string | undefined> {
  const answer = await fetch(new URL("/login", url), {
    method: "POST",
    redirect: "manual",
    headers: { origin: new URL(url).origin, "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ name, password, next: "/queue" }),
  });
  return answer.headers.get("set-cookie")?.split(";")[0];
}

/** Serves made-up records to two users of each role. */
export async function peopled(processes = 60): Promise<Peopled> {
  const served = await servedSample(processes);
  const casebook = casebookOf(served.workspace);
  const keys = new Map<UserRole, string>();
  for (const role of USER_ROLES) {
    for (const name of [role, `${role}2`]) await addUser(casebook, { name, role, password: PASSWORD, actor: "test" });
    keys.set(role, addKey(casebook, { name: role, role, scopes: SCOPES, days: 1, actor: "test" }).secret);
  }
  casebook.close();
  const cookies = new Map<string, string>();
  const cookieOf = async (name: string) => {
    const known = cookies.get(name) ?? (await logIn(served.url, name))!;
    cookies.set(name, known);
    return known;
  };
  return {
    ...served,
    cookieOf,
    keyOf: (role) => ({ authorization: `Bearer ${keys.get(role)}` }),
    as: async (name, path, init = {}) =>
      await fetch(new URL(path, served.url), {
        redirect: "manual",
        ...init,
        headers: {
          origin: new URL(served.url).origin,
          ...(name === "anonymous" ? {} : { cookie: await cookieOf(name) }),
          ...init.headers,
        },
      }),
  };
}
