import { connect } from "node:net";
import { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { openCache } from "../../../src/api/cache.ts";
import { listing } from "../../../src/api/list.ts";
import { openMeter } from "../../../src/api/meter.ts";
import { mount } from "../../../src/api/operation.ts";
import { Paged } from "../../../src/api/parameter.ts";
import { Count } from "../../../src/api/shape.ts";
import { openHouse } from "../../../src/app/house.ts";
import { LOCAL } from "../../../src/app/person.ts";
import { casebookOf } from "../../../src/app/review.ts";
import { columns } from "../../../src/app/table.ts";
import { type Served, servedSample } from "./served.ts";

/** What a document says of one operation, as far as it is words. */
interface Described {
  summary?: string;
  parameters?: { name: string; description?: string }[];
}

let served: Served;
beforeAll(async () => {
  served = await servedSample();
});
afterAll(() => served.close());

describe("lists", () => {
  it("gives flags with evidence, addresses, and how many there are", async () => {
    const page = await served.json("/v1/flags?limit=5");
    expect(page.items).toHaveLength(5);
    expect(page.total.relation).toBe("exact");
    expect(page.total.count).toBeGreaterThan(5);
    for (const flag of page.items) {
      expect(flag.seen_in.length).toBeGreaterThan(0);
      expect(Object.keys(flag.evidence).length).toBeGreaterThan(0);
      expect(flag.says).not.toMatch(/[{}]/);
      if (flag.amount !== null) expect(flag.amount).toMatch(/^\d+\.\d{2}$/);
    }
  });

  it("pages through everything once, in one order", async () => {
    const seen: string[] = [];
    let path: string | undefined = "/v1/flags?limit=37";
    while (path) {
      const page: { items: { flag_id: string }[]; links: { next?: string }; total: { count: number } } = await served.json(path);
      seen.push(...page.items.map((flag) => flag.flag_id));
      path = page.links.next;
      if (!path) expect(seen).toHaveLength(page.total.count);
    }
    expect(new Set(seen).size).toBe(seen.length);
  });

  it("refuses a cursor that was changed or comes from another request", async () => {
    const next: string = (await served.json("/v1/flags?limit=2")).links.next;
    for (const path of [`${next}x`, next.replace("cursor=W", "cursor=X"), `${next}&level=high`, next.replace("flags", "queue")]) {
      const answer = await served.get(path);
      expect([path, answer.status, await answer.json()]).toMatchObject([path, 400, { code: "bad-cursor" }]);
    }
  });

  it("never gives a score without what it was judged on", async () => {
    const { items } = await served.json("/v1/queue?limit=20");
    for (const item of items) expect(item.judged + item.no_data).toBeGreaterThan(0);
  });

  it.each([
    [10_000, { count: 10_000, relation: "exact" }],
    [10_001, { count: 10_000, relation: "at_least" }],
  ])("says of %i rows how many there are: exactly up to ten thousand", async (rows, total) => {
    const house = openHouse(served.workspace);
    const casebook = casebookOf(served.workspace);
    const many = listing({
      name: "listMany",
      path: "/v1/many",
      says: { en: "Numbers.", th: "ตัวเลข" },
      query: Paged,
      item: z.strictObject({ rank: Count }),
      table: async () => ({
        columns: columns({ rank: "integer" }),
        from: `(select (range + 1)::integer as rank from range(${rows}))`,
        where: "true",
        params: {},
      }),
    });
    const app = new Hono();
    mount(app, { house, casebook, cache: openCache(), texts: "", meter: openMeter(), personOf: () => LOCAL }, [many]);
    const page = (await (await app.request("/v1/many?limit=2")).json()) as { items: object[]; links: { next: string } };
    expect(page).toMatchObject({ total, items: [{ rank: 1 }, { rank: 2 }] });
    expect(await (await app.request(page.links.next)).json()).toMatchObject({ total, items: [{ rank: 3 }, { rank: 4 }] });
    house.close();
    casebook.close();
  });

  it("tells the next page in a Link header too", async () => {
    const answer = await served.get("/v1/queue?limit=1");
    const { links } = (await answer.json()) as { links: { next: string } };
    expect(answer.headers.get("link")).toBe(`<${links.next}>; rel="next"`);
  });
});

describe("one subject", () => {
  it("is found by an id with a slash, as it is and encoded", async () => {
    const { items } = await served.json("/v1/queue?limit=1");
    const id: string = items[0].subject_id;
    const plain = await served.json(`/v1/contracts/${id.split("/").map(encodeURIComponent).join("/")}`);
    const encoded = await served.json(`/v1/contracts/${encodeURIComponent(id)}`);
    expect(plain).toEqual(encoded);
    expect(plain.subject_id).toBe(id);
    expect(plain.score.judged).toBeGreaterThan(0);
    expect(plain.flags.length).toBeGreaterThan(0);
  });

  it("is not found as something it is not", async () => {
    const { items } = await served.json("/v1/queue?limit=1");
    expect((await served.get(`/v1/processes/${encodeURIComponent(items[0].process_id)}`)).status).toBe(200);
    expect((await served.get(`/v1/contracts/${encodeURIComponent(items[0].process_id)}`)).status).toBe(404);
  });
});

describe("troubles", () => {
  it.each([
    ["/v1/flags?limit=1001", 400, "bad-parameter"],
    ["/v1/flags?limit=1e9", 400, "bad-parameter"],
    ["/v1/flags?nonsense=1", 400, "bad-parameter"],
    ["/v1/flags?level=high&level=low", 400, "bad-parameter"],
    ["/v1/flags?buyer[]=x", 400, "bad-parameter"],
    ["/v1/flags?from=2568-04-31", 400, "bad-parameter"],
    ["/v1/flags?lang=fr", 400, "bad-parameter"],
    ["/v1/indicators/R999", 404, "indicator-unknown"],
    ["/v1/contracts/none/such", 404, "subject-unknown"],
    ["/v1/runs/..%2F..%2Fmask.key", 404, "run-unknown"],
    ["/v1/flags?run=none", 404, "run-unknown"],
    ["/v1/nothing", 404, "not-found"],
    ["/v1/reports/unknown", 404, "report-unknown"],
    ["/v1/queue?kind=buyer&level=low", 400, "filter-invalid"],
    ["/v1/queue?kind=process&supplier=x", 400, "filter-invalid"],
    ["/v1/warnings?level=low", 400, "bad-parameter"],
    ["/v1/warnings?kind=project&year=2025", 400, "filter-invalid"],
    [`/v1/flags?q=${"x".repeat(20_000)}`, 400, "bad-parameter"],
    [`/v1/flags?q=${"x".repeat(40_000)}`, 431, "headers-too-large"],
  ])("%s is %i %s", async (path, status, code) => {
    const answer = await served.get(path);
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    const problem = await answer.json();
    expect(problem).toMatchObject({ status, code });
    expect(JSON.stringify(problem)).not.toContain(served.workspace.root);
  });

  it("are told of what is no request, too", async () => {
    const { port } = new URL(served.url);
    const said = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), "127.0.0.1", () => socket.write("nonsense\r\n\r\n"));
      let text = "";
      socket.on("data", (chunk) => {
        text += chunk;
      });
      socket.on("close", () => resolve(text));
    });
    expect(said).toMatch(/^HTTP\/1.1 400 Bad Request\r\nContent-Type: application\/problem\+json\r\n/);
    expect(JSON.parse(said.slice(said.indexOf("{")))).toMatchObject({ status: 400, code: "request-broken" });
  });

  it("are told in the reader's language", async () => {
    const inThai = await served.json("/v1/flags?limit=0", { headers: { "Accept-Language": "th-TH,th;q=0.9,en;q=0.5" } });
    expect(inThai.title).toMatch(/พารามิเตอร์/);
    expect((await served.json("/v1/flags?limit=0&lang=en")).title).toMatch(/parameter/);
  });

  it("say which methods an address takes", async () => {
    const answer = await served.get("/v1/contracts/a/b", { method: "POST" });
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS"]);
  });

  it("answer HEAD like GET, without a body", async () => {
    const answer = await served.get("/v1/flags?limit=1", { method: "HEAD" });
    expect([answer.status, await answer.text()]).toEqual([200, ""]);
  });
});

