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

/** The method as it runs: `seen_in` defaults to the subject's own source row, and decimals of the evidence become exact texts. */
export async function methodOf(db: Db, indicator: Indicator, params: Params): Promise<string> {
  const sql = indicator.sql;
  if (sql === null) throw new Error(`${indicator.id} is only described; it has no method to run`);
  const columns = new Map(await db.columns(sql, params));
  if (columns.has("seen_in")) return sql;
  const { from, key } = subjectOf(indicator.subject);
  return `select method.*, [own.source_row] as seen_in from (${sql}\n) as method join ${from} as own on own.${key} = method.subject`;
}

/** Evidence as JSON text: decimals as strings, because JSON numbers are floats to most readers. */
async function evidenceSql(db: Db, method: string, params: Params): Promise<string> {
  const fields = await db.columns(`select unnest(evidence) from (${method}\n)`, params);
  const exact = fields.map(
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

export async function judgingSql(db: Db, indicator: Indicator, params: Params): Promise<Judging> {
  const method = await methodOf(db, indicator, params);
  const words = codesOf(indicator).map(literal).join(", ");
  const agreed = `case when reason is null and status in ('flagged', 'clear') then status when reason is not null and status in (${STATUSES.slice(2).map(literal).join(", ")}) then reason end`;
  return {
    codes: `select subject::uinteger as subject, (list_position([${words}], ${agreed}) - 1)::utinyint as code from (${method}\n) order by subject`,
    flags: `select subject::uinteger as subject, value::double as value, threshold::double as threshold, ${await evidenceSql(db, method, params)} as evidence, list_sort(list_distinct(seen_in))::uinteger[] as seen_in from (${method}\n) where status = 'flagged' order by subject`,
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
        (select count(*) from (select ${key} from ${from} except select subject from ${table})) as missing,
        (select count(*) from (select subject from ${table} except select ${key} from ${from})) as extra,
        (select count(*) - count(distinct subject) from ${table}) as twice,
        (select count(*) from ${table} where code is null) as unknown`);
  const troubles = [
    found.missing !== "0" && `${found.missing} subjects of kind ${indicator.subject} were not judged`,
    found.extra !== "0" && `${found.extra} judged subjects are not of kind ${indicator.subject}`,
    found.twice !== "0" && `${found.twice} subjects were judged twice`,
    found.unknown !== "0" && `${found.unknown} results have a reason that is neither required nor listed, or a status that does not fit it`,
  ].filter(Boolean);
  if (troubles.length) throw new Error(`${indicator.id}: ${troubles.join("; ")}`);
}
