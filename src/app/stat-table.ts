// Totals of contracts (and processes without one) by buyer, supplier, place, time, method or indicator: how many, judged, flagged, and how much.
import type { z } from "zod";
import { literal } from "../db.ts";
import { Filter } from "./filter.ts";
import type { Generation } from "./generation.ts";
import { listCondition } from "./list-filter.ts";
import { columns, flatSelect, type Table } from "./table.ts";

/** What totals are divided by. */
export const DIMENSIONS = ["buyer", "supplier", "province", "year", "month", "method", "category", "indicator"] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** The filters that totals know: those that ask of a contract itself, not of its texts. */
export const StatFilter = Filter.omit({ process: true, contract: true, project: true, q: true });
export type StatFilter = z.infer<typeof StatFilter>;

interface Divided {
  /** What rows are grouped by: the cheapest that tells groups apart. */
  group: string;
  /** The group as it is called, over the grouped rows as `total`. */
  key: string;
  /** Joined before grouping, and after it. */
  before: string;
  after: string;
  isParty: boolean;
}

const plain = (group: string, key = "total.grouped", before = ""): Divided => ({ group, key, before, after: "", isParty: false });
const byParty = (role: "buyer" | "supplier", only = ""): Divided => ({
  group: `subject.${role}_key`,
  key: "party.party_id",
  before: "",
  after: `join canon.party as party on party.party_key = total.grouped${only}`,
  isParty: true,
});

/** Indicators that judged each pattern, and whether they flag it. */
const ASKED = `join (
    select pattern, indicator, list_contains(flagged, indicator) as flags from (select pattern, flagged, unnest(judged) as indicator from run.pattern)
) as asked on asked.pattern = subject.pattern`;

/** How each dimension divides. Natural persons stand in no list of suppliers; one asked for by name is no list. */
const DIVIDED: Record<Dimension | "one_supplier", Divided> = {
  buyer: byParty("buyer"),
  supplier: byParty("supplier", " and party.kind <> 'natural'"),
  one_supplier: byParty("supplier"),
  province: plain("subject.province"),
  year: plain("subject.fiscal_year", "total.grouped::varchar"),
  month: plain(
    "year(subject.signed_on) * 12 + month(subject.signed_on) - 1",
    "printf('%04d-%02d', total.grouped // 12, total.grouped % 12 + 1)",
  ),
  method: plain("subject.method"),
  category: plain("subject.category"),
  indicator: plain("asked.indicator", "total.grouped", ASKED),
};

/** When a subject counts as judged and as flagged. */
interface Measured {
  judged: string;
  flagged: string;
}
const AT_ALL: Measured = { judged: "subject.judged > 0", flagged: "subject.flagged > 0" };
const BY_EACH: Measured = { judged: "true", flagged: "asked.flags" };

const measuredOf = (dimension: string): Measured => (dimension === "indicator" ? BY_EACH : AT_ALL);

/** One row per key and currency, most flagged first; times in their own order. */
export function statSql(dimension: keyof typeof DIVIDED, where: string, measured: Measured = measuredOf(dimension)): string {
  const { group, key, before, after, isParty } = DIVIDED[dimension];
  const isTime = dimension === "year" || dimension === "month";
  return `
    select
        row_number() over (order by ${isTime ? "" : "flagged desc, subjects desc, "}${key} nulls last, currency nulls last)::uinteger as rank,
        ${key} as key, ${isParty ? "party.name" : "null::varchar"} as name, ${isParty ? "party.kind" : "null::varchar"} as party_kind,
        currency, subjects, judged, flagged, flagged::double / nullif(judged, 0) as flagged_share, amount, flagged_amount
    from (
        select
            ${group} as grouped, subject.currency,
            count(*)::integer as subjects,
            count(*) filter (where ${measured.judged})::integer as judged,
            count(*) filter (where ${measured.flagged})::integer as flagged,
            sum(subject.amount)::decimal(38, 2) as amount,
            sum(subject.amount) filter (where ${measured.flagged})::decimal(38, 2) as flagged_amount
        from run.subject as subject ${before}
        where ${where}
        group by all
    ) as total ${after}`;
}

const list = (codes: readonly string[]): string => `[${codes.map(literal).join(", ")}]::varchar[]`;

/** The indicators that a filter asks of: one, or those of a level; undefined when it asks of all. */
async function askedCodes({ db }: Generation, { indicator, level }: StatFilter): Promise<string[] | undefined> {
  if (indicator === undefined && level === undefined) return undefined;
  const rows = await db.rows<{ indicator: string; level: string }>("select indicator, level from run.outcome order by indicator");
  return rows
    .filter((row) => (indicator ?? row.indicator) === row.indicator && (level ?? row.level) === row.level)
    .map((row) => row.indicator);
}

const COLUMNS = {
  rank: "integer",
  key: "text",
  name: "text",
  currency: "text",
  subjects: "integer",
  judged: "integer",
  flagged: "integer",
  flagged_share: "number",
  amount: "amount",
  flagged_amount: "amount",
} as const;

/** Totals by a dimension over what passes the filters: as published where there are none, else counted now. */
export async function statTable(generation: Generation, dimension: Dimension, filter: StatFilter): Promise<Table> {
  const codes = await askedCodes(generation, filter);
  const { indicator: _, level: __, ...rest } = filter;
  const { where, params } = await listCondition(generation, rest, {
    indicator: "",
    level: "",
    contract_status: "contract_status",
  });
  if (codes === undefined && where === "true") {
    return { columns: columns(COLUMNS), from: "run.stat", where: `dimension = ${literal(dimension)}`, params };
  }
  const patterns = (side: "judged" | "flagged") =>
    `subject.pattern in (select pattern from run.pattern where list_has_any(${side}, ${list(codes ?? [])}))`;
  const divided = dimension === "supplier" && filter.supplier ? "one_supplier" : dimension;
  const from =
    codes === undefined
      ? statSql(divided, where)
      : dimension === "indicator"
        ? statSql(dimension, `${where} and list_contains(${list(codes)}, asked.indicator)`)
        : statSql(divided, where, { judged: patterns("judged"), flagged: patterns("flagged") });
  return { columns: columns(COLUMNS), from: `(${from} order by rank)`, where: "true", params };
}

/** A total as programs get it. */
export interface Stat {
  rank: number;
  key: string | null;
  name: string | null;
  currency: string | null;
  subjects: number;
  judged: number;
  flagged: number;
  flagged_share: number | null;
  amount: string | null;
  flagged_amount: string | null;
}

/** The first totals by a dimension. */
export async function stats(generation: Generation, dimension: Dimension, filter: StatFilter, limit: number): Promise<Stat[]> {
  const table = await statTable(generation, dimension, filter);
  return await generation.db.rows<Stat>(
    `select ${flatSelect(table)} from ${table.from} where ${table.where} order by rank limit ${limit}`,
    table.params,
  );
}
