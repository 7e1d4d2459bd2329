// Indicators that answered every subject alike, as where a source never publishes what they need: what they say of one is known without asking.
import { resultTable } from "../run/result-table.ts";
import { type SubjectKind, subjectOf } from "../run/subject.ts";
import type { Answer } from "./answers.ts";
import type { Generation } from "./generation.ts";
import type { Manifest } from "./run.ts";

type Same = Pick<Answer, "status" | "reason">;

const known = new WeakMap<Manifest, Promise<ReadonlyMap<string, Same>>>();

async function find({ db }: Generation): Promise<ReadonlyMap<string, Same>> {
  const outcomes = await db.rows<{ indicator: string; kind: SubjectKind }>("select indicator, kind from run.outcome");
  if (!outcomes.length) return new Map();
  const kinds = [...new Set(outcomes.map(({ kind }) => kind))];
  const sizes = kinds.map((kind) => `select '${kind}' as kind, count(*) as size from ${subjectOf(kind).from}`);
  const codes = outcomes.map(
    ({ indicator, kind }) =>
      `select '${indicator}' as indicator, '${kind}' as kind, count(*) as n, min(code) as code, max(code) as last from run.${resultTable(indicator)}`,
  );
  const rows = await db.rows<Same & { indicator: string }>(
    `select indicator, code.status, code.reason
     from (${codes.join(" union all ")}) as answered
     join (${sizes.join(" union all ")}) as kind using (kind)
     join run.code as code using (indicator, code)
     where answered.code = answered.last and answered.n = kind.size`,
  );
  return new Map(rows.map(({ indicator, status, reason }) => [indicator, { status, reason }]));
}

/** What indicators said that said the same of all, by code; found once for each run that is open. */
export async function sameAnswers(generation: Generation): Promise<ReadonlyMap<string, Same>> {
  const { manifest } = generation;
  const found = known.get(manifest) ?? find(generation);
  known.set(manifest, found);
  // A question that was interrupted is asked again by the next who needs its answer.
  found.catch(() => known.delete(manifest));
  return await found;
}
