// The verb `coverage`: what could not be judged, by indicator and source, and which field would mend it.

import { processOf } from "../run/context.ts";
import { resultTable } from "../run/result-table.ts";
import { subjectOf } from "../run/subject.ts";
import { labelOf } from "../text/codelist.ts";
import type { Language } from "../text/text.ts";
import { fieldLabel, nounLabel } from "../text/words.ts";
import type { Generation } from "./generation.ts";

export interface Coverage {
  indicator: string;
  title: string;
  source: string;
  flagged: number;
  clear: number;
  not_applicable: number;
  no_data: number;
  /** Judged subjects of those that could be: flagged + clear of flagged + clear + no_data. */
  judged_share: number | null;
  /** Why not, most frequent first. A reason with a dot is the column that is missing. */
  lacking: { reason: string; says: string; subjects: number }[];
}

/** The sources a subject was read from: its process's own, or those of the processes it touches. */
function sourceSql(kind: Parameters<typeof subjectOf>[0]): string {
  if (kind === "project") return "select project_key as subject, source from canon.project";
  const process = processOf(kind);
  if (process) return `select own.subject, process.source from (${process}) as own join canon.process as process using (process_key)`;
  const { contracts, from, key } = subjectOf(kind);
  return `select ${key} as subject, coalesce(min(touched.source), '-') as source from ${from} as own left join (
      select touched.subject, process.source from (${contracts}) as touched join canon.contract using (contract_key) join canon.process as process using (process_key)
  ) as touched on touched.subject = own.${key} group by ${key}`;
}

export async function coverage(generation: Generation, language: Language): Promise<Coverage[]> {
  const list: Coverage[] = [];
  for (const { indicator } of generation.manifest.results) list.push(...(await coverageOf(generation, indicator, language)));
  return list;
}

/** What one indicator answered, source by source; nothing where it did not run. */
export async function coverageOf(generation: Generation, indicator: string, language: Language): Promise<Coverage[]> {
  if (!generation.manifest.results.some((it) => it.indicator === indicator)) return [];
  await generation.peers();
  const spec = generation.indicators.get(indicator);
  const { kind } = await generation.db.one<{ kind: Parameters<typeof subjectOf>[0] }>(
    `select kind from run.outcome where indicator = '${indicator}'`,
  );
  const rows = await generation.db.rows<{
    source: string;
    status: "flagged" | "clear" | "not_applicable" | "no_data";
    reason: string | null;
    n: string;
  }>(`
      select source.source, code.status, code.reason, count(*) as n
      from run.${resultTable(indicator)} as result
      join run.code as code on code.code = result.code and code.indicator = '${indicator}'
      join (${sourceSql(kind)}) as source on source.subject = result.subject
      group by all order by source.source, n desc, code.reason`);
  return [...new Set(rows.map((row) => row.source))].map((source): Coverage => {
    const of = rows.filter((row) => row.source === source);
    const count = (status: string) => of.filter((row) => row.status === status).reduce((sum, row) => sum + Number(row.n), 0);
    const [flagged, clear, no_data] = [count("flagged"), count("clear"), count("no_data")];
    return {
      indicator,
      title: spec?.title[language] ?? indicator,
      source,
      flagged,
      clear,
      not_applicable: count("not_applicable"),
      no_data,
      judged_share: flagged + clear + no_data ? (flagged + clear) / (flagged + clear + no_data) : null,
      lacking: of
        .filter((row) => row.status === "no_data")
        .map((row) => ({ reason: row.reason!, says: sayReason(row.reason!, language), subjects: Number(row.n) })),
    };
  });
}

/** A reason in words: the missing column named, or the sentence of the codelist. */
export function sayReason(reason: string, language: Language): string {
  if (!reason.includes(".")) return labelOf("reason", reason, language);
  const [table, column] = reason.split(".") as [string, string];
  const [noun, field] = [nounLabel(table, language), fieldLabel(column, language)];
  return language === "th"
    ? `แหล่งข้อมูลนี้ไม่มีข้อมูล “${field}” ของ${noun} (${reason})`
    : `The source does not carry ${reason} (${noun.toLowerCase()}: ${field}).`;
}
