// Two runs compared: every change has its cause, and a change of data names the fact, both values and both places.
import { readFileSync, writeFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { type Diff, diff } from "../../../src/app/diff.ts";
import { importFiles } from "../../../src/app/import.ts";
import { type Manifest, runIndicators } from "../../../src/app/run.ts";
import type { ChangeTruth } from "../../../src/sample/changes.ts";
import { makeSample } from "../../../src/sample/sample.ts";
import type { Workspace } from "../../../src/workspace.ts";
import { absent, freshWorkspace, real, unless } from "../../real-records.ts";

const JUDGE = ["D301", "D304", "R040", "X107"];

/** Two snapshots of one file, with planted changes, judged after each. */
async function twoSnapshots(first: string): Promise<{ workspace: Workspace; runs: Manifest[]; changed: ChangeTruth[] }> {
  const workspace = freshWorkspace();
  const out = `${workspace.root}-second.csv`;
  const changes = { of: first, prices: 20, ends: 15, statuses: 4, winners: 3 };
  const made = await makeSample({ format: "egp", seed: 3, out, changes });
  await importFiles(workspace, [first], { asOf: "2025-10-01" });
  const before = await runIndicators(workspace, { indicators: JUDGE });
  await importFiles(workspace, [out], { asOf: "2025-12-01" });
  const after = await runIndicators(workspace, { indicators: JUDGE });
  return { workspace, runs: [before, after], changed: (made.planted as { changed: ChangeTruth[] }).changed };
}

/** What holds of any difference that comes from data alone. */
function fromData(found: Diff, changed: readonly ChangeTruth[]): void {
  expect(found.counts.added).toBeGreaterThan(0);
  expect(found.causes.method + found.causes.setting + found.causes.scope + found.causes.law).toBe(0);
  const grown = found.flags.filter(({ indicator, change }) => indicator === "D301" && change === "added");
  expect(grown.length).toBeGreaterThan(0);
  for (const flag of grown) {
    expect(flag.causes).toContain("data");
    const fact = flag.facts.find(({ table, field }) => table === "contract" && field === "value_amount");
    expect(fact?.old_seen_in?.sha256).not.toBe(fact?.new_seen_in?.sha256);
    expect(Number(fact!.new)).toBeGreaterThan(Number(fact!.old));
    const planted = changed.find(({ kind, process }) => kind === "price" && flag.subject_id.startsWith(process));
    expect([fact!.old, fact!.new].map(Number)).toEqual([planted?.before, planted?.after].map((it) => Number(it?.replaceAll(",", ""))));
  }
}

describe("made-up contracts", () => {
  let made: Awaited<ReturnType<typeof twoSnapshots>>;
  let first: string;
  beforeAll(async () => {
    first = `${freshWorkspace().root}.csv`;
    await makeSample({ format: "egp", layout: "shifted", rows: 400, seed: 3, out: first });
    made = await twoSnapshots(first);
  });

  test("new data: the fact, both values, both addresses", async () => {
    const [before, after] = made.runs;
    fromData(await diff(made.workspace, before!.run_id, after!.run_id, "en"), made.changed);
  });

  test("added one way round is removed the other way round", async () => {
    const [before, after] = made.runs.map(({ run_id }) => run_id);
    const there = await diff(made.workspace, before!, after!, "en");
    const back = await diff(made.workspace, after!, before!, "en");
    expect([back.counts.added, back.counts.removed]).toEqual([there.counts.removed, there.counts.added]);
    expect(back.counts.changed).toBe(there.counts.changed);
  });

  test("a run compared with itself has no change", async () => {
    const { run_id } = made.runs[1]!;
    const found = await diff(made.workspace, run_id, run_id, "th");
    expect(found.flags).toEqual([]);
    expect(found.counts.same).toBe(made.runs[1]!.results.reduce((sum, { flagged }) => sum + flagged, 0));
  });

  test("an indicator that only one run asked is told apart from new data", async () => {
    const fewer = await runIndicators(made.workspace, { indicators: ["D304", "R040", "X107"] });
    const found = await diff(made.workspace, made.runs[1]!.run_id, fewer.run_id, "en");
    expect(found.flags.length).toBe(made.runs[1]!.results.find(({ indicator }) => indicator === "D301")!.flagged);
    expect(new Set(found.flags.flatMap(({ causes }) => causes))).toEqual(new Set(["scope"]));
  });

  test("another version and another setting are named with both values", async () => {
    const path = made.workspace.path("runs", made.runs[0]!.run_id, "manifest.json");
    const kept = readFileSync(path, "utf8");
    const manifest = JSON.parse(kept) as Manifest;
    for (const result of manifest.results.filter(({ indicator }) => indicator === "D301")) {
      Object.assign(result, { version: 99, sql_hash: "0".repeat(64) });
      result.params = { ...result.params, made_up_limit: 7 };
    }
    writeFileSync(path, JSON.stringify(manifest));
    const found = await diff(made.workspace, made.runs[0]!.run_id, made.runs[1]!.run_id, "en");
    writeFileSync(path, kept);
    const rule = found.rules.find(({ indicator }) => indicator === "D301")!;
    expect(rule.version).toEqual({ old: 99, new: made.runs[1]!.results.find(({ indicator }) => indicator === "D301")!.version });
    expect(rule.settings).toEqual([{ name: "made_up_limit", old: 7, new: null }]);
    for (const { indicator, causes } of found.flags.filter((flag) => flag.indicator === "D301"))
      expect([indicator, causes.slice(0, 2)]).toEqual(["D301", ["method", "setting"]]);
  });
});

describe.skipIf(absent)(`Bangkok's contracts${unless}`, () => {
  test("planted changes are told with their facts", async () => {
    const { workspace, runs, changed } = await twoSnapshots(real("thailand/derived/reconstructed_2568-egp-contract_bma.csv.gz"));
    fromData(await diff(workspace, runs[0]!.run_id, runs[1]!.run_id, "en"), changed);
  }, 180_000);
});
