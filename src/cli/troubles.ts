// What a person is told of a file that was not taken whole.
import type { FileReport } from "../app/take.ts";
import { labelOf } from "../text/codelist.ts";
import { type Language, showAmount } from "../text/text.ts";
import { word } from "./words.ts";

const count = (value: number): string => showAmount(String(value));

/** What of a file was put aside, left out or refused, why, where, and what to do. */
export function troublesOf({ name, reasons, first_at, noted, noted_at, refused }: FileReport, language: Language): string[] {
  const lines = Object.entries(reasons).map(
    ([reason, records]) =>
      `${name}: ${count(records)} ${word("quarantined", language)}: ${labelOf("problem", reason, language)} (${reason}, ${word("firstAt", language)} ${first_at[reason]})`,
  );
  if (lines.length) lines.push(`  → ${word("askPublisher", language)}`);
  for (const [note, times] of Object.entries(noted)) {
    const [field, problem = ""] = note.split(" ");
    lines.push(
      `${name}: ${count(times)} ${word("noted", language)}: ${labelOf("problem", problem, language)} (${field}${noted_at[note] === undefined ? "" : `, ${word("firstAt", language)} ${noted_at[note]}`})`,
    );
  }
  if (refused) {
    lines.push(`✖ ${name}: ${word("refused", language)}: ${refused.what[language]}`);
    if (refused.where) lines.push(`  ${word("at", language)} ${refused.where}`);
    if (refused.remedy) lines.push(`  → ${refused.remedy[language]}`);
  }
  return lines;
}
