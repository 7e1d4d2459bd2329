// What stands before every page: who may ask, from where, and what a browser may do with the answer.
import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";

/** Names of this machine. */
export const LOOPBACK: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Nothing inline, nothing from elsewhere, no frames, no plugins. */
export const headers: MiddlewareHandler = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    fontSrc: ["'self'"],
    imgSrc: ["'self'"],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
    objectSrc: ["'none'"],
  },
  referrerPolicy: "same-origin",
  crossOriginOpenerPolicy: "same-origin",
  crossOriginResourcePolicy: "same-origin",
  strictTransportSecurity: false,
  permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
});

/**
 * Answers only under a name the house was opened under, so that a strange page cannot reach it through its own domain (DNS rebinding),
 * and takes changes only from its own pages. `hosts` adds names beside the loopback ones.
 */
export function guard(hosts: ReadonlySet<string>, refuse: (reason: "host" | "origin") => Response | Promise<Response>): MiddlewareHandler {
  return async (c, next) => {
    const { hostname, origin, host } = new URL(c.req.url);
    const named = c.req.header("host") ?? host;
    if (named !== host || !(LOOPBACK.has(hostname) || hosts.has(hostname))) return await refuse("host");
    // A mail program that unsubscribes comes from nowhere and brings no cookie: what it may do hangs on the token in the address.
    const byMail = c.req.method === "POST" && c.req.path.startsWith("/unsubscribe/");
    if (c.req.method !== "GET" && c.req.method !== "HEAD" && !byMail) {
      const from = c.req.header("origin");
      const site = c.req.header("sec-fetch-site");
      const own = from === undefined ? site === "same-origin" : new URL(origin).host === hostOf(from);
      if (!own || (site !== undefined && site !== "same-origin")) return await refuse("origin");
    }
    return await next();
  };
}

function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host;
  } catch {
    return undefined;
  }
}
