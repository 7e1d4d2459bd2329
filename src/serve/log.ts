// One line for each request: which operation, how it ended and how long it took; never where it came from, a name, a parameter or the id of a record.
import type { MiddlewareHandler } from "hono";
import type { Person } from "../app/person.ts";

/** Writes a line of JSON for every request once it is answered. Who asks is told by role, a program by the id of its key. */
export const logged =
  (write: (line: string) => void, personOf: (request: Request) => Person): MiddlewareHandler =>
  async (c, next) => {
    const started = performance.now();
    await next();
    const { name, role, via } = personOf(c.req.raw);
    const { status } = c.res;
    write(
      JSON.stringify({
        at: new Date().toISOString(),
        level: status >= 500 ? "error" : "info",
        request: c.get("requestId"),
        method: c.req.method,
        operation: c.get("operation") ?? "page",
        status,
        ms: Math.round(performance.now() - started),
        role,
        via,
        ...(via === "key" ? { key: name } : {}),
      }),
    );
  };
