import { readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importFiles } from "../../../src/app/import.ts";
import { runIndicators } from "../../../src/app/run.ts";
import { serve } from "../../../src/serve.ts";
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
