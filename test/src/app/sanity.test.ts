// The panel of a run: shares and warnings at their borders, drift since another run, and what each setting decides.
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Generation, openGeneration } from "../../../src/app/generation.ts";
import { importFiles } from "../../../src/app/import.ts";
import { runIndicators } from "../../../src/app/run.ts";
import { measureSensitivity, type Sanity, sanity } from "../../../src/app/sanity.ts";
import { makeSample } from "../../../src/sample/sample.ts";
import type { Workspace } from "../../../src/workspace.ts";
import { freshWorkspace } from "../../real-records.ts";

const CODES = ["R018", "R003", "R068", "D305"];
let workspace: Workspace;
let generation: Generation;
let first: string;
beforeAll(async () => {
  workspace = freshWorkspace();
  const file = (seed: number, rows: number) => ({ format: "ocds" as const, rows, seed, out: join(workspace.root, `${seed}.jsonl`) });
  await makeSample(file(3, 60));
  await makeSample({ ...file(4, 300), plant: join(workspace.root, "truth.json"), strength: "strong" });
  await importFiles(workspace, [join(workspace.root, "3.jsonl")]);
  first = (await runIndicators(workspace, { indicators: CODES })).run_id;
  await importFiles(workspace, [join(workspace.root, "4.jsonl")]);
  generation = await openGeneration(workspace, (await runIndicators(workspace, { indicators: CODES })).run_id);
}, 120_000);
afterAll(() => generation.close());

const row = (rows: readonly Sanity[], code: string) => rows.find(({ indicator }) => indicator === code)!;

test("shares are of the judged, and the run before is found and compared", async () => {
  const panel = await sanity(workspace, generation, "en");
  expect(panel.before).toBe(first);
  for (const it of panel.indicators) {
    expect(it.subjects).toBe(it.flagged + it.clear + it.no_data + it.not_applicable);
    if (it.share === null) expect(it.warnings).toContain("unjudged");
    else {
      expect(it.share).toBe(it.flagged / (it.flagged + it.clear));
      expect(it.warnings.includes("many")).toBe(it.share > 0.25);
      expect(it.warnings.includes("none")).toBe(it.flagged === 0);
      expect(it.share_low! <= it.share && it.share <= it.share_high!).toBe(true);
    }
    if (it.drift !== null) expect(it.drift).toBeCloseTo(it.share! - it.before!.share!, 12);
    expect(it.worst.reduce((sum, { subjects }) => sum + subjects, 0)).toBeLessThanOrEqual(it.no_data);
  }
});

test("a run of the same inputs is not what drift is measured against", async () => {
  const again = await openGeneration(workspace, (await runIndicators(workspace, { indicators: CODES })).run_id);
  expect((await sanity(workspace, again, "en")).before).toBe(first);
  again.close();
});

test("each parameter moved by a quarter tells how many would be flagged, and is kept beside the run", async () => {
  expect(row((await sanity(workspace, generation, "en")).indicators, "D305").sensitivity).toBeNull();
  await measureSensitivity(workspace, generation, ["D305"], () => {});
  const { sensitivity, flagged } = row((await sanity(workspace, generation, "en")).indicators, "D305");
  expect(sensitivity!.length).toBeGreaterThan(0);
  for (const { flagged: now, lower, higher, value } of sensitivity!) {
    expect(now).toBe(flagged);
    if (lower) expect(lower.value).toBeLessThan(value);
    if (higher) expect(higher.value).toBeGreaterThan(value);
  }
  const least = sensitivity!.find(({ param }) => param.startsWith("min_"))!;
  expect(least.lower!.flagged).toBeGreaterThanOrEqual(least.flagged);
  expect(least.higher!.flagged).toBeLessThanOrEqual(least.flagged);
});
