// An explanation as text a person could paste into a memo.
import type { Explanation } from "../app/explain.ts";
import type { Address } from "../app/flags.ts";
import type { Indicator } from "../catalogue/indicator.ts";
import { labelOf } from "../text/codelist.ts";
import { type Language, showAmount, showFact, showShare } from "../text/text.ts";
import { word } from "./words.ts";

const address = (it: Address | null): string => (it ? `${it.file} (sha256 ${it.sha256.slice(0, 12)}…) ${it.place}` : "–");

/** Facts are shown by the words of the canon; amounts and days as the language writes them. */
const fact = (name: string, value: unknown, language: Language): string => {
  if (typeof value === "object" && value !== null) return JSON.stringify(value);
  const type = name.slice(name.lastIndexOf("_") + 1);
  if (["status", "method", "category", "kind", "basis", "item", "series", "metric"].includes(type))
    return labelOf(name, String(value), language);
  return type === "amount" || type === "on" || name === "fiscal_year" ? showFact(name, value, language, labelOf) : String(value);
};

export function explainText(it: Explanation, indicators: ReadonlyMap<string, Indicator>, language: Language): string {
  const lines: string[] = [`${it.subject_id}`, `${it.run_id} · ${it.as_of}`, ""];
  if (it.score) {
    const { score, judged, flagged, no_data, rank, rank_low, rank_high, of } = it.score;
    const share = score === null ? "–" : showShare(score, language);
    lines.push(
      `${word("score", language)} ${share} · ${word("flagged", language)} ${flagged} / ${word("judged", language)} ${judged} · ${word("no_data", language)} ${no_data}`,
    );
    lines.push(
      `${word("rank", language)} ${showAmount(String(rank))} (${showAmount(String(rank_low))}–${showAmount(String(rank_high))}) ${word("of", language)} ${showAmount(String(of))}`,
      "",
    );
  }
  lines.push(`## ${word("facts", language)}`);
  for (const [name, rows] of Object.entries(it.facts)) {
    for (const { seen_in, seen_before, ...row } of rows.slice(0, 20)) {
      const shown = Object.entries(row).filter(([, value]) => value !== null && value !== undefined && value !== "");
      lines.push(
        `${name}: ${shown.map(([key, value]) => `${key} ${fact(key, value, language)}`).join(" · ")}`,
        `    ${word("seenIn", language)} ${address(seen_in)}`,
        ...(seen_before ? [`    ${word("seenBefore", language)} ${address(seen_before)}`] : []),
      );
    }
    if (rows.length > 20) lines.push(`    … ${rows.length - 20}`);
  }
  lines.push("", `## ${word("flags", language)} (${it.flags.length})`);
  for (const flag of it.flags) {
    const indicator = indicators.get(flag.indicator);
    lines.push(`${flag.indicator} ${flag.title} – ${flag.subject_kind} ${flag.subject_id}`, `    ${flag.says}`);
    for (const place of flag.seen_in.slice(0, 10)) lines.push(`    ${word("seenIn", language)} ${address(place)}`);
    if (indicator) {
      lines.push(`    ${word("innocent", language)}:`, ...indicator.innocent.map((one) => `      - ${one[language]}`));
      lines.push(`    ${word("check", language)}:`, ...indicator.checks.map((one) => `      - ${one[language]}`));
    }
  }
  const lacking = it.answers.filter(({ status }) => status === "no_data");
  if (lacking.length) {
    lines.push("", `## ${word("unjudged", language)} (${lacking.length})`);
    for (const answer of lacking) lines.push(`${answer.indicator} ${answer.title}: ${answer.says_reason}`);
  }
  if (it.history.length) {
    lines.push("", `## ${word("history", language)}`);
    for (const row of it.history.slice(0, 10)) {
      lines.push(
        `${row.contract_id} · ${showFact("signed_on", row.signed_on, language, labelOf)} · ${showAmount(String(row.value_amount ?? "–"))} ${row.currency ?? ""} · ${row.title ?? ""}`,
      );
    }
  }
  lines.push("", word("disclaimer", language));
  return lines.join("\n");
}
