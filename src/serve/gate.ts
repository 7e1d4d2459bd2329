// The gate before everything served: who asks, how often, and whether the table of roles lets them.
import type { BlockList } from "node:net";
import type { Context, MiddlewareHandler } from "hono";
import { getCookie } from "hono/cookie";
import { problem } from "../api/problem.ts";
import { judge } from "../app/access.ts";
import type { Casebook } from "../app/people.ts";
import { ANYBODY, type Person, personWith } from "../app/person.ts";
import { RATE } from "../app/role.ts";
import { SESSION_COOKIES } from "../web/session-cookie.ts";
import { addressOf } from "./address.ts";
import { openLimiter } from "./rate.ts";

/** Addresses that programs ask; everything else is a page. */
export const isApi = (path: string): boolean => /^\/(v1(\/.*)?|live|ready|metrics|openapi\.json|docs|docs\.css)$/s.test(path);

/** Files of the page: the same for everybody, kept by browsers for good. */
const isAsset = (path: string): boolean => path.startsWith("/assets/");

export interface Gate {
  keep: MiddlewareHandler;
  /** Who sent a request that the gate let through. */
  personOf(request: Request): Person;
  /** Takes one of so many tries a minute; gives the seconds to wait where none is left. */
  tries(name: string, perMinute: number): number;
}

/**
 * How to say who one is. Feed readers and spreadsheets send a name and a password, and only when asked for them: the key is the password.
 * A browser that was asked sends both again by itself, so nothing is asked for where something could be changed.
 */
const challengeAt = (path: string): Record<string, string> => ({
  "WWW-Authenticate": `Bearer realm="jabta"${/^\/v1\/(feeds\/.*|[a-z]+\.(csv|xlsx))$/s.test(path) ? ', Basic realm="jabta", charset="UTF-8"' : ""}`,
});

/** A session's cookie is sent by the browser whoever asks it to: only what certainly comes from our own page may change something. */
function isOwnPage(c: Context): boolean {
  const site = c.req.header("sec-fetch-site");
  return c.req.header("origin") !== undefined || site === "same-origin";
}

/** Opens the gate of one server. */
export function openGate(casebook: Casebook, proxies: BlockList, isPublic = false): Gate {
  const people = new WeakMap<Request, Person>();
  const limiter = openLimiter();
  return {
    personOf: (request) => people.get(request) ?? ANYBODY,
    tries: (name, perMinute) => limiter.take(`try ${name}`, perMinute),
    keep: async (c, next) => {
      const { path, method } = c.req;
      const session = SESSION_COOKIES.map((name) => getCookie(c, name)).find((token) => token !== undefined);
      const person = personWith(casebook, { authorization: c.req.header("authorization"), session });
      const wait = isAsset(path)
        ? 0
        : limiter.take(
            person && person.via !== "nothing" ? `${person.via} ${person.name}` : `at ${addressOf(c, proxies)}`,
            RATE[person?.role ?? "anonymous"],
          );
      if (wait) return problem(c, "too-many-requests", {}, { "Retry-After": String(wait) });
      if (!person) return problem(c, "key-refused", {}, challengeAt(path));
      people.set(c.req.raw, person);
      if (!isApi(path)) return await next();
      if (method === "OPTIONS") return await next();
      const { judgement, methods } = judge("api", person, method, path, isPublic);
      if (judgement === "sign-in") return problem(c, "sign-in", {}, challengeAt(path));
      if (judgement === "method") {
        const taken = methods.flatMap((it) => (it === "GET" ? ["GET", "HEAD"] : [it]));
        return problem(c, "method-not-allowed", {}, { Allow: [...taken, "OPTIONS"].join(", ") });
      }
      if (judgement === "unknown") return problem(c, "not-found");
      if (judgement === "forbidden") return problem(c, "forbidden");
      if (person.via === "session" && method !== "GET" && method !== "HEAD" && !isOwnPage(c)) return problem(c, "origin-refused");
      return await next();
    },
  };
}
