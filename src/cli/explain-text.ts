// An explanation as text that a person can paste into a memo: facts by their names in the reader's language, each with where it was read.
import type { Answer } from "../app/answers.ts";
import type { Explanation, Fact } from "../app/explain.ts";
import type { Address, Flag } from "../app/flags.ts";
import type { Indicator } from "../catalogue/indicator.ts";
import { labelOf } from "../text/codelist.ts";
import { publisherOf } from "../text/publisher.ts";
import { type Language, showAmount, showDay, showFact, showShare } from "../text/text.ts";
import { fieldLabel, nounLabel } from "../text/words.ts";
import { disclosureLines } from "./disclosure-text.ts";
import { word } from "./words.ts";

/** Rows of one noun that are told. */
const TOLD = 20;

function addressText(it: Address | null, language: Language): string {
  if (!it) return "–";
  // Rows of a table that is no text are counted with a sign behind them.
  const place = it.place.replace(/^(\d+)(#?)$/, (_, n: string, isRow: string) => `${word(isRow ? "row" : "line", language)} ${n}`);
  return `${it.file} (sha256 ${it.sha256.slice(0, 12)}…) ${place}`;
}

/** What tells nothing in a memo, or stands there under another name. */
function isLeftOut(name: string, value: unknown, row: Fact): boolean {
  if (value === null || value === undefined || value === "") return true;
  if (["known_from", "class_basis", "currency", "country", "address", "lot_id"].includes(name)) return name !== "lot_id" || !row.lot_id;
  // A change seen between two snapshots has no number of its own.
  if (name === "amendment_id") return row.basis === "snapshot";
  if (name === "lots_count") return Number(value) === 0;
  if (name === "starts_on") return value === row.signed_on;
  // A party's id stands behind its name; without a name it stands alone.
  if (name.endsWith("_id") && row[name.replace(/_id$/, "_name")]) return true;
  return name === "method_text" && value === labelOf("procurement_method", String(row.procurement_method), "th");
}

const money = (amount: unknown, currency: unknown, language: Language): string =>
  `${showAmount(String(amount))} ${currency ? labelOf("currency_code", String(currency), language) : ""}`.trim();

function factText(name: string, value: unknown, row: Fact, language: Language): string {
  if (typeof value === "object" && value !== null) return JSON.stringify(value);
  const type = name.slice(name.lastIndexOf("_") + 1);
  const numbered = /^TH-TIN:(\d+)$/.exec(String(value));
  if (numbered && (name === "old_text" || name === "new_text")) return `${fieldLabel("registry_number", language)} ${numbered[1]}`;
  if (name === "source") return publisherOf(String(value))?.[language] ?? String(value);
  if (type === "amount") return money(value, row.currency, language);
  if (["status", "method", "category", "kind", "basis", "item", "series", "metric"].includes(type))
    return labelOf(name, String(value), language);
  if (type === "from" || type === "to") return /^\d{4}-/.test(String(value)) ? showDay(String(value), language) : String(value);
  if (type === "on" || name === "fiscal_year") return showFact(name, value, language, labelOf);
  const number = name.endsWith("_name") ? /^TH-TIN:(.+)$/.exec(String(row[name.replace(/_name$/, "_id")] ?? ""))?.[1] : undefined;
  return number ? `${value} (${fieldLabel("registry_number", language)} ${number})` : String(value);
}

function factLines(facts: Explanation["facts"], language: Language): string[] {
  const listed = Object.entries(facts).filter(([noun]) => noun !== "disclosure");
  return listed.flatMap(([noun, rows]) => [
    ...rows.slice(0, TOLD).flatMap(({ seen_in, seen_before, ...row }) => {
      const told = { ...row, seen_in };
      const shown = Object.entries(row).filter(([name, value]) => !isLeftOut(name, value, told));
      return [
        nounLabel(noun, language),
        ...shown.map(([name, value]) => `    ${fieldLabel(name, language)}: ${factText(name, value, told, language)}`),
        `    ${word("seenIn", language)} ${addressText(seen_in, language)}`,
        ...(seen_before ? [`    ${word("seenBefore", language)} ${addressText(seen_before, language)}`] : []),
      ];
    }),
    ...(rows.length > TOLD ? [`    … ${rows.length - TOLD}`] : []),
  ]);
}

/** Places where a flag was read, each once. */
function flagLines(flag: Flag, indicator: Indicator | undefined, country: unknown, language: Language): string[] {
  const places = [...new Set(flag.seen_in.slice(0, 10).map((it) => addressText(it, language)))];
  return [
    `${flag.title} (${flag.indicator} · ${word("level", language)} ${labelOf("level", flag.level, language)})`,
    `    ${flag.says}`,
    ...places.map((place) => `    ${word("seenIn", language)} ${place}`),
    ...(indicator
      ? [
          ...indicator.basis
            .filter((it) => it.country === country)
            .map(
              ({ law, verified }) =>
                `    ${word("basis", language)}: ${law[language].trim()}${verified ? "" : ` (${word("unverified", language)})`}`,
            ),
          `    ${word("innocent", language)}:`,
          ...indicator.innocent.map((one) => `      - ${one[language]}`),
          `    ${word("check", language)}:`,
          ...indicator.checks.map((one) => `      - ${one[language]}`),
        ]
      : []),
  ];
}

/** What could not be judged, by what is lacking: one line where sixty indicators lack the same field. */
function lackingLines(lacking: readonly Answer[]): string[] {
  const byReason = new Map<string, string[]>();
  for (const { says_reason, title, indicator } of lacking) {
    // The name of the column is for those who publish; readers of a memo have it in words.
    const reason = (says_reason ?? "–").replace(/ \([a-z_]+\.[a-z_]+\)/, "").replace(/\.$/, "");
    byReason.set(reason, [...(byReason.get(reason) ?? []), `${title} (${indicator})`]);
  }
  return [...byReason]
    .sort(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1))
    .map(([reason, of]) => `- ${reason}: ${of.join(", ")}`);
}

export function explainText(it: Explanation, indicators: ReadonlyMap<string, Indicator>, language: Language): string {
  const lines: string[] = [
    `${nounLabel(it.subject_kind, language)} ${it.subject_id}`,
    `${word("asOf", language)} ${showDay(it.as_of, language)} · ${word("run", language)} ${it.run_id}`,
    "",
  ];
  if (it.score) {
    const { score, judged, flagged, no_data, rank, rank_low, rank_high, of } = it.score;
    const share = score === null ? "–" : showShare(score, language);
    lines.push(
      `${word("score", language)} ${share} · ${word("flagged", language)} ${flagged} / ${word("judged", language)} ${judged} · ${word("no_data", language)} ${no_data}`,
      // Where nothing was flagged all share the last place, which tells nothing.
      ...(flagged > 0
        ? [
            `${word("rank", language)} ${showAmount(String(rank))} (${showAmount(String(rank_low))}–${showAmount(String(rank_high))}) ${word("of", language)} ${showAmount(String(of))}`,
          ]
        : []),
      "",
    );
  }
  lines.push(`## ${word("facts", language)}`, ...factLines(it.facts, language));
  lines.push(...disclosureLines(it.facts.disclosure, language));
  lines.push("", `## ${word("flags", language)} (${it.flags.length})`);
  const country = it.facts.process?.[0]?.country;
  for (const flag of it.flags) lines.push(...flagLines(flag, indicators.get(flag.indicator), country, language));
  const lacking = it.answers.filter(({ status }) => status === "no_data");
  if (lacking.length) lines.push("", `## ${word("unjudged", language)} (${lacking.length})`, ...lackingLines(lacking));
  const own = new Set((it.facts.contract ?? []).map(({ contract_id }) => contract_id));
  const others = it.history.filter(({ contract_id }) => !own.has(contract_id));
  if (others.length) {
    lines.push("", `## ${word("history", language)}`);
    for (const row of others.slice(0, 10)) {
      const signed = row.signed_on ? showDay(String(row.signed_on), language) : "–";
      lines.push(`- ${signed} · ${money(row.value_amount ?? "–", row.currency, language)} · ${row.contract_id} · ${row.title ?? ""}`);
    }
  }
  lines.push("", word("disclaimer", language));
  return lines.join("\n");
}
