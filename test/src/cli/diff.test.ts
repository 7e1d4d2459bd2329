// `jabta diff`, between runs of one workspace, tells of every change why: what was read otherwise and where, the method, the setting, or the others.
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { api } from "../../../src/api/api.ts";
import type { Comparison } from "../../../src/app/comparison.ts";
import { type Diff, diff } from "../../../src/app/diff.ts";
import { runIds } from "../../../src/app/generation.ts";
import { openHouse } from "../../../src/app/house.ts";
import { importFiles } from "../../../src/app/import.ts";
import { casebookOf } from "../../../src/app/review.ts";
import { type Manifest, runIndicators } from "../../../src/app/run.ts";
import { dropSnapshot, snapshots } from "../../../src/app/snapshot.ts";
import { packaged } from "../../../src/package-root.ts";
import { openWorkspace } from "../../../src/workspace.ts";
import { anotherPackage } from "../../another-package.ts";
import { answered, type Calling, jabta } from "../../command.ts";

/** Days between award and signature, by the last digits of the ocid: one waited sixty days, the others up to 23. */
const WAITED: Record<string, number> = Object.fromEntries(Array.from({ length: 23 }, (_, nth) => [`${nth + 1}`, nth + 1]));
const day = (days: number): string => new Date(Date.UTC(2025, 0, 1 + days)).toISOString().slice(0, 10);

const release = (nth: string, waited: number, released: string) => ({
  ocid: `ocds-sample-${nth}`,
  id: `${nth}-${released}`,
  date: `${released}T10:00:00+07:00`,
  tag: ["contract"],
  initiationType: "tender",
  buyer: { id: "B", name: "กรมสมมติ" },
  parties: [
    { id: "B", name: "กรมสมมติ", roles: ["buyer"] },
    { id: "S", name: "บริษัท สมมติการช่าง จำกัด", roles: ["supplier"] },
  ],
  tender: { id: nth, status: "complete", procurementMethod: "open" },
  awards: [{ id: "1", status: "active", date: day(0), suppliers: [{ id: "S", name: "บริษัท สมมติการช่าง จำกัด" }] }],
  contracts: [{ id: "1", awardID: "1", status: "active", dateSigned: day(waited), value: { amount: 1_000_000, currency: "THB" } }],
});

const folder = mkdtempSync(join(tmpdir(), "jabta-diff-"));
const workspace = openWorkspace(join(folder, "var"));

/** Brings releases in under a day, judges R060 alone, and gives the run's id. */
async function known(name: string, released: string, waited: Record<string, number>): Promise<string> {
  const path = join(folder, name);
  writeFileSync(
    path,
    Object.entries(waited)
      .map(([nth, days]) => `${JSON.stringify(release(nth, days, released))}\n`)
      .join(""),
  );
  await importFiles(workspace, [path], { asOf: released, source: "made-up" });
  return await judged();
}

const judged = async (): Promise<string> => (await runIndicators(workspace, { indicators: ["R060"] })).run_id;

const told = async (before: string, after: string, calling?: Calling): Promise<Diff> =>
  (await answered<Diff>(["--workspace", workspace.root, "diff", before, after], calling)).json;

/** Changes in short: which subject, what of it, why. */
const short = ({ flags }: Diff): string[] =>
  flags.map(({ subject_id, change, causes }) => `${subject_id.replace("ocds-sample-", "")} ${change} ${causes}`).sort();

let first: string;
beforeAll(async () => {
  first = await known("first.jsonl", "2025-06-01", { ...WAITED, X: 60 });
}, 60_000);

test("nothing", async () => {
  const again = await judged();
  expect(short(await told(first, again))).toEqual([]);
  expect((await told(first, again)).counts).toEqual({ added: 0, removed: 0, changed: 0, same: 1 });
});

test("new data of its own: which field, both values, both addresses; and a contract that is new", async () => {
  const second = await known("second.jsonl", "2025-07-01", { "5": 70, N: 65 });
  const found = await told(first, second);
  // The fence rose from 35 to 39 days: X still lies beyond it, on other evidence.
  expect(short(found)).toEqual(["5/1 added data", "N/1 added data", "X/1 changed peers"]);
  expect(found.causes).toEqual({ scope: 0, method: 0, setting: 0, law: 0, day: 0, data: 2, peers: 1 });
  const [corrected, added] = ["5/1", "N/1"].map((id) => found.flags.find(({ subject_id }) => subject_id.endsWith(id))!);
  expect(corrected!.facts_count).toBe(1);
  const [fact] = corrected!.facts;
  expect(fact).toMatchObject({ process_id: "ocds-sample-5", table: "contract", field: "signed_on", old: day(5), new: day(70) });
  expect(fact!.old_seen_in).toMatchObject({ file: "first.jsonl", place: "5#/contracts/0" });
  expect(fact!.new_seen_in).toMatchObject({ file: "second.jsonl", place: "1#/contracts/0" });
  expect(added!.facts.map(({ table, field, old_seen_in, new_seen_in }) => [table, field, old_seen_in, new_seen_in?.file])).toContainEqual([
    "contract",
    null,
    null,
    "second.jsonl",
  ]);
  const { stdout } = await jabta(["--workspace", workspace.root, "--lang", "th", "diff", first, second]);
  expect(stdout).toContain(`${day(5)} → ${day(70)}`);
  expect(stdout).toMatch(/ข้อมูลใหม่ 2 · กลุ่มเปรียบเทียบเปลี่ยน 1/);

  // Taken back, the contract that was new is gone, and the date is the one of before.
  await dropSnapshot(workspace, casebookOf(workspace), snapshots(workspace).at(-1)!.snapshot, { reason: "made-up", actor: "tester" });
  const back = await told(second, await judged());
  expect(short(back)).toEqual(["5/1 removed data", "N/1 removed data", "X/1 changed peers"]);
  const gone = back.flags.find(({ subject_id }) => subject_id.endsWith("N/1"))!;
  expect(gone.facts.length).toBeGreaterThan(0);
  for (const { field, new_seen_in, old_seen_in } of gone.facts)
    expect([field, new_seen_in, old_seen_in?.file]).toEqual([null, null, "second.jsonl"]);
}, 120_000);

