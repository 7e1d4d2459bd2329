// From a decision to the public and back: second blind review, two people, reply, withdrawal.
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { publishPackage } from "../../../src/app/data-package.ts";
import { openHouse } from "../../../src/app/house.ts";
import { agreement, publications } from "../../../src/app/publishing.ts";
import { type Casebook, casebookOf, verifyAudit } from "../../../src/app/review.ts";
import { controls, keepDrawn } from "../../../src/casebook/control.ts";
import { isSampled } from "../../../src/casebook/second.ts";
import { literal, openDb } from "../../../src/db.ts";
import { site } from "../../../src/serve.ts";
import { type Peopled, peopled } from "./people.ts";

let served: Peopled;
let casebook: Casebook;
beforeAll(async () => {
  served = await peopled(60);
  casebook = casebookOf(served.workspace);
}, 300_000);
afterAll(async () => {
  casebook.close();
  await served.close();
});

const form = (values: Record<string, string>) => ({ method: "POST", body: new URLSearchParams(values) });

/** Decides a flag as somebody, and gives its id. */
async function decide(name: string, nth: number, verdict: "refer" | "bad_data"): Promise<string> {
  const { items } = (await (await served.as(name, "/v1/flags?limit=50&indicator=R018")).json()) as { items: { flag_id: string }[] };
  const { flag_id, evidence_hash, version } = (await (await served.as(name, `/v1/reviews/${items[nth]!.flag_id}`)).json()) as {
    flag_id: string;
    evidence_hash: string;
    version: number;
  };
  const body = { verb: "decide", verdict, reason: "SECRET REASON of the first", flags: [{ flag_id, evidence_hash, version }] };
  const answer = await served.as(name, "/v1/reviews", {
    method: "POST",
    body: JSON.stringify(verdict === "bad_data" ? { ...body, field: "other" } : body),
    headers: { "content-type": "application/json" },
  });
  expect(answer.status).toBe(201);
  return flag_id;
}

/** The site as the public sees it, with publishing switched on or off. */
async function asPublic(path: string, isPublic: boolean): Promise<{ status: number; text: string }> {
  const house = openHouse(served.workspace);
  try {
    const answer = await site(house, casebook, { isPublic }).request(`http://localhost${path}`, { headers: { host: "localhost" } });
    return { status: answer.status, text: await answer.text() };
  } finally {
    house.close();
  }
}

/** What a data package of the house holds, as any reader of the standard finds it: by its description alone. */
async function packageOf(): Promise<Record<string, Record<string, unknown>[]>> {
  const folder = join(mkdtempSync(join(tmpdir(), "published-")), "package");
  const made = await publishPackage(served.workspace, folder, { publisher: "The house", licence: "CC-BY-4.0" });
  const told = JSON.parse(readFileSync(join(folder, "datapackage.json"), "utf8")) as {
    resources: { name: string; path: string; bytes: number; hash: string; schema: { fields: { name: string }[]; primaryKey: string[] } }[];
  };
  expect(readdirSync(folder).sort()).toEqual(["datapackage.json", ...told.resources.map(({ path }) => path)].sort());
  const db = await openDb();
  const found: Record<string, Record<string, unknown>[]> = {};
  for (const { name, path, bytes, hash, schema } of told.resources) {
    const content = readFileSync(join(folder, path));
    expect([content.length, `sha256:${createHash("sha256").update(content).digest("hex")}`]).toEqual([bytes, hash]);
    const rows = await db.rows(
      `from read_csv(${literal(join(folder, path))}, all_varchar = true, header = true, delim = ',', quote = '"')`,
    );
    const header = content.toString().slice(0, content.indexOf("\r\n")).split(",");
    expect(header).toEqual(schema.fields.map((field) => field.name));
    expect(rows).toHaveLength(made.resources.find((it) => it.name === name)!.rows);
    expect(new Set(rows.map((row) => JSON.stringify(schema.primaryKey.map((key) => row[key])))).size, name).toBe(rows.length);
    found[name] = rows;
  }
  db.close();
  return found;
}

