import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { api } from "../../../src/api/api.ts";
import { openHouse } from "../../../src/app/house.ts";
import { importFiles } from "../../../src/app/import.ts";
import { type Casebook, casebookOf } from "../../../src/app/review.ts";
import { runIndicators } from "../../../src/app/run.ts";
import { serve } from "../../../src/serve.ts";
import { openWorkspace } from "../../../src/workspace.ts";
import { madeUpReleases } from "./made-up.ts";
import { type Served, servedSample } from "./served.ts";

let served: Served;
beforeAll(async () => {
  served = await servedSample(60);
});
afterAll(() => served.close());

interface Page {
  run_id: string;
  items: { flag_id: string }[];
  links: { next?: string };
  total: { count: number };
}

describe("while another run is put in force", () => {
  let before: Page;
  let all: string[];

  it("a reader who pages finishes on the run begun with, and a new one reads the new", async () => {
    before = await served.json("/v1/flags?limit=20");
    all = (await served.json("/v1/flags?limit=1000")).items.map((flag: { flag_id: string }) => flag.flag_id);
    const file = served.workspace.path("more.jsonl");
    writeFileSync(file, madeUpReleases(90));
    await importFiles(served.workspace, [file]);
    await runIndicators(served.workspace);

    const fresh: Page = await served.json("/v1/flags?limit=20");
    expect(fresh.run_id).not.toBe(before.run_id);
    expect(fresh.total.count).toBeGreaterThan(before.total.count);

    const seen = before.items.map((flag) => flag.flag_id);
    for (let next = before.links.next; next; ) {
      const page: Page = await served.json(next);
      expect(page.run_id).toBe(before.run_id);
      seen.push(...page.items.map((flag) => flag.flag_id));
      next = page.links.next;
    }
    expect(seen).toEqual(all);
  });

  it("an earlier run is read by its name", async () => {
    const earlier: Page = await served.json(`/v1/flags?run=${before.run_id}&limit=1000`);
    expect(earlier.items.map((flag) => flag.flag_id)).toEqual(all);
  });

  it("a run whose records another version compiled is told as gone, with what to do, and is no run to compare with", async () => {
    const { canon_file } = JSON.parse(readFileSync(served.workspace.path("runs", before.run_id, "manifest.json"), "utf8"));
    const pointer = served.workspace.path("canon", `${canon_file}.json`);
    const kept = readFileSync(pointer, "utf8");
    writeFileSync(pointer, JSON.stringify({ ...JSON.parse(kept), shape: "another" }));
    const other = await serve({ workspace: served.workspace, port: 0 });
    try {
      for (const path of [`/v1/diff?before=${before.run_id}`, "/v1/diff", `/v1/flags?run=${before.run_id}`]) {
        const gone = await fetch(new URL(path, other.url));
        expect([path, gone.status, await gone.json()]).toMatchObject([
          path,
          410,
          { code: "made-by-another-version", title: expect.stringMatching(/new run/) },
        ]);
      }
      expect(await (await fetch(new URL(`${before.links.next}`, other.url))).json()).toMatchObject({ status: 410, code: "run-gone" });
    } finally {
      await other.close();
      writeFileSync(pointer, kept);
    }
    expect(await served.json("/v1/diff")).toMatchObject({ before: { run_id: before.run_id } });
  });

  it("a run that is no longer here is told with a way to start again", async () => {
    const folder = served.workspace.path("runs", before.run_id);
    // Two runs beside the one in force stay open; a server that never opened this one has nothing but the folder.
    renameSync(folder, `${folder}.gone`);
    const other = await serve({ workspace: served.workspace, port: 0 });
    try {
      const gone = await fetch(new URL(`${before.links.next}`, other.url));
      expect(gone.status).toBe(410);
      const problem = (await gone.json()) as { code: string; links: { restart: string } };
      expect(problem.code).toBe("run-gone");
      expect((await fetch(new URL(problem.links.restart, other.url))).status).toBe(200);
    } finally {
      await other.close();
      renameSync(`${folder}.gone`, folder);
    }
  });
});

describe("when the store cannot answer", () => {
  it("is live, not ready, and says so until it can", async () => {
    const pointer = served.workspace.path("runs/current.json");
    renameSync(pointer, `${pointer}.away`);
    try {
      expect((await served.get("/live")).status).toBe(200);
      const ready = await served.get("/ready");
      expect([ready.status, ready.headers.get("retry-after")]).toEqual([503, "5"]);
      expect(await ready.json()).toMatchObject({ code: "no-run" });
      expect((await served.get("/v1/flags")).status).toBe(503);
    } finally {
      renameSync(`${pointer}.away`, pointer);
    }
    expect((await served.get("/ready")).status).toBe(200);
  });
});

