// What `jabta validate --lead` finds again of what it plants, and flags where nothing is planted, in docs/validation.md. `npm run docs:validation` writes the page.
import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type Counted, type Validation, validate } from "../src/app/validate.ts";
import { loadCatalogue } from "../src/catalogue/load.ts";
import { loadProfile } from "../src/catalogue/profile.ts";
import { packaged } from "../src/package-root.ts";
import { unasked, whenAsked } from "./real-records.ts";

const PAGE = packaged("docs/validation.md");
const ROWS = { egp: 1200, ocds: 240, oc4ids: 30 };
const SEED = 7;

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;
const percent = (share: number): string => `${Math.round(share * 100)} %`;
const told = ({ k, n, low, high }: Counted): string =>
  low === null || high === null ? "–" : `${k} of ${n} (${percent(low)} to ${percent(high)})`;
const tableOf = (heads: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [row(heads), row(heads.map(() => "---")), ...rows.map(row)].join("\n");

function pageOf({ found, clean, lead }: Validation): string {
  const order = ["weak", "strong"];
  const schemes = [...found].sort((a, b) =>
    [a.format, a.scheme, a.indicator, order.indexOf(a.strength)].join("|") <
    [b.format, b.scheme, b.indicator, order.indexOf(b.strength)].join("|")
      ? -1
      : 1,
  );
  const flagged = clean
    .filter(({ flags }) => flags.k > 0)
    .sort((a, b) => b.flags.k / b.flags.n - a.flags.k / a.flags.n || (a.indicator < b.indicator ? -1 : 1));
  const foretold = lead!.indicators.filter(({ precision, recall }) => precision.k > 0 || recall.k > 0);
  const early = foretold.length
    ? tableOf(
        ["indicator", "outcome", "precision", "recall", "days before"],
        foretold.map((it) => [
          it.indicator,
          it.outcome,
          told(it.precision),
          told(it.recall),
          it.lead_days ? `${it.lead_days.middle} (${it.lead_days.low} to ${it.lead_days.high})` : "–",
        ]),
      )
    : "No flag stood on any of them before its outcome was known: at this size these records show no lead time.";
  return `# What is found of what was planted

\`jabta validate --lead\` makes records, plants schemes in them and judges. The truth is what the generator wrote down; the judging knows nothing of it. Made-up records show that a
method does what it says, and how it fares where a scheme is faint. They do not show how often the scheme occurs in life, nor how often a flag on real records is explained:
that is what verdicts of reviews are for (\`jabta learned\`). Every share stands with k of n and Wilson's 95 % interval. Made by \`npm run docs:validation\`: seed ${SEED}, ${ROWS.egp} rows of
e-GP, ${ROWS.ocds} processes of OCDS, ${ROWS.oc4ids} projects of OC4IDS.

## Schemes

Recall: schemes found, of those planted strongly enough to reach the indicator's threshold. Precision: flags on what was planted for the indicator, of all its flags. Weak planting
lies just beyond the thresholds and leaves some of them untouched, which is why fewer are expected there.

${tableOf(
  ["format", "scheme", "indicator", "planting", "recall", "precision"],
  schemes.map((it) => [it.format, it.scheme, it.indicator, it.strength, told(it.recall), told(it.precision)]),
)}

## How early

${lead!.contracts} contracts followed from ${lead!.days[0]} to ${lead!.days.at(-1)}, judged on ${lead!.days.length} days with what was known on each. Days are those between the first flag and the first
day on which the outcome was known: the middle, and the quarter on either side. Every indicator is asked, also those that know nothing of delivery: where the interval of its
precision holds the share that came to the outcome anyway, an indicator foretold no more than chance would.

${tableOf(
  ["outcome", "contracts that came to it", "known together with the contract"],
  lead!.outcomes.map((it) => [it.outcome, told(it.base), it.known_at_once]),
)}

${early}

## Where nothing was planted

Flags of each indicator that raised any, of those it judged, beside the rate that it states (\`ordinary\` in its indicator.yaml, else the five per cent of the profile). None lies
certainly above its own; ${clean.length - flagged.length} other pairs of format and indicator raised none.

${tableOf(
  ["format", "indicator", "flags", "stated"],
  flagged.map((it) => [it.format, it.indicator, told(it.flags), percent(it.stated)]),
)}
`;
}

test.skipIf(unasked)(
  `planted schemes are found again, nothing clean is flagged beyond what is stated, and the page says how much${whenAsked}`,
  async () => {
    const it = await validate(loadProfile("thailand").rare.max_share, {
      strengths: ["weak", "strong"],
      rows: ROWS,
      seed: SEED,
      lead: true,
    });
    if (process.env.UPDATE_DOCS === "1") writeFileSync(PAGE, pageOf(it));
    expect(it.found.filter(({ strength, recall }) => strength === "strong" && recall.k < recall.n)).toEqual([]);
    expect(it.clean.filter(({ is_above }) => is_above)).toEqual([]);
    expect(readFileSync(PAGE, "utf8") === pageOf(it), "docs/validation.md: run npm run docs:validation").toBe(true);
  },
  3_600_000,
);

test("the page tells of indicators there are, at the rates they state", () => {
  const text = readFileSync(PAGE, "utf8");
  const catalogue = new Map(loadCatalogue().indicators.map((indicator) => [indicator.id, indicator]));
  const rates = [...text.matchAll(/^\| (?:egp|ocds|oc4ids) \| (\w\d{3}) \| \d+ of \d+ \([^)]*\) \| (\d+) % \|$/gm)];
  expect(rates.length).toBeGreaterThan(5);
  for (const [, code, stated] of rates)
    expect([code, catalogue.get(code!)?.ordinary?.max_share ?? 0.05]).toEqual([code, Number(stated) / 100]);
  for (const [, code] of text.matchAll(/\| ([A-Z]\d{3}) \|/g)) expect(catalogue.has(code!), code).toBe(true);
});
