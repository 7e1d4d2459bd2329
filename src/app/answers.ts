// What every indicator answered about one subject, and the flags among the answers.
import { processOf } from "../run/context.ts";
import { resultTable } from "../run/result-table.ts";
import { type SubjectKind, subjectOf } from "../run/subject.ts";
import type { Language } from "../text/text.ts";
import { sayReason } from "./coverage.ts";
import type { Generation } from "./generation.ts";
import { sameAnswers } from "./same-answer.ts";

/** What one indicator answered about one subject. */
export interface Answer {
  indicator: string;
  title: string;
  family: string;
  subject_kind: SubjectKind;
  status: "flagged" | "clear" | "not_applicable" | "no_data";
  reason: string | null;
  says_reason: string | null;
  subjects: number;
}

/** What can be explained. */
export type ExplainedKind = "contract" | "process" | "project" | "party";
/** The same with its key. */
export type Found = { kind: ExplainedKind; key: number };

/** SQL of the subjects of a kind that tell of what was found. */
function subjectsOf(kind: SubjectKind, found: Found): string {
  if (found.kind === "party") {
    if (kind === "party" || kind === "buyer" || kind === "supplier") return `select ${found.key}::uinteger as subject`;
    if (!kind.startsWith("buyer_")) return "select 0::uinteger as subject where false";
    const { from, key } = subjectOf(kind);
    return `select ${key} as subject from ${from} where buyer_key = ${found.key}${kind.includes("supplier") ? ` or supplier_key = ${found.key}` : ""}`;
  }
  if (found.kind === "project") return subjectsOfProject(kind, found.key);
  const contracts = found.kind === "contract" ? `${found.key}` : `select contract_key from canon.contract where process_key = ${found.key}`;
  const touched = `select distinct subject from (${subjectOf(kind).contracts}) where contract_key in (${contracts})`;
  const process = processOf(kind);
  if (!process || kind === "contract") return touched;
  const of = found.kind === "process" ? `${found.key}` : `select process_key from canon.contract where contract_key = ${found.key}`;
  return `select subject from (${process}) where process_key in (${of})`;
}

/** The project itself, its processes and what belongs to them; wider kinds are told at the contracts they touch. */
function subjectsOfProject(kind: SubjectKind, key: number): string {
  if (kind === "project") return `select ${key}::uinteger as subject`;
  const process = processOf(kind);
  if (!process) return "select 0::uinteger as subject where false";
  return `select subject from (${process}) where process_key in (select process_key from canon.project_process where project_key = ${key})`;
}

/** SQL lists of the subjects of each kind that tell of what was found; kinds without any are left out. */
async function subjectLists(generation: Generation, kinds: readonly SubjectKind[], found: Found): Promise<Map<SubjectKind, number[]>> {
  const each = kinds.map(
    (kind) => `select '${kind}' as kind, list(distinct subject order by subject) as subjects from (${subjectsOf(kind, found)})`,
  );
  const rows = await generation.db.rows<{ kind: SubjectKind; subjects: number[] | null }>(each.join(" union all "));
  return new Map(rows.flatMap(({ kind, subjects }) => (subjects ? [[kind, subjects] as const] : [])));
}

type Said = Pick<Answer, "indicator" | "status" | "reason" | "subjects">;

/** What indicators answered that did not say the same of all, in one question to the engine: planning a hundred takes longer than answering. */
async function asked(
  { db }: Generation,
  of: readonly { indicator: string; kind: SubjectKind }[],
  lists: ReadonlyMap<SubjectKind, number[]>,
): Promise<Said[]> {
  if (!of.length) return [];
  const counted = of.map(
    ({ indicator, kind }) =>
      `select '${indicator}' as indicator, code, count(*) as n from run.${resultTable(indicator)} where subject in (${lists.get(kind)}) group by code`,
  );
  const rows = await db.rows<Omit<Said, "subjects"> & { n: string }>(
    `select indicator, code.status, code.reason, sum(n) as n from (${counted.join(" union all ")}) join run.code as code using (indicator, code) group by all order by all`,
  );
  return rows.map(({ n, ...said }) => ({ ...said, subjects: Number(n) }));
}

/** A flag by its id, and its amount, by which lists stand in order. */
export interface FlagPlace {
  flag_id: string;
  amount: string | null;
}

/** Flags of one indicator that are told of one case. */
const MOST = 200;

/** What every indicator answered, and the flags among it. */
export async function answersOf(
  generation: Generation,
  found: Found,
  language: Language,
): Promise<{ answers: Answer[]; flags: FlagPlace[] }> {
  const outcomes = await generation.db.rows<{ indicator: string; kind: SubjectKind; family: string }>(
    "select indicator, kind, family from run.outcome order by indicator",
  );
  const lists = await subjectLists(generation, [...new Set(outcomes.map(({ kind }) => kind))], found);
  const here = outcomes.filter(({ kind }) => lists.has(kind));
  const same = await sameAnswers(generation);
  const rest = await asked(
    generation,
    here.filter(({ indicator }) => !same.has(indicator)),
    lists,
  );
  const answers = here.flatMap(({ indicator, kind, family }): Answer[] => {
    const alike = same.get(indicator);
    const said = alike ? [{ ...alike, subjects: lists.get(kind)!.length }] : rest.filter((it) => it.indicator === indicator);
    return said.map(({ status, reason, subjects }) => ({
      indicator,
      title: generation.indicators.get(indicator)?.title[language] ?? indicator,
      family,
      subject_kind: kind,
      status,
      reason,
      says_reason: reason === null ? null : sayReason(reason, language),
      subjects,
    }));
  });
  // Flags stand by indicator and subject: asked for by both, all that cannot hold them is skipped.
  const each = answers
    .filter(({ status }) => status === "flagged")
    .map(
      ({ indicator, subject_kind }) =>
        `(select indicator, flag_id, amount from run.flag where indicator = '${indicator}' and subject in (${lists.get(subject_kind)}) order by flag_id limit ${MOST})`,
    );
  const flags = each.length
    ? await generation.db.rows<FlagPlace>(`select flag_id, amount from (${each.join(" union all ")}) order by indicator, flag_id`)
    : [];
  return { answers, flags };
}
