// What verdicts teach: precision by version, settings that verdicts would choose, and a blind sample that tells nobody what is flagged.
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Generation, openGeneration } from "../../../src/app/generation.ts";
import { importFiles } from "../../../src/app/import.ts";
import { decideControl, drawControl, learned, suggest, waitingControls } from "../../../src/app/learning.ts";
import { type Casebook, casebookOf, reviewFlags, seenFlags, verifyAudit } from "../../../src/app/review.ts";
import { runIndicators } from "../../../src/app/run.ts";
import { makeSample } from "../../../src/sample/sample.ts";
import type { Workspace } from "../../../src/workspace.ts";
import { freshWorkspace } from "../../real-records.ts";

const flags = (referred: number[], others: number[]) => [
  ...referred.map((value) => ({ value, isReferred: true })),
  ...others.map((value) => ({ value, isReferred: false })),
];

test("a setting is suggested only where it raises precision beyond doubt and loses no more than a tenth of what was referred", () => {
  const better = suggest(flags([8, 9, 9, 10, 10, 11], [3, 3, 4, 4, 5, 5]), 3, true)!;
  expect(better).toMatchObject({ now: 3, suggested: 8, after: { k: 6, n: 6 }, before: { k: 6, n: 12 }, kept: { k: 6, n: 6 } });
  expect(suggest(flags([1, 2, 2, 3, 3, 3], [9, 9, 9, 8]), 9, false)).toMatchObject({ suggested: 3 });
  // Mixed evenly: no threshold is better.
  expect(suggest(flags([3, 4, 5, 6, 7], [3, 4, 5, 6, 7]), 3, true)).toBeNull();
  // Nine verdicts are too few, and without a referred flag there is nothing to keep.
  expect(suggest(flags([8, 9, 9], [3, 3, 4, 4, 5, 5]), 3, true)).toBeNull();
  expect(suggest(flags([], Array(20).fill(3)), 3, true)).toBeNull();
});

let workspace: Workspace;
let generation: Generation;
let casebook: Casebook;
beforeAll(async () => {
  workspace = freshWorkspace();
  const out = join(workspace.root, "releases.jsonl");
  await makeSample({ format: "ocds", rows: 150, seed: 5, out, plant: join(workspace.root, "truth.json"), strength: "strong" });
  await importFiles(workspace, [out]);
  generation = await openGeneration(workspace, (await runIndicators(workspace, { indicators: ["R018", "D305", "R003"] })).run_id);
  casebook = casebookOf(workspace);
}, 120_000);
afterAll(() => {
  casebook.close();
  generation.close();
});

test("precision is of decisions that stand, by version and reason", async () => {
  const ids = await generation.db.rows<{ flag_id: string }>(
    "select flag_id from run.flag where indicator = 'R018' order by flag_id limit 4",
  );
  const seen = await seenFlags(
    generation,
    ids.map(({ flag_id }) => flag_id),
  );
  const innocent = generation.indicators.get("R018")!.innocent[0]!.id;
  for (const [index, { flag_id }] of ids.entries()) {
    const own = [{ flag_id, evidence_hash: seen.get(flag_id)!.evidence_hash, version: 0 }];
    const verdict = index < 2 ? ({ verdict: "refer" } as const) : ({ verdict: "explained", explanation: innocent } as const);
    await reviewFlags(generation, casebook, { verb: "decide", actor: "anna", reason: "looked", ...verdict, flags: own });
  }
  const own = [{ flag_id: ids[3]!.flag_id, evidence_hash: seen.get(ids[3]!.flag_id)!.evidence_hash, version: 1 }];
  await reviewFlags(generation, casebook, { verb: "reopen", actor: "anna", reason: "new facts", flags: own });
  const { precision } = await learned(workspace, generation, casebook);
  expect(precision).toMatchObject([
    { indicator: "R018", version: 1, referred: { k: 2, n: 3 }, reasons: [{ verdict: "explained", reason: innocent, flags: 1 }] },
  ]);
  expect(precision[0]!.referred.low).toBeCloseTo(0.2077, 3);
});

test("a blind sample mixes both kinds, tells neither, is drawn the same from the same seed, and counts what was found", async () => {
  const drawn = await drawControl(generation, casebook, 10, 1, "anna");
  expect(new Set(drawn).size).toBe(10);
  expect(await drawControl(generation, casebook, 10, 1, "anna")).toEqual(drawn);
  const waiting = waitingControls(casebook);
  expect(waiting.map(({ subject_id }) => subject_id)).toEqual(drawn);
  expect(Object.keys(waiting[0]!)).toEqual(["run_id", "subject_id"]);
  for (const [index, id] of drawn.entries()) decideControl(casebook, id, index === 0 ? "refer" : "explained", "read the file", "boris");
  expect(() => decideControl(casebook, drawn[0]!, "refer", "again", "boris")).toThrow(/decided already/);
  expect(() => decideControl(casebook, "elsewhere", "guilty", "no", "boris")).toThrow(/a verdict is one of/);
  const { control } = await learned(workspace, generation, casebook);
  expect(control.waiting).toBe(0);
  expect(control.unflagged.n).toBe(5);
  expect(control.flagged.n).toBe(5);
  expect(control.unflagged.k + control.flagged.k).toBe(1);
  expect(verifyAudit(casebook).ok).toBe(true);
});
