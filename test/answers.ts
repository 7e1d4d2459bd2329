// What every indicator answers on the records of one publisher, and which answers look odd: so many flags that they say little, or none at all.
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { type Coverage, coverage } from "../src/app/coverage.ts";
import { openGeneration } from "../src/app/generation.ts";
import { importFiles } from "../src/app/import.ts";
import { runIndicators } from "../src/app/run.ts";
import { packaged } from "../src/package-root.ts";
import { freshWorkspace, real } from "./real-records.ts";

export type Answers = Pick<Coverage, "indicator" | "source" | "flagged" | "clear" | "not_applicable" | "no_data">;

type Oddity = "often" | "none";
/** Why an odd answer stands: by source, kind of oddity and indicator. */
type Because = Record<string, Partial<Record<Oddity, Record<string, string>>>>;

export const BECAUSE = parse(readFileSync(packaged("test/answers.yaml"), "utf8")) as Because;

const MOST_FLAGGED = 0.25;
/** An indicator that flags one in a hundred flags none of so many once in twenty times: of fewer, none is no surprise. */
const FEWEST_JUDGED = 300;
const STANDARD_ERRORS = 1.959964;

/** The lower bound of Wilson's interval: two of three may well be chance. */
function leastShare(flagged: number, judged: number): number {
  const [share, z2] = [flagged / judged, STANDARD_ERRORS ** 2];
  return (
    (share + z2 / (2 * judged) - STANDARD_ERRORS * Math.sqrt((share * (1 - share)) / judged + z2 / (4 * judged ** 2))) / (1 + z2 / judged)
  );
}

/** Imports real records, a table of its own layout through a mapping; judges them, and tells every answer of each source in them. */
export async function answersOf({ path, mapping }: { path: string; mapping?: string }): Promise<Answers[]> {
  const workspace = freshWorkspace();
  await importFiles(workspace, [real(path)], mapping === undefined ? {} : { mapping: packaged(mapping) });
  const generation = await openGeneration(workspace, (await runIndicators(workspace)).run_id);
  const rows = await coverage(generation, "en");
  generation.close();
  return rows.map(({ indicator, source, flagged, clear, not_applicable, no_data }) => ({
    indicator,
    source,
    flagged,
    clear,
    not_applicable,
    no_data,
  }));
}

/** What is odd about an answer, if anything. */
export function oddityOf({ flagged, clear }: Answers): Oddity | undefined {
  const judged = flagged + clear;
  if (judged > 0 && leastShare(flagged, judged) > MOST_FLAGGED) return "often";
  if (flagged === 0 && judged >= FEWEST_JUDGED) return "none";
  return undefined;
}

const becauseOf = (it: Answers): string | undefined => {
  const oddity = oddityOf(it);
  return oddity && BECAUSE[it.source]?.[oddity]?.[it.indicator];
};

const count = (value: number): string => value.toLocaleString("en-US");
const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;

/** One publisher's table in Markdown; indicators that find no subject there at all are only named. */
export function sectionOf(folder: string, source: string, answers: readonly Answers[], all: readonly string[]): string[] {
  const of = answers.filter((it) => it.source === source);
  const judged = of.filter((it) => it.flagged + it.clear > 0);
  const without = all.filter((code) => !of.some(({ indicator }) => indicator === code));
  const marks = new Map<string, string>();
  for (const it of judged) {
    const oddity = oddityOf(it);
    if (oddity)
      marks.set(
        it.indicator,
        oddity === "often"
          ? `${percent(it.flagged / (it.flagged + it.clear))} of ${count(it.flagged + it.clear)} flagged`
          : `none of ${count(it.clear)} flagged`,
      );
  }
  const line = (it: Answers) =>
    `| ${it.indicator}${marks.has(it.indicator) ? " ¹" : ""} | ${[it.flagged, it.clear, it.not_applicable, it.no_data].map(count).join(" | ")} |`;
  return [
    `## \`${source}\` (${folder})`,
    "",
    "| indicator | flagged | clear | not applicable | no data |",
    "|---|--:|--:|--:|--:|",
    ...of.map(line),
    "",
    ...judged
      .filter((it) => marks.has(it.indicator))
      .flatMap((it) => [`¹ ${it.indicator}, ${marks.get(it.indicator)}. ${becauseOf(it) ?? "No reason is written yet."}`, ""]),
    ...(without.length ? [`No subject here: ${without.join(", ")}.`, ""] : []),
  ];
}
