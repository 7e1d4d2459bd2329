// What a project disclosed and what not, as lines of a memo: the items of CoST's standard by their names, not one by one.
import type { Fact } from "../app/explain.ts";
import { labelOf } from "../text/codelist.ts";
import type { Language } from "../text/text.ts";
import { wordsOf } from "../text/words.ts";

/** The lines, or none where the subject is no project. */
export function disclosureLines(facts: readonly Fact[] | undefined, language: Language): string[] {
  if (!facts) return [];
  const { project } = wordsOf(language);
  const named = (rows: readonly Fact[]) => rows.map(({ item }) => labelOf("item", String(item), language)).join(", ") || "–";
  return [
    "",
    `## ${project.disclosure}`,
    project.disclosureLead,
    ...(["proactive", "reactive"] as const).flatMap((name) => {
      const due = facts.filter((it) => it.disclosure === name && it.is_due === true);
      const disclosed = due.filter((it) => it.is_disclosed === true);
      return [
        `${project[name]}: ${project.counted(disclosed.length, due.length)}`,
        `    ${project.disclosed}: ${named(disclosed)}`,
        `    ${project.notDisclosed}: ${named(due.filter((it) => it.is_disclosed !== true))}`,
      ];
    }),
  ];
}
