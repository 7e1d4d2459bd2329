// Every address × method × role, held against the table of roles: a new address without an entry fails here.
import type { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { api } from "../../../src/api/api.ts";
import { API_ROUTES, PAGE_ROUTES } from "../../../src/app/access.ts";
import { type House, openHouse } from "../../../src/app/house.ts";
import { type Casebook, hasUsers } from "../../../src/app/people.ts";
import { casebookOf, recentEvents } from "../../../src/app/review.ts";
import { ACTIONS, type Action, ROLES, type Role } from "../../../src/app/role.ts";
import { site } from "../../../src/serve.ts";
import { web } from "../../../src/web/web.ts";
import { type Served, servedSample } from "../api/served.ts";
import { type Peopled, peopled } from "./people.ts";

const METHODS = ["GET", "HEAD", "POST", "PUT"];
const SUFFIXES = ["json", "jsonl", "csv", "parquet", "arrow", "xlsx"];

let served: Peopled;
let alone: Served;
let house: House;
let empty: House;
let casebook: Casebook;
let nobody: Casebook;
beforeAll(async () => {
  [served, alone] = [await peopled(12), await servedSample(4, [], ["R018"])];
  house = openHouse(served.workspace);
  empty = openHouse(alone.workspace);
  casebook = casebookOf(served.workspace);
  nobody = casebookOf(alone.workspace);
}, 300_000);
afterAll(async () => {
  for (const it of [house, empty, casebook, nobody]) it.close();
  await served.close();
  await alone.close();
});

/** Paths of a table with the action of each of their methods. */
function pathsOf(table: Record<string, Action>): Map<string, Map<string, Action>> {
  const paths = new Map<string, Map<string, Action>>();
  for (const [name, action] of Object.entries(table)) {
    const [method, path] = name.split(" ") as [string, string];
    paths.set(path, (paths.get(path) ?? new Map()).set(method, action));
  }
  return paths;
}

/** How Hono writes an address, as the table does. */
const asInTable = (path: string): string => path.replace(/:(\w+)(\{[^}]*\}+)?/g, "{$1}");

function mounted(app: Hono): string[] {
  const routes = app.routes.filter(({ method, path }) => method !== "ALL" && !path.includes("*") && !path.includes(":file"));
  return [...new Set(routes.map(({ method, path }) => `${method} ${asInTable(path)}`))].sort();
}

describe("the table of addresses", () => {
  it("names every address of the API, and no other", () => {
    expect(mounted(api(house))).toEqual(Object.keys(API_ROUTES).sort());
  });
  it("names every page, and no other", () => {
    expect(mounted(web(house, { casebook }))).toEqual(Object.keys(PAGE_ROUTES).sort());
  });
});

type Outcome = "let through" | "sign in" | "forbidden" | "method";

/** What came of a request. */
async function outcome(app: Hono, role: Role, method: string, path: string): Promise<Outcome> {
  const headers: Record<string, string> = { host: "localhost", origin: "http://localhost", "content-type": "application/json" };
  if (role !== "anonymous" && role !== "local") headers.cookie = await served.cookieOf(role);
  const answer = await app.request(`http://localhost${path}`, {
    method,
    headers,
    ...(["GET", "HEAD"].includes(method) ? {} : { body: "[]" }),
  });
  await answer.body?.cancel();
  if (answer.status === 405) return "method";
  if (answer.status === 403) return "forbidden";
  if (answer.status === 401 && path !== "/login") return "sign in";
  if (answer.status === 303 && answer.headers.get("location")?.startsWith("/login") && (path !== "/logout" || role === "anonymous"))
    return "sign in";
  return "let through";
}

/** What the table says. `own` and `others` are let to the door: behind it the object decides. */
function expected(role: Role, methods: Map<string, Action>, method: string, exporting = false): Outcome {
  const refused: Outcome = role === "anonymous" ? "sign in" : "forbidden";
  const has = (action: Action) => ACTIONS[action].rules[role] !== "no";
  const action = methods.get(method === "HEAD" ? "GET" : method);
  // Nothing is published at these servers: a stranger is sent to the door, everybody else finds nothing there.
  if (action === "published" && role === "anonymous") return "sign in";
  if (!action) return [...methods.values()].some(has) ? "method" : refused;
  return has(action) && (!exporting || has("export")) ? "let through" : refused;
}

