// On the real contracts of Bangkok: what the order of review promises holds when it is computed another way.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Generation, openGeneration } from "../../../src/app/generation.ts";
import { importFiles } from "../../../src/app/import.ts";
import { firstRows } from "../../../src/app/page.ts";
import { queueTable } from "../../../src/app/queue-table.ts";
import { runIndicators } from "../../../src/app/run.ts";
import { loadProfile } from "../../../src/catalogue/profile.ts";
import { absent, freshWorkspace, real, unless } from "../../real-records.ts";

describe.skipIf(absent)(`Bangkok${unless}`, () => {
  let generation: Generation;
  beforeAll(async () => {
    const workspace = freshWorkspace();
    await importFiles(workspace, [real("thailand/derived/reconstructed_2568-egp-contract_bma.csv.gz")]);
    generation = await openGeneration(workspace, (await runIndicators(workspace, {})).run_id);
  }, 120_000);
  afterAll(() => generation.close());

  test("the rank interval holds the rank under every change of one weight by a quarter, for at least 95 % of the top 200", async () => {
    const { db } = generation;
    const profile = loadProfile("default");
    const outcomes = new Map(
      (await db.rows<{ indicator: string; family: string; level: "low"; maturity: string }>("select * from run.outcome")).map((it) => [
        it.indicator,
        it,
      ]),
    );
    const rows = await db.rows<{ rank: number; low: number; high: number; amount: string | null; judged: string[]; flagged: string[] }>(
      "select rank, rank_low as low, rank_high as high, amount, pattern.judged, pattern.flagged from run.score join run.pattern using (pattern) order by rank",
    );
    const scoreOf = (row: (typeof rows)[number], weights: Record<string, number>): number => {
      const sum = (codes: string[]) => {
        const best: Record<string, number> = {};
        for (const code of codes) {
          const { family, level, maturity } = outcomes.get(code)!;
          const worth = profile.levels[level] * profile.maturities[maturity === "stable" ? "stable" : "trial"];
          best[family] = Math.max(best[family] ?? 0, worth);
        }
        return Object.entries(best).reduce((total, [family, worth]) => total + (weights[family] ?? 0) * worth, 0);
      };
      const judged = sum(row.judged);
      return judged > 0 ? Number((sum(row.flagged) / judged).toFixed(10)) : -1;
    };
    const top = rows.slice(0, 200);
    const outside = new Set<number>();
    let moved = 0;
    for (const family of Object.keys(profile.weights) as (keyof typeof profile.weights)[])
      for (const factor of [0.75, 1.25]) {
        const weights = { ...profile.weights, [family]: profile.weights[family]! * factor };
        const scores = rows.map((row) => scoreOf(row, weights));
        const order = rows
          .map((_, index) => index)
          .sort((a, b) => scores[b]! - scores[a]! || Number(rows[b]!.amount ?? -1) - Number(rows[a]!.amount ?? -1) || a - b);
        const rankOf = new Map(order.map((index, place) => [index, place + 1]));
        for (const [index, { rank, low, high }] of top.entries()) {
          const now = rankOf.get(index)!;
          if (now !== rank) moved++;
          if (now < low || now > high) outside.add(rank);
        }
      }
    console.log(`rank interval holds for ${200 - outside.size} of 200; ${moved} ranks moved in 20 changes of one weight`);
    expect(moved).toBeGreaterThan(0);
    expect(200 - outside.size).toBeGreaterThanOrEqual(190);
  });

  test("buyers and suppliers: k of n, its interval, a rank from ten on, and no natural person", async () => {
    for (const kind of ["buyer", "supplier"] as const) {
      const rows = await firstRows<Record<string, number | string | null>>(generation.db, await queueTable(generation, {}, kind), 10_000);
      expect(rows.length).toBeGreaterThan(50);
      expect(rows.filter(({ party_kind }) => party_kind === "natural")).toEqual([]);
      for (const { rank, judged, flagged, share_low, share_high } of rows) {
        expect(rank !== null).toBe(Number(judged) >= 10);
        expect(Number(flagged)).toBeLessThanOrEqual(Number(judged));
        expect(Number(share_low)).toBeLessThanOrEqual(Number(share_high));
      }
    }
    const { natural } = await generation.db.one<{ natural: string }>(
      "select count(*) as natural from run.entity join canon.party on party_key = entity where entity.kind = 'supplier' and party.kind = 'natural'",
    );
    expect(natural).toBe("0");
  });

  test("worth is the product of its parts, in either order; a filter that a kind cannot have is refused", async () => {
    const byWorth = await firstRows<Record<string, number>>(generation.db, await queueTable(generation, {}, "contract", "worth"), 500);
    for (const { worth, score, amount_times, novelty, time_left } of byWorth)
      expect(worth).toBeCloseTo(score! * amount_times! * novelty! * time_left!, 6);
    expect(byWorth.map(({ worth }) => worth)).toEqual(byWorth.map(({ worth }) => worth!).sort((a, b) => b - a));
    await expect(queueTable(generation, { method: "direct" }, "buyer")).rejects.toThrow(/no filter method/);
    const processes = await firstRows<Record<string, number>>(
      generation.db,
      await queueTable(generation, { method: "open" }, "process"),
      50,
    );
    expect(processes.length).toBe(50);
  });
});
