// Asks the canon for each figure of figures.yaml, and says where the answer is not the known one.
import { readFileSync } from "node:fs";
import { parse } from "yaml";

/** Sections of figures, each with what is known of it. */
export const sections = () => parse(readFileSync(new URL("figures.yaml", import.meta.url), "utf8"));

/** One line for each figure: what was measured, what is known, and what the rows give where that is something else. */
export async function measure(db) {
  const lines = [];
  for (const { section, sql, canon, rows = {}, because = {} } of sections()) {
    const found = new Map((await db.rows(sql)).map(({ figure, value }) => [figure, String(value)]));
    for (const figure of new Set([...Object.keys(canon), ...found.keys()])) {
      const known = canon[figure] === undefined ? undefined : String(canon[figure]);
      const inRows = rows[figure] === undefined ? known : String(rows[figure]);
      lines.push({ section, figure, measured: found.get(figure), known, rows: inRows, because: because[figure] });
    }
  }
  return lines;
}

const count = (number) => number.toLocaleString("en-US");
const percent = (share) => `${(100 * share).toFixed(2)} %`;

/** The table of `jabta rates` in Markdown, with reasons under it. */
export function rateLines({ rates, contracts, max_share }) {
  const judged = rates.filter((it) => it.judged > 0);
  return [
    "| indicator | | judges | judged | flagged | share | contracts touched |",
    "|---|---|---|--:|--:|--:|--:|",
    ...judged.map(
      (it) =>
        `| ${it.indicator} | ${it.title}${it.scored ? "" : " (not scored)"} | ${it.subject_kind} | ${count(it.judged)} | ${count(it.flagged)} | ${percent(it.share)}${it.is_frequent ? " ¹" : ""} | ${count(it.contracts)} (${percent(it.contracts / contracts)}) |`,
    ),
    "",
    ...judged
      .filter((it) => it.is_frequent)
      .map((it) => `¹ ${it.indicator} flags more than ${percent(max_share)}. ${it.because ?? "No reason is written."}`),
  ];
}

/** The figures in Markdown, section by section. */
export function figureLines(lines) {
  const out = [];
  for (const section of new Set(lines.map((line) => line.section))) {
    const of = lines.filter((line) => line.section === section);
    const why = [...new Set(of.flatMap(({ because }) => because ?? []))];
    out.push(`### ${section}`, "", "| figure | canon | rows |", "|---|--:|--:|");
    for (const it of of) out.push(`| ${it.figure} | ${it.measured} | ${it.rows}${it.because ? ` (${why.indexOf(it.because) + 1})` : ""} |`);
    out.push("", ...why.flatMap((text, index) => [`(${index + 1}) ${text}`, ""]));
  }
  return out;
}
