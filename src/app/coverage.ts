// The verb `coverage`: what could not be judged, by indicator and source, and which field would mend it.

import { type Db, literal } from "../db.ts";
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

type SubjectKind = Parameters<typeof subjectOf>[0];

/** The sources a subject was read from: its process's own, or those of the processes it touches. */
function sourceSql(kind: SubjectKind): string {
  if (kind === "project") return "select project_key as subject, source from canon.project";
  const process = processOf(kind);
  if (process) return `select own.subject, process.source from (${process}) as own join canon.process as process using (process_key)`;
  const { contracts, from, key } = subjectOf(kind);
  return `select ${key} as subject, coalesce(min(touched.source), '-') as source from ${from} as own left join (
      select touched.subject, process.source from (${contracts}) as touched join canon.contract using (contract_key) join canon.process as process using (process_key)
  ) as touched on touched.subject = own.${key} group by ${key}`;
}

/** Counts, once for a run, what each indicator answered of each source; `db` has canon, peers, results and outcomes in place. */
export async function layCoverage(db: Db): Promise<void> {
  const ran = await db.rows<{ kind: SubjectKind; indicators: string[] }>(
    "select kind, list(indicator order by indicator) as indicators from run.outcome group by kind order by kind",
  );
  for (const { kind, indicators } of ran) {
    await db.run(`create or replace temp table source_of as ${sourceSql(kind)}`);
    const answers = indicators.map((code) => `select ${literal(code)} as indicator, subject, code from run.${resultTable(code)}`);
    await db.run(`
      insert into run.coverage
      select indicator, source.source, code.status, code.reason, count(*)
      from (${answers.join(" union all ")}) as result
      join run.code as code using (indicator, code)
      join source_of as source using (subject)
      group by all order by all`);
  }
  await db.run("drop table if exists source_of");
}

interface Counted {
  indicator: string;
  source: string;
  status: "flagged" | "clear" | "not_applicable" | "no_data";
  reason: string | null;
  subjects: number;
}

/** What indicators answered, in the order in which they ran, source by source. */
export async function coverage(generation: Generation, language: Language, indicator?: string): Promise<Coverage[]> {
  const rows = await generation.db.rows<Counted>(
    `select indicator, source, status, reason, subjects::integer as subjects from run.coverage
     ${indicator === undefined ? "" : "where indicator = $indicator"} order by source, subjects desc, reason`,
    indicator === undefined ? {} : { indicator: { type: "text", value: indicator } },
  );
  return generation.manifest.results.flatMap(({ indicator: code }) => {
    const own = rows.filter((row) => row.indicator === code);
    const sources = [...new Set(own.map(({ source }) => source))];
    return sources.map((source) =>
      summed(
        generation,
        language,
        own.filter((row) => row.source === source),
      ),
    );
  });
}

/** What one indicator answered of one source. */
function summed(generation: Generation, language: Language, rows: readonly Counted[]): Coverage {
  const { indicator, source } = rows[0]!;
  const count = (status: string) => rows.filter((row) => row.status === status).reduce((sum, row) => sum + row.subjects, 0);
  const [flagged, clear, no_data] = [count("flagged"), count("clear"), count("no_data")];
  return {
    indicator,
    title: generation.indicators.get(indicator)?.title[language] ?? indicator,
    source,
    flagged,
    clear,
    not_applicable: count("not_applicable"),
    no_data,
    judged_share: flagged + clear + no_data ? (flagged + clear) / (flagged + clear + no_data) : null,
    lacking: rows
      .filter((row) => row.status === "no_data")
      .map(({ reason, subjects }) => ({ reason: reason!, says: sayReason(reason!, language), subjects })),
  };
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
