// Bringing a file in from the page: preview, what is held back, the reason, the run.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Casebook, casebookOf, verifyAudit } from "../../../src/app/review.ts";
import { sweepUploads, uploads } from "../../../src/app/upload.ts";
import { madeUpReleases } from "../api/made-up.ts";
import { type Served, servedSample } from "../api/served.ts";

let served: Served;
let casebook: Casebook;
beforeAll(async () => {
  served = await servedSample(20);
  casebook = casebookOf(served.workspace);
}, 300_000);
afterAll(async () => {
  casebook.close();
  await served.close();
});

const post = (path: string, body: FormData | URLSearchParams) =>
  served.get(path, { method: "POST", body, redirect: "manual", headers: { origin: new URL(served.url).origin } });

/** The page of a file once nothing is under way any more. */
async function settled(path: string): Promise<string> {
  for (;;) {
    const page = await (await served.get(path)).text();
    if (!page.includes('http-equiv="refresh"')) return page;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

async function sent(name: string, content: string): Promise<string> {
  const body = new FormData();
  body.set("file", new File([content], name));
  const answer = await post("/imports", body);
  expect(answer.status).toBe(303);
  return answer.headers.get("location")!;
}

const BROKEN = '{"ocid": "ocds-made0up-x", "ocid": "ocds-made0up-y", "id": "1"}\n';

describe("a file sent from the page", () => {
  it("is read for a preview, taken, and judged by a run", async () => {
    const path = await sent("<b>records</b>.jsonl", madeUpReleases(32));
    const preview = await settled(path);
    expect(preview).toMatch(/32 records, 0 held back/);
    expect(preview).not.toMatch(/<b>|<textarea name="reason"/);
    expect(preview).toMatch(/What came out of/);
    expect(casebook.all("select 1 from job where kind = 'import'")).toEqual([]);
    const upload = path.split("/").at(-1)!;
    expect((await post("/imports/take", new URLSearchParams({ upload }))).status).toBe(303);
    expect(await settled(path)).toContain("It was taken in");
    expect((await post("/imports/take", new URLSearchParams({ upload }))).status).toBe(422);
  }, 300_000);

  it("of which much is held back waits for a reason, and what is held back can be downloaded", async () => {
    const path = await sent("broken.jsonl", madeUpReleases(3) + BROKEN + BROKEN);
    const preview = await settled(path);
    expect(preview).toMatch(/2 of 5 records are held back/);
    const upload = path.split("/").at(-1)!;
    expect((await post("/imports/take", new URLSearchParams({ upload, reason: " " }))).status).toBe(422);
    expect((await post("/imports/take", new URLSearchParams({ upload, reason: "The publisher was told." }))).status).toBe(303);
    expect(await settled(path)).toContain("The publisher was told.");
    const csv = await (await served.get("/imports/quarantine.csv")).text();
    expect(csv.trim().split("\r\n")).toHaveLength(3);
    expect(csv).toMatch(/^file,sha256,source,place,reason,detail\r\n"broken.jsonl","[0-9a-f]{64}"/);
    expect(verifyAudit(casebook).ok).toBe(true);
  }, 300_000);

  it("that holds nothing can only be dropped", async () => {
    const path = await sent("notes.txt", "not records at all");
    expect(await settled(path)).not.toContain('action="/imports/take"');
    const upload = path.split("/").at(-1)!;
    expect((await post("/imports/take", new URLSearchParams({ upload }))).status).toBe(422);
    expect((await post("/imports/drop", new URLSearchParams({ upload }))).status).toBe(303);
    expect(uploads(casebook).find((it) => it.upload_id === upload)).toMatchObject({ import_job: null, settled_by: "local" });
    expect((await post("/imports", new FormData())).status).toBe(422);
  }, 300_000);

  it("that is not recognised is read with a mapping that is chosen, and taken with it", async () => {
    const path = await sent(
      "bids.csv",
      "project_id,tender_title,bidder_name\n67000000001,ถนนสมมติ,บริษัท ก สมมติ จำกัด\n67000000001,ถนนสมมติ,บริษัท ข สมมติ จำกัด\n",
    );
    const upload = path.split("/").at(-1)!;
    const before = await settled(path);
    expect(before).not.toContain('action="/imports/take"');
    const choose = (body: Record<string, string | File>) => {
      const form = new FormData();
      for (const [name, value] of Object.entries({ upload, ...body })) form.set(name, value);
      return post("/imports/mapping", form);
    };
    expect((await choose({ known: "../../package" })).status).toBe(422);
    expect((await choose({ own: new File(["source: x\ncolumns: {}"], "m.yaml") })).status).toBe(422);
    const own = "source: made-up-bids\ntitle: Bids <b>of ours</b>\ncolumns:\n  ocid: project_id\n  tender/title: tender_title\n";
    expect((await choose({ own: new File([own], "m.yaml") })).status).toBe(303);
    const preview = await settled(path);
    expect(preview).toContain("Bids &lt;b&gt;of ours&lt;/b&gt;");
    expect(preview).toContain("Taken for made-up-bids: 2 records");
    expect((await post("/imports/take", new URLSearchParams({ upload }))).status).toBe(303);
    expect(await settled(path)).toContain("It was taken in");
  }, 300_000);
});

describe("files that a server received and left behind when it ended in the middle", () => {
  it("are taken away an hour later; what somebody still has to take or drop, and what is being received, stays", async () => {
    const held = (await sent("held.jsonl", madeUpReleases(3))).split("/").at(-1)!;
    await settled(`/imports/${held}`);
    const left = (name: string) => {
      const folder = served.workspace.path("uploads", name);
      mkdirSync(folder);
      writeFileSync(join(folder, "half.csv"), "half");
      return folder;
    };
    const folder = left("left-behind");
    const hours = (count: number) => new Date(Date.now() + count * 3600_000);
    expect([sweepUploads(served.workspace, casebook, hours(0.9)), existsSync(folder)]).toEqual([0, true]);
    expect([sweepUploads(served.workspace, casebook, hours(1.1)), existsSync(folder)]).toEqual([1, false]);
    const { path } = uploads(casebook).find(({ upload_id }) => upload_id === held)!;
    expect(readFileSync(path, "utf8")).toBe(madeUpReleases(3));
  });
});
