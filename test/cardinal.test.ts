// Cardinal's rules beside ours on the bids at hand, in docs/cardinal.md. `npm run docs:cardinal` writes the page; it needs the real records.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { importFiles } from "../src/app/import.ts";
import { type Manifest, runIndicators } from "../src/app/run.ts";
import { loadCatalogue } from "../src/catalogue/load.ts";
import { packaged } from "../src/package-root.ts";
import { absent, freshWorkspace, real, unasked, unless, whenAsked } from "./real-records.ts";

const PAGE = packaged("docs/cardinal.md");
const SETS = ["armenia", "moldova", "mexico", "paraguay", "portugal-base-2019", "uk-bodsmatch"];
const theirs = loadCatalogue(packaged("data/profiles/cardinal-0.0.8"), "own").indicators;

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;

async function linesOf(set: string): Promise<string[]> {
  const workspace = freshWorkspace();
  await importFiles(workspace, [real(`ocds/${set}`)]);
  const codes = theirs.map(({ id }) => id.replace("cardinal:", ""));
  const cardinal = await runIndicators(workspace, { profile: "cardinal-0.0.8-compat" });
  const house = await runIndicators(workspace, { indicators: codes });
  const of = (run: Manifest, id: string) => run.results.find(({ indicator }) => indicator === id)!;
  return codes.map((code) => {
    const [one, other] = [of(cardinal, `cardinal:${code}`), of(house, code)];
    const { subject } = theirs.find(({ id }) => id === `cardinal:${code}`)!;
    return row([
      set,
      code,
      subject,
      one.flagged,
      one.clear,
      one.no_data + one.not_applicable,
      other.flagged,
      other.clear,
      other.no_data,
      other.not_applicable,
    ]);
  });
}

test.skipIf(absent || unasked)(
  `both profiles answer for every set, and the page says what${unless}${whenAsked}`,
  { timeout: 600_000 },
  async () => {
    const lines: string[] = [];
    for (const set of SETS) lines.push(...(await linesOf(set)));
    const page = `# Beside Cardinal

\`jabta run --profile cardinal-0.0.8-compat\` judges by the rules of Cardinal 0.0.8 to the letter: by process, without lots, consortia and other currencies,
with fences drawn over the whole file, and with nothing where it says nothing. The default profile asks the same questions of each lot and says what it could
not judge. Below, both on public files; what Cardinal leaves without a word is "silent" here. Its indicators stand in \`data/profiles/cardinal-0.0.8/\`; where the
canon cannot follow it to the letter, \`differs\` in the indicator says so: a number of bidders written \`1.0\` or given in the statistics of the bids counts as 1, a
word for the status of a bid or award that the codelists do not know is missing, procuring entities are no third group of R038, and a winning price of zero is
left out where Cardinal computes infinity. The program itself was not run here: the rules are held by cases computed from its published source.
Made by \`npm run docs:cardinal\`.

${row(["file", "code", "judged by Cardinal's rule", "flagged", "clear", "silent", "ours: flagged", "clear", "no data", "not applicable"])}
${row(["---", "---", "---", "---:", "---:", "---:", "---:", "---:", "---:", "---:"])}
${lines.join("\n")}
`;
    if (process.env.UPDATE_DOCS === "1") writeFileSync(PAGE, page);
    expect(existsSync(PAGE) ? readFileSync(PAGE, "utf8") : "", "docs/cardinal.md: run npm run docs:cardinal").toBe(page);
  },
);
