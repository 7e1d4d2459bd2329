// What every answer goes through first: a request id, the names this server answers to, writes only from itself, safe headers.
import type { MiddlewareHandler } from "hono";
import { every } from "hono/combine";
import { requestId } from "hono/request-id";
import { secureHeaders } from "hono/secure-headers";
import { problem } from "./problem.ts";

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** The name in a Host header or an origin, without its port. */
const nameOf = (host: string): string => host.toLowerCase().replace(/:\d*$/, "");

/** Refuses other names than these: a page elsewhere whose name was pointed at this machine must not read it. */
const host =
  (names: ReadonlySet<string>): MiddlewareHandler =>
  async (c, next) =>
    names.has(nameOf(c.req.header("host") ?? new URL(c.req.url).host)) ? await next() : problem(c, "host-refused");

/** Refuses what another site's page sends to change something. */
const origin: MiddlewareHandler = async (c, next) => {
  if (["GET", "HEAD", "OPTIONS"].includes(c.req.method)) return await next();
  const from = c.req.header("origin");
  const here = c.req.header("host") ?? new URL(c.req.url).host;
  const elsewhere = from !== undefined && from.replace(/^https?:\/\//, "").toLowerCase() !== here.toLowerCase();
  const site = c.req.header("sec-fetch-site");
  if (elsewhere || site === "cross-site" || site === "same-site") return problem(c, "origin-refused");
  return await next();
};

const headers = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", "data:"],
    fontSrc: ["'self'"],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    objectSrc: ["'none'"],
    frameAncestors: ["'none'"],
  },
  xFrameOptions: "DENY",
  overwrite: false,
});

/** Guards everything served; `hosts` are the names it answers to beside those of this machine. */
export const guard = (hosts: readonly string[] = []): MiddlewareHandler =>
  every(requestId(), headers, host(new Set([...LOOPBACK, ...hosts.map(nameOf)])), origin);