describe("a store that is broken", () => {
  const broken = async (path: string, harm: (path: string) => void, mend: (path: string) => void) => {
    harm(path);
    const other = await serve({ workspace: served.workspace, port: 0 });
    try {
      const ready = await fetch(new URL("/ready", other.url));
      const problem = await ready.text();
      expect([path, ready.status, JSON.parse(problem).code]).toEqual([path, 503, "unavailable"]);
      expect(problem).not.toContain(served.workspace.root);
      expect((await fetch(new URL("/live", other.url))).status).toBe(200);
      mend(path);
      expect((await fetch(new URL("/ready", other.url))).status).toBe(200);
    } finally {
      await other.close();
    }
  };
  const away = (path: string) => renameSync(path, `${path}.away`);
  const back = (path: string) => renameSync(`${path}.away`, path);
  const run = () => served.workspace.path("runs", JSON.parse(readFileSync(served.workspace.path("runs/current.json"), "utf8")).run_id);

  it("is not ready without the records, without the results, or with results that are no store", async () => {
    const { canon_file } = JSON.parse(readFileSync(`${run()}/manifest.json`, "utf8"));
    await broken(served.workspace.path("canon", canon_file), away, back);
    await broken(`${run()}/run.duckdb`, away, back);
    const overwritten = (path: string) => {
      away(path);
      writeFileSync(path, "x".repeat(10_000));
    };
    await broken(`${run()}/run.duckdb`, overwritten, back);
  });
});

describe("a casebook that cannot answer", () => {
  const asked = async (casebook: Casebook) => {
    const house = openHouse(served.workspace);
    const answer = await api(house, { casebook }).request("/ready");
    house.close();
    return [answer.status, ((await answer.json()) as { code?: string }).code];
  };

  it("makes it not ready, closed or without its tables, while the store answers", async () => {
    const [casebook, closed] = [casebookOf(served.workspace), casebookOf(served.workspace)];
    expect(await asked(casebook)).toEqual([200, undefined]);
    casebook.close();
    closed.close();
    expect(await asked(closed)).toEqual([503, "unavailable"]);
    const copy = openWorkspace(mkdtempSync(join(tmpdir(), "jabta-casebook-")));
    const emptied = casebookOf(copy);
    emptied.run("drop table view");
    expect(await asked(emptied)).toEqual([503, "unavailable"]);
    emptied.close();
    rmSync(copy.root, { recursive: true, force: true });
  });
});

describe("the log", () => {
  it("has a line for every request, without an address, a name, a parameter or an id", async () => {
    const lines: string[] = [];
    const { items } = await served.json("/v1/flags?limit=1");
    const other = await serve({ workspace: served.workspace, port: 0, log: (line) => lines.push(line) });
    const asked = [
      `/v1/contracts/${encodeURIComponent(items[0].contract_id)}`,
      "/v1/flags?q=somebody%0Aelse&limit=1",
      "/v1/flags?limit=0",
      "/v1/nothing%0A%1B[31m",
      "/queue?q=somebody",
    ];
    const ids: (string | null)[] = [];
    for (const path of asked) ids.push((await fetch(new URL(path, other.url))).headers.get("x-request-id"));
    await other.close();
    const told = lines.map((line) => JSON.parse(line));
    expect(told.map(({ operation, status }) => [operation, status])).toEqual([
      ["getContract", 200],
      ["listFlags", 200],
      ["listFlags", 400],
      ["page", 404],
      ["page", 200],
    ]);
    // The last is a page, which tells no id of its own.
    expect(told.slice(0, 4).map(({ request }) => request)).toEqual(ids.slice(0, 4));
    for (const line of lines) {
      expect(Object.keys(JSON.parse(line))).toEqual(["at", "level", "request", "method", "operation", "status", "ms", "role", "via"]);
      expect(line).not.toMatch(/somebody|nothing|127\.0\.0\.1|\n/);
      expect(line).not.toContain(items[0].contract_id);
    }
  });
});

describe("exports", () => {
  it("end with the reader, and leave the server able to answer", async () => {
    for (let nth = 0; nth < 40; nth++) {
      const stop = new AbortController();
      const answer = await served.get("/v1/flags.jsonl", { signal: stop.signal });
      await answer.body!.getReader().read();
      stop.abort();
    }
    expect((await served.get("/v1/flags.csv")).status).toBe(200);
  });

  it("leave no half file behind", async () => {
    await (await served.get("/v1/queue.parquet")).arrayBuffer();
    const folder = served.workspace.path("exports");
    expect(readdirSync(folder).filter((name) => !name.endsWith(".parquet"))).toEqual([]);
    rmSync(folder, { recursive: true });
    expect((await served.get("/v1/queue.parquet")).status).toBe(200);
  });
});
