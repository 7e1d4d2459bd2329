// What every answer goes through first: a request id, the names this server answers to, writes only from itself, safe headers.
import type { MiddlewareHandler } from "hono";
import { every } from "hono/combine";
import { cors } from "hono/cors";
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

/** Refuses what another site's page sends to change something, but for sites that were let in and bring a key. */
const origin =
  (origins: ReadonlySet<string>): MiddlewareHandler =>
  async (c, next) => {
    if (["GET", "HEAD", "OPTIONS"].includes(c.req.method)) return await next();
    const from = c.req.header("origin");
    if (from !== undefined && origins.has(from.toLowerCase()) && c.req.header("authorization") !== undefined) return await next();
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

/** Lets pages of these origins read the API. A browser's cookies stay out of it: such a page brings a key. */
function shared(origins: ReadonlySet<string>): MiddlewareHandler {
  const share = cors({
    origin: (from) => (origins.has(from.toLowerCase()) ? from : null),
    allowMethods: ["GET", "HEAD", "POST"],
    allowHeaders: ["Authorization", "Content-Type", "Idempotency-Key", "If-None-Match", "Range"],
    exposeHeaders: ["ETag", "Link", "Run-Id", "Retry-After", "Content-Range", "Accept-Ranges", "Content-Length"],
    maxAge: 600,
  });
  return async (c, next) => (/^\/(v1\/|openapi\.json$)/.test(c.req.path) ? await share(c, next) : await next());
}

/** Guards everything served; `hosts` are the names it answers to beside those of this machine, `origins` the sites whose pages may read it. */
export function guard(hosts: readonly string[] = [], origins: readonly string[] = []): MiddlewareHandler {
  const others = new Set(origins.map((it) => it.toLowerCase()));
  const first = [requestId(), headers, host(new Set([...LOOPBACK, ...hosts.map(nameOf)]))];
  return every(...first, ...(others.size ? [shared(others)] : []), origin(others));
}
