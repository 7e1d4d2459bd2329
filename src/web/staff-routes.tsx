// The routes of users and keys: what an administrator does here is what the command line does, under the administrator's own name.
import type { Context, Hono } from "hono";
import {
  addKey,
  addUser,
  disableUser,
  enableUser,
  hasUsers,
  keys,
  makePassword,
  refuse,
  revokeKey,
  setPassword,
  setRole,
  users,
} from "../app/people.ts";
import { SCOPES } from "../app/role.ts";
import { UserError } from "../error.ts";
import { type Made, PeoplePage } from "./people.tsx";
import type { Desk } from "./review-routes.ts";
import { send } from "./send.ts";

const LONGEST_DAYS = 366;

type Sent = Record<string, string[]>;

/** Adds the routes. */
export function addStaff(app: Hono, desk: Desk): void {
  const { casebook } = desk;
  const page = (c: Context, more: { refused?: string; made?: Made } = {}) =>
    send(c, <PeoplePage reader={desk.readerOf(c)} users={users(casebook)} keys={keys(casebook)} {...more} />, more.refused ? 422 : 200);

  app.get("/people", (c) => page(c));

  /** Does what was asked; a secret that was made stands in the answer itself, anything else leads back to the page. */
  const act = (path: string, work: (sent: Sent, actor: string) => Made | undefined | Promise<Made | undefined>) =>
    app.post(`/people/${path}`, async (c) => {
      const body = await c.req.parseBody({ all: true });
      const sent = Object.fromEntries(
        Object.entries(body).map(([name, value]) => [name, [value].flat().filter((it): it is string => typeof it === "string")]),
      );
      try {
        const made = await work(sent, desk.readerOf(c).actor);
        return made ? await page(c, { made }) : c.redirect("/people", 303);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        return await page(c, { refused: error.says[desk.readerOf(c).language] });
      }
    });

  const first = (sent: Sent, name: string): string => sent[name]?.[0]?.trim() ?? "";
  /** Somebody else's name: whoever shuts out or demotes themselves may leave nobody who could undo it. */
  const other = (sent: Sent, actor: string): string => (first(sent, "name") === actor ? refuse("own-account") : first(sent, "name"));

  act("add", async (sent, actor) => {
    // Who adds the first user ends their own way in: that is done where the files are.
    if (!hasUsers(casebook)) refuse("first-user");
    const password = makePassword();
    const { name } = await addUser(casebook, { name: first(sent, "name").toLowerCase(), role: first(sent, "role"), password, actor });
    return { kind: "password", of: name, secret: password };
  });
  act("role", (sent, actor) => void setRole(casebook, other(sent, actor), first(sent, "role"), actor));
  act("disable", (sent, actor) => void disableUser(casebook, other(sent, actor), actor));
  act("enable", (sent, actor) => void enableUser(casebook, other(sent, actor), actor));
  act("password", async (sent, actor) => {
    const name = other(sent, actor);
    const password = makePassword();
    await setPassword(casebook, name, password, actor);
    return { kind: "password", of: name, secret: password };
  });
  act("keys/add", (sent, actor) => {
    const scopes = sent.scope ?? [];
    const days = Number(first(sent, "days"));
    if (!scopes.length || scopes.some((scope) => !SCOPES.some((it) => it === scope))) refuse("scope-unknown");
    if (!Number.isInteger(days) || days < 1 || days > LONGEST_DAYS) refuse("key-days");
    const { name, secret } = addKey(casebook, { name: first(sent, "name"), role: first(sent, "role"), scopes, days, actor });
    return { kind: "secret", of: name, secret };
  });
  act("keys/revoke", (sent, actor) => void revokeKey(casebook, first(sent, "key"), actor));
}