describe("publishing", () => {
  it("takes a decision, a second one that was not shown the first, a proposal and the approval of another", async () => {
    const flag = await decide("reviewer", 0, "refer");
    const propose = () => served.as("reviewer", "/publications/propose", form({ flag, reason: "Large and recent." }));
    expect((await propose()).status).toBe(303);
    expect((await propose()).status).toBe(422);
    const publication = publications(casebook)[0]!.publication_id;
    const approve = (name: string) => served.as(name, "/publications/approve", form({ publication }));
    expect(await (await approve("auditor")).text()).toContain("No second reviewer has come to the same decision");
    expect((await approve("reviewer2")).status).toBe(403);

    expect((await served.as("reviewer", `/second/${flag}`)).status).toBe(404);
    expect((await served.as("reviewer", "/second", form({ flag, verdict: "refer", reason: "Mine again." }))).status).toBe(403);
    const blind = await (await served.as("reviewer2", `/second/${flag}`)).text();
    expect(blind).toContain("Bids received");
    expect(blind).not.toMatch(/SECRET REASON|>referred for follow-up<\/strong>/);
    expect(await (await served.as("reviewer2", "/second")).text()).not.toContain("SECRET REASON");
    expect((await served.as("reviewer2", "/second", form({ flag, verdict: "refer", reason: "" }))).status).toBe(422);
    expect((await served.as("reviewer2", "/second", form({ flag, verdict: "refer", reason: "One bid only." }))).status).toBe(303);
    expect((await approve("auditor")).status).toBe(303);

    expect((await asPublic("/public", false)).status).toBe(303);
    expect((await asPublic("/v1/published", false)).status).toBe(401);
    const page = await asPublic("/public", true);
    expect(page.status).toBe(200);
    expect(page.text).toMatch(/This question could be answered for [\d,]+/);
    expect(page.text).toContain("No reply was received so far");
    expect(page.text).not.toMatch(/SECRET REASON|Large and recent|reviewer|href="\/queue/);
    expect(page.text.match(/class="disclaimer"/g)!.length).toBeGreaterThan(1);
    const data = JSON.parse((await asPublic("/v1/published", true)).text);
    expect(data.items).toMatchObject([{ flag_id: flag, stands: true, replies: [], judged: expect.any(Number) }]);
    expect(data.items[0].disclaimer).toMatch(/not a verdict/);
    expect((await asPublic("/queue", true)).status).toBe(303);
    expect((await asPublic("/v1/flags", true)).status).toBe(401);

    const reply = form({ publication, said_by: "Agency <b>", received_on: "2026-11-20", text: "Two firms asked for the documents." });
    expect((await served.as("reviewer", "/publications/reply", reply)).status).toBe(303);
    expect((await asPublic(`/public/${publication}`, true)).text).toMatch(/Two firms asked.*Agency &lt;b&gt;/s);

    const packed = await packageOf();
    expect(packed.flags).toMatchObject([
      { publication_id: publication, flag_id: flag, still_stands: "yes", says_en: expect.stringContaining("Bids received") },
    ]);
    expect(packed.replies).toMatchObject([
      { publication_id: publication, said_by: "Agency <b>", said: "Two firms asked for the documents." },
    ]);
    expect(JSON.stringify(packed)).not.toMatch(/SECRET REASON|Large and recent|reviewer/);

    expect((await served.as("reviewer", "/publications/withdraw", form({ publication, reason: "x" }))).status).toBe(403);
    expect(
      (await served.as("auditor", "/publications/withdraw", form({ publication, reason: "The agency showed two bids." }))).status,
    ).toBe(303);
    const gone = await asPublic(`/public/${publication}`, true);
    expect(gone.status).toBe(410);
    expect(gone.text).not.toMatch(/Bids received|two bids/);
    expect((await asPublic("/public", true)).text).not.toContain("Bids received");
    expect(JSON.parse((await asPublic("/v1/published", true)).text).items).toEqual([]);
    expect(await packageOf()).toMatchObject({ flags: [], replies: [] });
    expect(verifyAudit(casebook).ok).toBe(true);
  }, 300_000);

  it("is refused for what was not referred, and for a proposal of one's own", async () => {
    const flag = await decide("reviewer", 1, "bad_data");
    const answer = await served.as("reviewer", "/publications/propose", form({ flag, reason: "x" }));
    expect(await answer.text()).toContain("Only a flag that was referred");
    expect((await served.as("viewer", "/publications")).status).toBe(200);
    expect((await served.as("viewer", "/publications/propose", form({ flag, reason: "x" }))).status).toBe(403);
  });
});

describe("a second review", () => {
  it("falls on a tenth of decisions, settled by the flag and its evidence alone", () => {
    const sampled = Array.from({ length: 10_000 }, (_, nth) => isSampled(`flag ${nth}`, "hash")).filter(Boolean).length;
    expect(sampled).toBeGreaterThan(900);
    expect(sampled).toBeLessThan(1100);
    expect(isSampled("flag 1", "hash")).toBe(isSampled("flag 1", "hash"));
  });

  it("counts agreement beyond chance", () => {
    casebook.run("delete from second_review");
    const add = (nth: number, first: string, second: string) =>
      casebook.run("insert into second_review values (?, 'h', 'a', ?, 'b', '2026-01-01', ?, 'r')", `f${nth}`, first, second);
    expect(agreement(casebook)).toEqual({ both: 0, agree: 0, kappa: null, differ: [] });
    for (let nth = 0; nth < 20; nth++) add(nth, "refer", "refer");
    expect(agreement(casebook).kappa).toBeNull();
    for (let nth = 20; nth < 25; nth++) add(nth, "refer", "explained");
    for (let nth = 25; nth < 35; nth++) add(nth, "explained", "refer");
    for (let nth = 35; nth < 50; nth++) add(nth, "explained", "explained");
    // The worked example of Cohen's kappa: 20, 5, 10 and 15 of 50 give 0.7 observed, 0.5 by chance, 0.4.
    expect(agreement(casebook)).toMatchObject({ both: 50, agree: 35, kappa: expect.closeTo(0.4, 10) });
  });
});

describe("the blind control sample", () => {
  it("a blind look is of whoever is signed in, tells nobody what is flagged, and is read as counts alone", async () => {
    const sent = (name: string, path: string, body: object) =>
      served.as(name, path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
    // Every one of these contracts is flagged: there is none that could tell what is missed.
    const refused = await sent("reviewer", "/v1/controls", { n: 4, seed: 1 });
    expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([404, "nothing-to-draw"]);
    const drawn = { subjects: ["a", "b", "c"] };
    const subjects = drawn.subjects.map((subject_id, nth) => ({ subject_id, is_flagged: nth > 1 }));
    keepDrawn(casebook, "20251001T000000Z-00000000", subjects, "reviewer");
    const { items } = (await (await served.as("reviewer2", "/v1/controls")).json()) as { items: object[] };
    expect(items.map((it) => Object.keys(it))).toEqual(drawn.subjects.map(() => ["run_id", "subject_id"]));
    const found = { subject_id: drawn.subjects[0]!, verdict: "refer", reason: "read the file" };
    expect((await sent("reviewer2", "/v1/controls/decide", found)).status).toBe(201);
    expect((await sent("reviewer2", "/v1/controls/decide", found)).status).toBe(404);
    expect((await sent("reviewer2", "/v1/controls/decide", { ...found, subject_id: drawn.subjects[1]!, reason: " " })).status).toBe(400);
    expect(controls(casebook).map(({ drawn_by, decided_by }) => [drawn_by, decided_by])).toEqual([
      ["reviewer", "reviewer2"],
      ...drawn.subjects.slice(1).map(() => ["reviewer", null]),
    ]);
    const { control } = (await (await served.as("viewer", "/v1/learned")).json()) as {
      control: Record<"unflagged" | "flagged", { n: number }>;
    };
    expect([control.unflagged.n, control.flagged.n]).toEqual([1, 0]);
    const page = await (await served.as("viewer", "/indicators/R018")).text();
    expect(page).toMatch(/found in 1 of 1 \(20[^)]+–100[^)]+\) cases without a flag/);
    for (const text of [page, JSON.stringify(control)]) expect(text).not.toMatch(/reviewer2|read the file/);
  });
});