test("the data of others alone moved the fence: the flag is gone, and none of its own facts is blamed", async () => {
  const before = await judged();
  const others = Object.fromEntries(Object.entries(WAITED).map(([nth, days]) => [nth, days * 4]));
  const found = await told(before, await known("others.jsonl", "2025-08-01", others));
  expect(short(found)).toEqual(["X/1 removed peers"]);
  expect(found.flags[0]).toMatchObject({ facts: [], facts_count: 0, new: null });
}, 120_000);

test("another version of the method, and another setting of the profile, each with both values", async () => {
  const before = await judged();
  const program = anotherPackage({
    changes: {
      "indicators/R060-long-time-to-signature/indicator.yaml": (text) => text.replace(/^version: (\d+)$/m, "version: 99"),
      "indicators/R060-long-time-to-signature/indicator.sql": (text) => text.replace("spread as fence,", "spread - 60 as fence,"),
      "data/profiles/thailand.yaml": (text) => text.replace("settings: {}", "settings: { R060: { limit_days: 80 } }"),
    },
  });
  const run = async (...more: string[]): Promise<string> => {
    const { json } = await answered<Manifest>(["--workspace", workspace.root, "run", "--indicator", "R060", ...more], { program });
    return json.run_id;
  };
  const plain = await run();
  const method = await told(before, plain, { program });
  expect(method.flags.length).toBeGreaterThan(0);
  expect(new Set(method.flags.flatMap(({ causes }) => causes))).toEqual(new Set(["method"]));
  expect(method.rules).toMatchObject([{ indicator: "R060", version: { new: 99 }, settings: [] }]);

  const setting = await told(plain, await run("--profile", "thailand"), { program });
  expect(setting.flags.length).toBeGreaterThan(0);
  expect(new Set(setting.flags.flatMap(({ causes }) => causes))).toEqual(new Set(["setting"]));
  expect(setting.rules).toMatchObject([{ indicator: "R060", version: null, settings: [{ name: "limit_days", old: 30, new: 80 }] }]);
}, 120_000);

test("the API tells the same, of the run before unless another is named", async () => {
  const house = openHouse(workspace);
  const app = api(house);
  const [after, before] = runIds(house.workspace);
  const { disclaimer, ...answer } = (await (await app.request("/v1/diff?limit=1000")).json()) as Diff & { disclaimer: string };
  expect(answer).toEqual(await told(before!, after!));
  expect(disclaimer).toMatch(/not a verdict/);
  const cut = (await (await app.request(`/v1/diff?before=${first}&limit=1&lang=th`)).json()) as Diff;
  expect([cut.before.run_id, cut.flags.length, cut.listed]).toEqual([first, 1, 1]);
  expect(cut.counts.added + cut.counts.removed + cut.counts.changed).toBeGreaterThan(1);
  expect((await app.request("/v1/diff?before=none")).status).toBe(404);
  expect((await app.request(`/v1/diff?run=${runIds(house.workspace).at(-1)}`)).status).toBe(404);
  await house.close();
}, 60_000);

test("a house lays two runs beside each other once, one pair at a time; who is not waited for finds it done, and what takes too long is stopped", async () => {
  const house = openHouse(workspace);
  const [last = "", second = ""] = runIds(workspace);
  const names = async ({ before, after }: Comparison) => [before.run_id, after.run_id];
  const both = [1, 2].map(() => house.between(first, last, names));
  await expect(house.between(second, last, names)).rejects.toMatchObject({ code: "too-busy" });
  expect(await Promise.all(both)).toEqual([
    [first, last],
    [first, last],
  ]);
  await expect(house.between(second, last, names, { seconds: 0.001 })).rejects.toMatchObject({ code: "too-busy" });
  expect(await house.between(second, last, names)).toEqual([second, last]);
  const endless = ({ db }: Comparison) => db.rows("select sum(a.range * b.range) from range(10000000) as a, range(10000000) as b");
  await expect(house.between(first, last, endless, { seconds: 0.2 })).rejects.toMatchObject({ code: "too-slow" });
  house.close();
}, 60_000);

test("new facts of a project are new data of its own, and no peers moved", async () => {
  const projects = openWorkspace(join(folder, "projects"));
  const run = async (path: string, asOf: string): Promise<string> => {
    await importFiles(projects, [path], { asOf });
    return (await runIndicators(projects, { indicators: ["D302"] })).run_id;
  };
  const sample = readFileSync(packaged("data/samples/oc4ids.json"), "utf8");
  const grown = join(folder, "grown.json");
  writeFileSync(
    grown,
    sample.replaceAll(/("finalValue": ?{\s*"amount": ?)(\d+)/g, (_, head: string, amount: string) => `${head}${Number(amount) * 3}`),
  );
  const before = await run(packaged("data/samples/oc4ids.json"), "2026-03-31");
  const found = await diff(projects, before, await run(grown, "2026-04-30"), "en");
  expect(found.flags.length).toBe(3);
  for (const { causes, facts } of found.flags) {
    expect(causes).toEqual(["data"]);
    const fact = facts.find(({ table, field }) => table === "project" && field === "final_amount");
    expect(fact).toMatchObject({ process_id: null, project_id: fact!.id, new_seen_in: { file: "grown.json" } });
    expect(Number(fact!.new)).toBe(3 * Number(fact!.old));
  }
}, 60_000);
