// The draws of the sample list, made again here by their published rules.
import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Generation, openGeneration } from "../../../src/app/generation.ts";
import { fillReport } from "../../../src/app/report.ts";
import { records } from "../../../src/report/table.ts";
import type { Workspace } from "../../../src/workspace.ts";
import { judged } from "./judged.ts";

let workspace: Workspace;
let generation: Generation;

beforeAll(async () => {
  workspace = await judged();
  generation = await openGeneration(workspace);
}, 400_000);
afterAll(() => generation.close());

const hash = (text: string) => createHash("sha256").update(text).digest("hex");
const key = (seed: string, id: unknown) => hash(`${seed}:${id}`);

async function drawn(sampling: string, size: number, seed: string) {
  const filled = await fillReport(workspace, generation, "audit-sample", {
    filter: {},
    settings: { sampling, sample_size: String(size), seed },
  });
  const table = (name: string) => records(filled.tables.get(name)!);
  return { frame: table("frame"), sample: table("sample"), strata: table("strata"), units: table("monetary_units")[0]! };
}

const ids = (rows: readonly Record<string, unknown>[]) => rows.map((row) => String(row.subject_id));

test.each(["1", "ปี 2568", "a'b"])("random with seed %s: the smallest keys", async (seed) => {
  const { frame, sample } = await drawn("random", 4, seed);
  const expected = ids(frame)
    .sort((a, b) => (key(seed, a) < key(seed, b) ? -1 : 1))
    .slice(0, 4);
  expect(ids(sample)).toEqual(expected);
});

test("more than there are: all of them, once", async () => {
  const { frame, sample } = await drawn("random", 100_000, "1");
  expect(ids(sample).sort()).toEqual(ids(frame).sort());
});

test("stratified: each stratum by its size, the rest to the largest remainders, within each the smallest keys", async () => {
  const { frame, sample, strata } = await drawn("stratified", 5, "7");
  expect(strata.reduce((sum, row) => sum + Number(row.drawn_count), 0)).toBe(5);
  for (const { stratum, contracts_count, drawn_count } of strata) {
    const exact = (5 * Number(contracts_count)) / frame.length;
    expect(Math.abs(Number(drawn_count) - exact)).toBeLessThan(1);
    const members = ids(frame.filter((row) => row.stratum === stratum));
    const expected = members.sort((a, b) => (key("7", a) < key("7", b) ? -1 : 1)).slice(0, Number(drawn_count));
    expect(ids(sample.filter((row) => row.stratum === stratum)).sort()).toEqual(expected.sort());
  }
});

test.each([1, 3, 8])("monetary units, %i of them: every interval a hit, in satang, from a start that the seed gives", async (size) => {
  const { frame, sample, units } = await drawn("monetary-unit", size, "9");
  const satang = (text: unknown) => BigInt(String(text).replace(".", ""));
  const used = frame.filter((row) => row.currency === units.currency && row.amount !== null && satang(row.amount) > 0n);
  const total = used.reduce((sum, row) => sum + satang(row.amount), 0n);
  const interval = total / BigInt(size);
  const start = 1n + (BigInt(`0x${hash("9").slice(0, 12)}`) % interval);
  expect(satang(units.interval_amount)).toBe(interval);
  expect(satang(units.start_amount)).toBe(start);
  const hits = new Map<string, number>();
  for (let nth = 0; nth < size; nth++) {
    const at = start + BigInt(nth) * interval;
    let upto = 0n;
    for (const row of used) {
      upto += satang(row.amount);
      if (at > upto) continue;
      hits.set(String(row.subject_id), (hits.get(String(row.subject_id)) ?? 0) + 1);
      break;
    }
  }
  expect(new Map(sample.map((row) => [String(row.subject_id), Number(row.hits_count)]))).toEqual(hits);
  expect([...hits.values()].reduce((sum, n) => sum + n, 0)).toBe(size);
});
