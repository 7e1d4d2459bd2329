// What every indicator answers on each OCDS publisher at hand, in docs/answers.md, and the reason of each answer that looks odd.
// `npm run docs:answers` writes the page; it needs the real records.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { requireCatalogue } from "../src/catalogue/load.ts";
import { packaged } from "../src/package-root.ts";
import { type Answers, answersOf, BECAUSE, oddityOf, sectionOf } from "./answers.ts";
import { absent, unasked, unless, whenAsked } from "./real-records.ts";

const PAGE = packaged("docs/answers.md");

/** Files and folders of public records by the name the page gives them; the examples of the standard are nobody's purchases. */
const SETS: Record<string, string> = {
  armenia: "ocds/armenia",
  australia: "ocds/australia",
  colombia: "ocds/colombia",
  "colombia-secop-2021": "ocds/colombia-secop-2021",
  mexico: "ocds/mexico",
  "mexico-inai-records-2020": "ocds/mexico-inai-records-2020",
  moldova: "ocds/moldova",
  paraguay: "ocds/paraguay",
  "portugal-base-2019": "ocds/portugal-base-2019",
  "uk-bodsmatch": "ocds/uk-bodsmatch",
  "e-GP, 202,362 rows": "thailand/derived/egp_contact_2568_verbatim_202k.parquet",
  "e-GP, Bangkok": "thailand/derived/reconstructed_2568-egp-contract_bma.csv.gz",
  "e-GP, Chachoengsao": "thailand/derived/chachoengsao_2568.jsonl.gz",
  "e-GP announcements": "thailand/egp_live",
};
/** A table of a layout that only its mapping knows. */
const MAPPED = { name: "nine tenders with bidders", path: "thailand/bidders", mapping: "data/mappings/bidders.yaml" };
const EXAMPLES = /^ocds-/;

const HEAD = `# What every indicator answers on real records

Files of real publishers, each folder imported and judged by itself with the default profile. Four answers: flagged, clear, not applicable, and
no data where a field that is needed is not published. How rare each flag is on the 202,362 Thai rows: [thailand.md](thailand.md).
An answer looks odd (¹) when certainly more than a quarter of those judged are flagged (Wilson's lower bound), or nobody of 300 or more; its reason
stands beside it, or that none is written yet.
Made by \`npm run docs:answers\` from files that are not part of this project; a test judges them again and compares.
`;

describe.skipIf(absent || unasked)(`the catalogue on public records${unless}${whenAsked}`, () => {
  const found = new Map<string, Answers[]>();
  beforeAll(async () => {
    for (const { name, ...set } of [...Object.entries(SETS).map(([name, path]) => ({ name, path })), MAPPED])
      found.set(
        name,
        (await answersOf(set)).filter(({ source }) => !EXAMPLES.test(source)),
      );
  }, 7_200_000);

  test("no reason is kept for what is no longer odd", () => {
    const kept = Object.entries(BECAUSE).flatMap(([source, of]) =>
      Object.entries(of).flatMap(([oddity, by]) => Object.keys(by).map((code) => `${source} ${oddity} ${code}`)),
    );
    const standing = new Set(
      [...found.values()].flat().flatMap((it) => (oddityOf(it) ? [`${it.source} ${oddityOf(it)} ${it.indicator}`] : [])),
    );
    expect(kept.filter((it) => !standing.has(it))).toEqual([]);
  });

  test("docs/answers.md shows them as they are", () => {
    const all = requireCatalogue()
      .filter(({ sql }) => sql !== null)
      .map(({ id }) => id);
    const sections = [...found].flatMap(([folder, answers]) =>
      [...new Set(answers.map(({ source }) => source))].sort().flatMap((source) => sectionOf(folder, source, answers, all)),
    );
    const page = `${HEAD}\n${sections.join("\n").trimEnd()}\n`;
    if (process.env.UPDATE_DOCS === "1") writeFileSync(PAGE, page);
    expect(existsSync(PAGE) ? readFileSync(PAGE, "utf8") : "", "docs/answers.md: run npm run docs:answers").toBe(page);
  });
});
