// API and page in one process, on this machine only unless told otherwise.
import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";
import { api } from "./api/api.ts";
import { guard } from "./api/guard.ts";
import { problem, problemOf } from "./api/problem.ts";
import { type House, openHouse } from "./app/house.ts";
import { UserError } from "./error.ts";
import { web } from "./web/web.ts";
import type { Workspace } from "./workspace.ts";

export interface ServeOptions {
  workspace: Workspace;
  /** 0 takes any free port. */
  port: number;
  host?: string;
  /** Names this server also answers to, beside those of this machine. */
  hosts?: readonly string[];
}

export interface Serving {
  url: string;
  /** Takes no new request, lets those under way end, then closes. */
  close(): Promise<void>;
}

/** Milliseconds that requests under way are given when the server stops. */
const GRACE = 10_000;

/** Everything that is served, behind one guard. */
export function site(house: House, hosts: readonly string[] = []): Hono {
  const app = new Hono();
  app.use(guard(hosts));
  app.route("/", api(house));
  const pages = web(house, { hosts });
  // What the API does not know is a page, except below its own root, where a program is asking.
  app.notFound((c) => (c.req.path.startsWith("/v1/") ? problem(c, "not-found") : pages.fetch(c.req.raw)));
  app.onError((error, c) => problemOf(c, error));
  return app;
}

/** Serves a workspace until it is closed. */
export async function serve({ workspace, port, host = "127.0.0.1", hosts = [] }: ServeOptions): Promise<Serving> {
  const house = openHouse(workspace);
  const server = createAdaptorServer({ fetch: site(house, [host, ...hosts]).fetch });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      house.close();
      reject(
        new UserError("cannot-listen", {
          what: error.code === "EADDRINUSE" ? `port ${port} is taken` : `cannot listen: ${error.message}`,
          where: `${host}:${port}`,
          remedy: "choose another with --port; 0 takes any free one",
          exit: "unavailable",
        }),
      );
    });
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const bound = typeof address === "object" && address ? address.port : port;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${bound}`,
    async close() {
      await new Promise<void>((resolve) => {
        const late = setTimeout(() => "closeAllConnections" in server && server.closeAllConnections(), GRACE);
        server.close(() => {
          clearTimeout(late);
          resolve();
        });
        if ("closeIdleConnections" in server) server.closeIdleConnections();
      });
      house.close();
    },
  };
}
