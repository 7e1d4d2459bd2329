// The routes of logging in and out, of the own account, and of the table of roles.
import type { Context, Hono } from "hono";
import { getCookie } from "hono/cookie";
import { endSession, openSession, refuse, setPassword, userWith } from "../app/people.ts";
import { UserError } from "../error.ts";
import { AccountPage, LoginPage } from "./login.tsx";
import { type Desk, ownPath } from "./review-routes.ts";
import { RolesPage } from "./roles.tsx";
import { send } from "./send.ts";
import { giveSession, SESSION_COOKIES, takeSession } from "./session-cookie.ts";

/** Tries a minute for one name from one machine, and for one machine whatever the name (trust.md Z7). */
const TRIES = 5;
const TRIES_OF_MACHINE = 20;
/** Passwords checked at once: each takes 128 MB for a third of a second. */
const AT_ONCE = 2;

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** Takes one try; gives the seconds to wait where none is left. */
export type Tries = (name: string, perMinute: number) => number;

const cookieOf = (c: Context): string => SESSION_COOKIES.map((name) => getCookie(c, name)).find(Boolean) ?? "";

/** Adds the routes. `addressOf` tells machines apart. */
export function addPeople(app: Hono, desk: Desk, tries: Tries, addressOf: (c: Context) => string): void {
  const { casebook } = desk;
  let checking = 0;

  app.get("/login", async (c) => {
    const reader = desk.readerOf(c);
    const next = ownPath(reader.url.searchParams.get("next") ?? undefined);
    if (reader.person.via !== "nothing") return c.redirect(next, 303);
    return await send(c, <LoginPage reader={reader} next={next} />);
  });

  app.post("/login", async (c) => {
    const reader = desk.readerOf(c);
    const body = await c.req.parseBody();
    const name = text(body.name).trim().toLowerCase().slice(0, 40);
    const next = ownPath(text(body.next));
    const again = (refused: string, status: 401 | 429) =>
      send(c, <LoginPage reader={reader} next={next} name={name} refused={refused} />, status);
    const wait = Math.max(tries(`${addressOf(c)} ${name}`, TRIES), tries(addressOf(c), TRIES_OF_MACHINE));
    if (wait || checking >= AT_ONCE) {
      c.header("retry-after", String(wait || 1));
      return await again(reader.words.people.wait(wait || 1), 429);
    }
    checking++;
    try {
      const user = await userWith(casebook, name, text(body.password));
      if (!user) return await again(reader.words.people.wrong, 401);
      endSession(casebook, cookieOf(c));
      giveSession(c, openSession(casebook, user.name));
      return c.redirect(next, 303);
    } finally {
      checking--;
    }
  });

  app.post("/logout", (c) => {
    endSession(casebook, cookieOf(c));
    takeSession(c);
    return c.redirect("/login", 303);
  });

  app.get("/account", (c) => {
    const reader = desk.readerOf(c);
    return send(c, <AccountPage reader={reader} done={reader.url.searchParams.has("changed")} />);
  });

  app.post("/account", async (c) => {
    const reader = desk.readerOf(c);
    const { name } = reader.person;
    const body = await c.req.parseBody();
    try {
      if (tries(`account ${name}`, TRIES))
        return await send(c, <AccountPage reader={reader} refused={reader.words.people.wait(60)} />, 429);
      if (!(await userWith(casebook, name, text(body.password)))) refuse("password-wrong");
      await setPassword(casebook, name, text(body.next), name);
      giveSession(c, openSession(casebook, name));
      return c.redirect("/account?changed", 303);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return await send(c, <AccountPage reader={reader} refused={error.says[reader.language]} />, 422);
    }
  });

  app.get("/roles", (c) => send(c, <RolesPage reader={desk.readerOf(c)} />));
}