describe("what is measured", () => {
  it("is told by operation, status and time, and never by what was asked", async () => {
    for (const path of ["/v1/flags?q=somebody", "/v1/flags?limit=0", "/v1/nothing"]) await (await served.get(path)).text();
    const answer = await served.get("/metrics");
    expect(answer.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
    const text = await answer.text();
    const number = (name: string) =>
      Number(
        text
          .split("\n")
          .find((line) => line.startsWith(`${name} `))
          ?.split(" ")[1],
      );
    const counted = [200, 400].map((status) => number(`jabta_requests_total{operation="listFlags",status="${status}"}`));
    expect(counted.every((n) => n > 0)).toBe(true);
    const buckets = [...text.matchAll(/^jabta_request_seconds_bucket\{operation="listFlags",le="([^"]+)"\} (\d+)$/gm)].map(([, , n]) =>
      Number(n),
    );
    expect(buckets).toEqual(buckets.toSorted((a, b) => a - b));
    expect(buckets.at(-1)).toBe(number('jabta_request_seconds_count{operation="listFlags"}'));
    expect(number("process_resident_memory_bytes")).toBeGreaterThan(1_000_000);
    expect(text).toContain(`run_id="${(await served.json("/v1/runs")).items[0].run_id}"`);
    expect(text).not.toMatch(/somebody|nothing/);
  });
});

describe("the guard", () => {
  it("answers to names of this machine only", async () => {
    const { port } = new URL(served.url);
    for (const host of ["localhost", `localhost:${port}`, "127.0.0.1", "[::1]:80"])
      expect((await served.raw("/live", { host })).status).toBe(200);
    for (const host of ["evil.example", "127.0.0.1.evil.example", `evil.example:${port}`, "127.1"])
      expect([host, (await served.raw("/v1/flags", { host })).status]).toEqual([host, 421]);
  });

  it("lets no other site write", async () => {
    for (const headers of [{ origin: "https://evil.example" }, { origin: "null" }, { "sec-fetch-site": "cross-site" }])
      expect((await served.raw("/v1/flags", headers as unknown as Record<string, string>, "POST")).status).toBe(403);
    expect((await served.raw("/v1/flags", { origin: served.url }, "POST")).status).toBe(405);
  });

  it("sends safe headers and a request id with every answer, good or bad", async () => {
    for (const path of ["/v1/flags?limit=1", "/v1/nothing", "/openapi.json", "/v1/flags?x=1"]) {
      const { headers } = await served.get(path);
      expect(headers.get("content-security-policy")).toMatch(/^default-src 'none'/);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("x-request-id")).toBeTruthy();
      expect(headers.get("access-control-allow-origin")).toBeNull();
    }
  });

  it("repeats nothing of a path in a trouble", async () => {
    const { body } = await served.raw("/v1/%3Cscript%3Ealert(1)%3C/script%3E", {});
    expect(body.toString()).not.toContain("script");
  });
});

describe("the document", () => {
  it("is OpenAPI 3.1 and has every word in both languages", async () => {
    const [en, th] = await Promise.all(["en", "th"].map((lang) => served.json(`/openapi.json?lang=${lang}`)));
    expect(en.openapi).toBe("3.1.0");
    for (const [path, methods] of Object.entries<Record<string, Described>>(en.paths))
      for (const [method, operation] of Object.entries(methods)) {
        const inThai: Described = th.paths[path][method];
        expect(inThai.summary).not.toBe(operation.summary);
        for (const [index, parameter] of (operation.parameters ?? []).entries()) {
          expect([path, parameter.name, parameter.description]).not.toContain(undefined);
          expect(inThai.parameters![index]!.description).not.toBe(parameter.description);
        }
      }
  });
});
