// One indicator over the canon: a code for every subject, and rows with evidence for the flagged ones.
import type { Indicator } from "../catalogue/indicator.ts";
import { type Db, identifier, literal, type Param, type Params } from "../db.ts";
import { UserError } from "../error.ts";
import { codesOf, STATUSES, statusOf } from "./reason.ts";
import { subjectOf } from "./subject.ts";

/** The values a profile gives an indicator's parameters. What it leaves out keeps its default. */
export type Settings = Readonly<Record<string, number | readonly string[]>>;

/** An indicator's parameters with the profile's values, typed as declared. */
export function paramsOf(indicator: Indicator, settings: Settings = {}): Params {
  const unknown = Object.keys(settings).filter((name) => !(name in indicator.params));
  if (unknown.length) {
    const known = Object.keys(indicator.params).join(", ") || "none";
    throw new UserError("setting-unknown", {
      what: `${indicator.id} has no parameter "${unknown.join('", "')}". It has: ${known}.`,
      exit: "configuration",
    });
  }
  return Object.fromEntries(
    Object.entries(indicator.params).map(([name, param]) => [name, { type: param.type, value: settings[name] ?? param.default } as Param]),
  );
}

type Fields = readonly [name: string, type: string][];

/** A method as it runs, and the fields of its evidence with their types. `seen_in` defaults to the subject's own source row. */
export async function methodOf(db: Db, { id, sql, subject }: Indicator, params: Params): Promise<{ sql: string; evidence: Fields }> {
  if (sql === null) throw new Error(`${id} is only described; it has no method to run`);
  const columns = new Map(await db.columns(sql, params));
  const evidence = await db.columns(`select unnest(null::${columns.get("evidence")})`);
  if (columns.has("seen_in")) return { sql, evidence };
  const { from, key } = subjectOf(subject);
  return {
    sql: `select method.*, [own.source_row] as seen_in from (${sql}\n) as method join ${from} as own on own.${key} = method.subject`,
    evidence,
  };
}

/** Evidence as JSON text: decimals as strings, because JSON numbers are floats to most readers. */
export function evidenceSql(fields: Fields): string {
  const exact = fields.map(
    ([name, type]) => `${identifier(name)}: evidence.${identifier(name)}${type.startsWith("DECIMAL") ? "::varchar" : ""}`,
  );
  return `to_json({${exact.join(", ")}})::varchar`;
}

/** A method that compares with a quantile of its peers has its threshold from the data. */
export const learns = ({ sql }: Indicator): boolean => /\bquantile_\w+\(/.test(sql ?? "");

/**
 * The statement that judges: (subject, code, value, threshold, evidence, seen_in) for everyone, in the order of subjects; only the flagged have
 * evidence and seen_in. It is one statement, since planning a method takes longer than asking it of few.
 */
export async function judgingSql(db: Db, indicator: Indicator, params: Params): Promise<string> {
  const method = await methodOf(db, indicator, params);
  const words = codesOf(indicator).map(literal).join(", ");
  return `
    select
        subject::uinteger as subject,
        (list_position([${words}], case
            when reason is null and status in ('flagged', 'clear') then status
            when reason is not null and status in (${STATUSES.slice(2).map(literal).join(", ")}) then reason
        end) - 1)::utinyint as code,
        value::double as value,
        threshold::double as threshold,
        if(status = 'flagged', ${evidenceSql(method.evidence)}, null) as evidence,
        if(status = 'flagged', list_sort(list_distinct(seen_in))::uinteger[], null) as seen_in
    from (${method.sql}\n)
    order by subject`;
}

export interface Counts {
  flagged: number;
  clear: number;
  not_applicable: number;
  no_data: number;
}

/** Counts a table of codes, and checks that it judges every subject of its kind exactly once, with reasons it may give. */
export async function countsOf(db: Db, indicator: Indicator, table: string): Promise<Counts> {
  const { from, key } = subjectOf(indicator.subject);
  const { subjects, missing, extra } = await db.one<{ subjects: number; missing: number; extra: number }>(`
    select
        (select count(*) from ${from})::integer as subjects,
        count(*) filter (where result.subject is null)::integer as missing,
        count(*) filter (where own.${key} is null)::integer as extra
    from ${from} as own
    full join ${table} as result on result.subject = own.${key}`);
  const words = codesOf(indicator);
  const counts: Counts = { flagged: 0, clear: 0, not_applicable: 0, no_data: 0 };
  let unknown = 0;
  for (const { code, n } of await db.rows<{ code: number | null; n: number }>(
    `select code, count(*)::integer as n from ${table} group by code`,
  )) {
    if (code === null) unknown = n;
    else counts[statusOf(words[code]!)] += n;
  }
  const judged = Object.values(counts).reduce((sum, n) => sum + n, unknown);
  const twice = judged - extra - (subjects - missing);
  const troubles = [
    missing && `${missing} subjects of kind ${indicator.subject} were not judged`,
    extra && `${extra} judged subjects are not of kind ${indicator.subject}`,
    twice && `${twice} subjects were judged twice`,
    unknown && `${unknown} results have a reason that is neither required nor listed, or a status that does not fit it`,
  ].filter(Boolean);
  if (troubles.length) throw new Error(`${indicator.id}: ${troubles.join("; ")}`);
  return counts;
}
