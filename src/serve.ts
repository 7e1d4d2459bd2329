// API and page in one process, on this machine only unless told otherwise.
import type { Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";
import { api } from "./api/api.ts";
import { guard } from "./api/guard.ts";
import { problem, problemOf } from "./api/problem.ts";
import { type House, openHouse } from "./app/house.ts";
import { type Casebook, hasUsers } from "./app/people.ts";
import { casebookOf } from "./app/review.ts";
import { UserError } from "./error.ts";
import { addressOf, proxyList } from "./serve/address.ts";
import { refuseBroken } from "./serve/broken.ts";
import { openGate } from "./serve/gate.ts";
import { logged } from "./serve/log.ts";
import { startSweeping } from "./serve/sweeping.ts";
import { startTelling } from "./serve/telling.ts";
import { startTimekeeping } from "./serve/timekeeping.ts";
import { web } from "./web/web.ts";
import type { Workspace } from "./workspace.ts";

/** What an installation chooses about who reaches it. */
export interface Reach {
  /** Names this server also answers to, beside those of this machine. */
  hosts?: readonly string[];
  /** Origins whose pages may read the API with a key. */
  origins?: readonly string[];
  /** Whether what was published can be read by everybody. */
  isPublic?: boolean;
  /** Proxies whose word counts about where a request came from. */
  proxies?: readonly string[];
  /** Takes a line of JSON about every request. */
  log?: (line: string) => void;
}

export interface ServeOptions extends Reach {
  workspace: Workspace;
  /** 0 takes any free port. */
  port: number;
  host?: string;
}

export interface Serving {
  url: string;
  /** Whether everybody who reaches it is the one local user. */
  local: boolean;
  /** Takes no new request, lets those under way end, then closes. */
  close(): Promise<void>;
}

/** Whoever sends a request slowly or endlessly is not waited for. */
const SLOW = { headersTimeout: 10_000, requestTimeout: 600_000, maxHeaderSize: 32 * 1024 };

/** Milliseconds that requests under way are given when the server stops. */
const GRACE = 10_000;

/** Everything that is served, behind one guard and one gate. */
export function site(
  house: House,
  casebook: Casebook,
  { hosts = [], origins = [], proxies = [], isPublic = false, log }: Reach = {},
): Hono {
  const app = new Hono();
  const ours = proxyList(proxies);
  const { keep, personOf, tries } = openGate(casebook, ours, isPublic);
  if (log) app.use(logged(log, personOf));
  app.use(guard(hosts, origins));
  app.use(keep);
  app.route("/", api(house, { personOf, casebook }));
  const pages = web(house, { casebook, hosts, isPublic, personOf, tries, addressOf: (c) => addressOf(c, ours) });
  // What the API does not know is a page, except below its own root, where a program is asking.
  app.notFound((c) => (c.req.path.startsWith("/v1/") ? problem(c, "not-found") : pages.fetch(c.req.raw, c.env)));
  app.onError((error, c) => problemOf(c, error));
  return app;
}

const LOOPBACK = ["127.0.0.1", "::1", "localhost"];

/** Without users everybody who reaches the page is the one local user: only this machine may reach it then. */
function refuseUnguarded(casebook: Casebook, host: string): void {
  if (LOOPBACK.includes(host) || hasUsers(casebook)) return;
  throw new UserError("no-users", {
    what: {
      en: "other machines could reach the page, and no user was added who would have to log in",
      th: "เครื่องอื่นจะเข้าถึงหน้านี้ได้ แต่ยังไม่มีผู้ใช้ที่ต้องเข้าสู่ระบบ",
    },
    where: host,
    remedy: { en: "jabta user add NAME --role admin, then serve", th: "ใช้คำสั่ง jabta user add NAME --role admin ก่อนเปิดให้บริการ" },
    exit: "configuration",
  });
}

/** Serves a workspace until it is closed. */
export async function serve({ workspace, port, host = "127.0.0.1", hosts = [], ...reach }: ServeOptions): Promise<Serving> {
  const casebook = casebookOf(workspace);
  refuseUnguarded(casebook, host);
  const house = openHouse(workspace);
  const served = site(house, casebook, { ...reach, hosts: [host, ...hosts] });
  const server = createAdaptorServer({ fetch: served.fetch, serverOptions: SLOW });
  refuseBroken(server as Server);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      house.close();
      casebook.close();
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
  const endTelling = startTelling(house, casebook);
  const address = server.address();
  const bound = typeof address === "object" && address ? address.port : port;
  const url = `http://${host.includes(":") ? `[${host}]` : host}:${bound}`;
  const endSweeping = startSweeping(workspace, casebook);
  const endTimekeeping = startTimekeeping(workspace, process.env.JABTA_ADDRESS ?? url);
  return {
    url,
    local: !hasUsers(casebook),
    async close() {
      await new Promise<void>((resolve) => {
        const late = setTimeout(() => "closeAllConnections" in server && server.closeAllConnections(), GRACE);
        server.close(() => {
          clearTimeout(late);
          resolve();
        });
        if ("closeIdleConnections" in server) server.closeIdleConnections();
      });
      endSweeping();
      await endTelling();
      await endTimekeeping();
      house.close();
      casebook.close();
    },
  };
}
