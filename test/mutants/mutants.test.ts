// The mutation check of the catalogue, on demand: `npm run mutants [-- CODE…]`.
import { existsSync, readFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { packaged } from "../../src/package-root.ts";
import { gated } from "../gated.ts";
import { type Hunt, hunt } from "./hunt.ts";

const asked = process.env.MUTANTS?.split(",") ?? [];
const file = packaged("test/mutants/equivalent.yaml");
/** Changes that cannot be told from the method, whatever the world, each with the reason why. */
const equivalent = (existsSync(file) ? parse(readFileSync(file, "utf8")) : {}) as Record<string, Record<string, string>>;
const hunts: Hunt[] = [];
const LEAST_KILLED = 0.95;

const share = (part: number, whole: number) => `${((100 * part) / Math.max(whole, 1)).toFixed(1)} %`;

describe.skipIf(!asked.length)("mutants", () => {
  const chosen = gated().indicators.filter(
    ({ id, sql }) => sql !== null && (asked.includes("all") || asked.some((code) => id.startsWith(code))),
  );
  test.each(chosen.map((it) => [it.id, it] as const))("%s", { timeout: 3_600_000 }, async (id, indicator) => {
    const found = await hunt({ ...indicator, sql: indicator.sql! });
    hunts.push(found);
    const named = equivalent[id] ?? {};
    const unnamed = found.survivors.filter((change) => !(change in named));
    console.log(
      [
        `${id}: ${found.mutants - found.survivors.length} of ${found.mutants} killed (${found.seconds.toFixed(1)} s)`,
        ...unnamed.map((change) => `    ${change}`),
      ].join("\n"),
    );
    expect(
      Object.keys(named).filter((change) => !found.survivors.includes(change)),
      "named as equivalent, but killed or gone",
    ).toEqual([]);
  });

  afterAll(() => {
    const [mutants, left, named] = [
      hunts.map((it) => it.mutants),
      hunts.map((it) => it.survivors.length),
      hunts.map((it) => it.survivors.filter((change) => change in (equivalent[it.code] ?? {})).length),
    ].map((counts) => counts.reduce((a, b) => a + b, 0)) as [number, number, number];
    console.log(
      `${mutants} mutants of ${hunts.length} methods: ${share(mutants - left, mutants)} killed; without the ${named} that change nothing, ${share(mutants - left, mutants - named)}`,
    );
    if (chosen.length > 1) expect((mutants - left) / Math.max(mutants - named, 1)).toBeGreaterThanOrEqual(LEAST_KILLED);
  });
});
