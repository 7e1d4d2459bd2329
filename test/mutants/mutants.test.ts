// The mutation check of the catalogue, on demand: `npm run mutants [-- CODE…]`.
import { afterAll, describe, expect, test } from "vitest";
import { requireCatalogue } from "../../src/catalogue/load.ts";
import { basisOf, EQUIVALENTS, found, isFound, keep, leftOf, shareOf, tallyOf, whyEquivalent, writePage } from "./found.ts";
import { hunt } from "./hunt.ts";

const asked = process.env.MUTANTS?.split(",") ?? [];
const LEAST_KILLED = 0.95;

describe.skipIf(!asked.length)("mutants", () => {
  const computed = requireCatalogue().flatMap((it) => (it.sql === null ? [] : [{ ...it, sql: it.sql }]));
  const all = computed.filter(({ maturity }) => maturity !== "draft");
  const isWhole = asked.includes("all");
  const chosen = isWhole ? all.filter((it) => !isFound(it)) : computed.filter(({ id }) => asked.some((code) => id.startsWith(code)));
  test.each(chosen.map((it) => [it.id, it] as const))("%s", { timeout: 3_600_000 }, async (id, indicator) => {
    const { mutants, survivors, seconds } = await hunt(indicator, leftOf(indicator));
    if (indicator.maturity !== "draft") keep(id, { ...basisOf(indicator), mutants, survivors });
    const named = EQUIVALENTS[id] ?? {};
    const unnamed = survivors.filter((change) => !whyEquivalent(id, change));
    console.log(
      [
        `${id}: ${mutants - survivors.length} of ${mutants} killed (${seconds.toFixed(1)} s)`,
        ...unnamed.map((change) => `    ${change}`),
      ].join("\n"),
    );
    expect(
      Object.keys(named).filter((change) => !survivors.includes(change)),
      "named as equivalent, but killed or gone",
    ).toEqual([]);
  });

  test.skipIf(!isWhole)("enough of them are killed", () => {
    const codes = all.map(({ id }) => id);
    const shares = shareOf(tallyOf(codes.filter((code) => code in found)));
    console.log(`${(100 * shares).toFixed(1)} % of the changes that change something are killed`);
    expect(shares).toBeGreaterThanOrEqual(LEAST_KILLED);
  });

  afterAll(() => writePage(all));
});
