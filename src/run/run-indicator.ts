// One indicator over the canon: a code for every subject, and rows with evidence for the flagged ones.
import type { Indicator } from "../catalogue/indicator.ts";
import { type Db, identifier, literal, type Param, type Params } from "../db.ts";
import { UserError } from "../error.ts";
import { codesOf, STATUSES } from "./reason.ts";
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

/** The method as it runs, where `seen_in` defaults to the subject's own source row, and the facts of its evidence with their types. */
async function shapeOf(db: Db, { subject }: Indicator, sql: string, params: Params) {
  // One plan tells both: the method's columns, the facts after them.
  const columns = await db.columns(`select method.*, unnest(method.evidence) from (${sql}\n) as method`, params);
  const after = columns.findIndex(([name]) => name === "evidence") + 1;
  if (columns[after]?.[0] === "seen_in") return { method: sql, facts: columns.slice(after + 1) };
  const { from, key } = subjectOf(subject);
  const method = `select method.*, [own.source_row] as seen_in from (${sql}\n) as method join ${from} as own on own.${key} = method.subject`;
  return { method, facts: columns.slice(after) };
}

const sqlOf = ({ id, sql }: Indicator): string => {
  if (sql === null) throw new Error(`${id} is only described; it has no method to run`);
  return sql;
};

export const methodOf = async (db: Db, indicator: Indicator, params: Params): Promise<string> =>
  (await shapeOf(db, indicator, sqlOf(indicator), params)).method;

/** Evidence as JSON text: decimals as strings, because JSON numbers are floats to most readers. */
function evidenceSql(facts: readonly [name: string, type: string][]): string {
  const exact = facts.map(
    ([name, type]) => `${identifier(name)}: evidence.${identifier(name)}${type.startsWith("DECIMAL") ? "::varchar" : ""}`,
  );
  return `to_json({${exact.join(", ")}})::varchar`;
}

/** A method that compares with a quantile of its peers has its threshold from the data. */
export const learns = ({ sql }: Indicator): boolean => /\bquantile_\w+\(/.test(sql ?? "");

/** The statements that judge. */
export interface Judging {
  /** (subject, code) for everyone. */
  codes: string;
  /** (subject, value, threshold, evidence, seen_in) for the flagged. */
  flags: string;
  /** (threshold, judged, flagged) where thresholds are learnt. */
  fences: string | null;
}

/** What judges by the method, or by an answer of it that was laid before. */
export async function judgingSql(db: Db, indicator: Indicator, params: Params, sql = sqlOf(indicator)): Promise<Judging> {
  const { method, facts } = await shapeOf(db, indicator, sql, params);
  const words = codesOf(indicator).map(literal).join(", ");
  const agreed = `case when reason is null and status in ('flagged', 'clear') then status when reason is not null and status in (${STATUSES.slice(2).map(literal).join(", ")}) then reason end`;
  return {
    codes: `select subject::uinteger as subject, (list_position([${words}], ${agreed}) - 1)::utinyint as code from (${method}\n) order by subject`,
    flags: `select subject::uinteger as subject, value::double as value, threshold::double as threshold, ${evidenceSql(facts)} as evidence, list_sort(list_distinct(seen_in))::uinteger[] as seen_in from (${method}\n) where status = 'flagged' order by subject`,
    fences: learns(indicator)
      ? `select threshold::double as threshold, count(*) as judged, count(*) filter (where status = 'flagged') as flagged from (${method}\n) where status in ('flagged', 'clear') and threshold is not null group by 1 order by 1`
      : null,
  };
}

export interface Counts {
  flagged: number;
  clear: number;
  not_applicable: number;
  no_data: number;
}

/** Checks that a table of codes judges every subject of its kind exactly once, with reasons it may give. */
export async function checkCodes(db: Db, indicator: Indicator, table: string): Promise<void> {
  const { from, key } = subjectOf(indicator.subject);
  const found = await db.one<{ missing: string; extra: string; twice: string; unknown: string }>(`
    select
        count(*) filter (where judged.subject is null) as missing,
        count(*) filter (where own.subject is null) as extra,
        count(judged.subject) - count(distinct judged.subject) as twice,
        count(judged.subject) - count(judged.code) as unknown
    from (select ${key} as subject from ${from}) as own
    full join ${table} as judged using (subject)`);
  const troubles = [
    found.missing !== "0" && `${found.missing} subjects of kind ${indicator.subject} were not judged`,
    found.extra !== "0" && `${found.extra} judged subjects are not of kind ${indicator.subject}`,
    found.twice !== "0" && `${found.twice} subjects were judged twice`,
    found.unknown !== "0" && `${found.unknown} results have a reason that is neither required nor listed, or a status that does not fit it`,
  ].filter(Boolean);
  if (troubles.length) throw new Error(`${indicator.id}: ${troubles.join("; ")}`);
}