describe.each(ROLES)("%s", (role) => {
  const open = () => (role === "local" ? site(empty, nobody) : site(house, casebook));

  it.each([
    ["the API", API_ROUTES],
    ["the pages", PAGE_ROUTES],
  ])(
    "is let through to %s exactly where the table says",
    async (_, table) => {
      const told: Record<string, Outcome> = {};
      const right: Record<string, Outcome> = {};
      let app = open();
      for (const [index, [path, methods]] of [...pathsOf(table)].entries()) {
        // Another server, whose limits have not been reached.
        if (role === "anonymous" && index % 12 === 11) app = open();
        for (const method of METHODS) {
          // To log out would end the session that the rest of this test needs.
          if (path === "/logout" && method === "POST" && role !== "anonymous" && role !== "local") continue;
          told[`${method} ${path}`] = await outcome(app, role, method, path.replace(/\{\w+\}/g, "x"));
          right[`${method} ${path}`] = expected(role, methods, method);
        }
      }
      expect(told).toEqual(right);
    },
    60_000,
  );

  it("takes whole tables away exactly where the table says", async () => {
    const told: Record<string, Outcome> = {};
    const right: Record<string, Outcome> = {};
    for (const path of ["/v1/flags", "/v1/queue", "/v1/buyers", "/v1/suppliers"]) {
      const app = open();
      for (const suffix of SUFFIXES) {
        told[`${path}.${suffix}`] = await outcome(app, role, "GET", `${path}.${suffix}`);
        right[`${path}.${suffix}`] = expected(role, new Map([["GET", "read"]]), "GET", suffix !== "json");
      }
    }
    expect(told).toEqual(right);
  }, 300_000);
});

describe("whole tables", () => {
  it("are taken by one person two at a time, and the third is told to wait", async () => {
    const app = site(house, casebook);
    const take = async () => await app.request("http://localhost/v1/flags.jsonl", { headers: served.keyOf("auditor") });
    const unread = [await take(), await take()];
    const third = await take();
    expect([third.status, third.headers.get("retry-after"), await third.json()]).toMatchObject([429, "5", { code: "too-many-requests" }]);
    expect((await Promise.all(unread.map((it) => it.text()))).every((text) => text.endsWith("}\n"))).toBe(true);
    const again = await take();
    expect([again.status, (await again.text()).length > 0]).toEqual([200, true]);
  });
});

describe("what is one's own", () => {
  const form = (values: Record<string, string>) => ({ method: "POST", body: new URLSearchParams(values) });

  /** Claims a flag of the queue as somebody, and gives the act. */
  async function claimAs(name: string): Promise<string> {
    const { items } = (await (await served.as(name, "/v1/flags?limit=1")).json()) as { items: { contract_id: string }[] };
    const page = await (await served.as(name, `/contracts/${encodeURIComponent(items[0]!.contract_id)}`)).text();
    const flag = /name="flag" value="([^"]+)"/.exec(page)![1]!;
    const answer = await served.as(name, "/review", form({ do: "claim", flag, back: "/queue" }));
    expect(answer.status).toBe(303);
    return /done=([0-9a-f-]{36})/.exec(answer.headers.get("location")!)![1]!;
  }

  it("only the one who did it takes it back, or reads of it in a log of one's own", async () => {
    const act = await claimAs("reviewer");
    expect((await served.as("reviewer2", "/review/undo", form({ act, back: "/queue" }))).status).toBe(422);
    expect(await (await served.as("reviewer", "/log")).text()).toContain("reviewer");
    expect(await (await served.as("reviewer2", "/log")).text()).not.toMatch(/event-claim/);
    expect(await (await served.as("auditor", "/log")).text()).toMatch(/event-claim/);
    expect(recentEvents(casebook, { limit: 10, actor: "reviewer2" })).toEqual([]);
    expect((await served.as("reviewer", "/review/undo", form({ act, back: "/queue" }))).status).toBe(303);
  });

  it("a case is assigned to a reviewer and to nobody else", async () => {
    const { items } = (await (await served.as("reviewer", "/v1/flags?limit=2")).json()) as { items: { flag_id: string }[] };
    const token = (await (await served.as("reviewer", `/v1/reviews/${items[1]!.flag_id}`)).json()) as Record<string, unknown>;
    const assign = (to: string) =>
      served.as("reviewer", "/v1/reviews", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({
          verb: "assign",
          to,
          flags: [{ flag_id: token.flag_id, evidence_hash: token.evidence_hash, version: token.version }],
        }),
      });
    expect((await assign("viewer")).status).toBe(422);
    expect(await (await assign("reviewer2")).json()).toMatchObject({
      reviews: [{ state: "claimed", holder: "reviewer2", history: [{ verb: "assign", actor: "reviewer" }] }],
    });
  });

  it("a view is taken out by the one who saved it, or by an administrator", async () => {
    const saved = async (name: string) => {
      await served.as("reviewer", "/views", form({ name, query: "method=direct" }));
      return casebook.one<{ view_id: string }>("select view_id from view where name = ?", name)!.view_id;
    };
    const [first, second] = [await saved("one"), await saved("two")];
    expect((await served.as("auditor", "/views/remove", form({ view: first }))).status).toBe(422);
    expect((await served.as("reviewer", "/views/remove", form({ view: first }))).status).toBe(303);
    expect((await served.as("admin", "/views/remove", form({ view: second }))).status).toBe(303);
    expect(casebook.all("select 1 from view where removed_at is null")).toEqual([]);
    expect(hasUsers(casebook)).toBe(true);
  });

  it("what comes along in a form changes nothing but what the form is for", async () => {
    const before = casebook.all("select * from user order by name");
    await served.as("viewer", "/settings", form({ keys: "off", role: "admin", name: "viewer", masked: "false" }));
    await served.as("viewer", "/account", form({ password: "x", next: "y".repeat(20), name: "admin", role: "admin" }));
    expect(casebook.all("select * from user order by name")).toEqual(before);
  });
});
