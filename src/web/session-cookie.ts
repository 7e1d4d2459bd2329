// The cookie of a session. Away from this machine it has the prefix that browsers take only over TLS, from this host and for all of it.
import type { Context } from "hono";
import { deleteCookie, setCookie } from "hono/cookie";

/** Names under which the cookie comes: with TLS, and on this machine without. */
export const SESSION_COOKIES = ["__Host-jabta", "jabta-session"] as const;

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** Whether a request reached this machine by a name of its own, where there is no TLS and nobody between. */
export const isLoopback = (url: string): boolean => LOOPBACK.includes(new URL(url).hostname);

/** Gives the browser a session. */
export function giveSession(c: Context, token: string): void {
  const local = isLoopback(c.req.url);
  setCookie(c, SESSION_COOKIES[local ? 1 : 0], token, { path: "/", httpOnly: true, sameSite: "Lax", secure: !local });
}

/** Takes it away. */
export function takeSession(c: Context): void {
  for (const name of SESSION_COOKIES) deleteCookie(c, name, { path: "/", secure: name.startsWith("__") });
}
