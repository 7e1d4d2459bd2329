// What each record set fills in: a share for every field, which indicators its fields support, and which missing field would unlock which.
import type { Indicator } from "../catalogue/indicator.ts";
import type { Db } from "../db.ts";
import { codelist } from "../text/codelist.ts";
import type { Language } from "../text/text.ts";

/** One field of a record set, by its name here, its place in OCDS and its words. */
export interface FieldCoverage {
  field: string;
  /** Path in an OCDS release; null for what OCDS has no field for. */
  ocds: string | null;
  label: string;
  /** Elements that could fill it, such as all bids. */
  rows: number;
  filled: number;
  /** Null where there is no element at all. */
  share: number | null;
  /** Indicators that lack this field and nothing else. */
  unlocks: string[];
  /** Indicators that lack this field and others. */
  helps: string[];
}

/** What the fields of one record set are good for. */
export interface Dataset {
  source: string;
  fields: FieldCoverage[];
  /** Indicators of which every required field is filled somewhere. */
  supported: string[];
  unsupported: { indicator: string; title: string; missing: string[] }[];
}

interface Filled {
  source: string;
  table: string;
  rows: string;
  filled: Record<string, string>;
}

/** Columns by their table, in the order of the codelist. */
function tables(): Map<string, string[]> {
  const columns = new Map<string, string[]>();
  for (const { field } of codelist("canon_field")) {
    const [table, column] = field!.split(".") as [string, string];
    columns.set(table, [...(columns.get(table) ?? []), column]);
  }
  return columns;
}

/** How often each column is filled, by the record set its row was read from. A lot that stands for a whole tender is no lot. */
async function countFilled(db: Db): Promise<Filled[]> {
  const counted: Filled[] = [];
  for (const [table, columns] of tables()) {
    const rows = await db.rows<{ source: string; rows: string } & Record<string, string>>(`
      select source_file.source, count(*) as rows, ${columns.map((column) => `count(own.${column}) as ${column}`).join(", ")}
      from canon.${table} as own
      join canon.source_row using (source_row)
      join canon.source_file using (file_key)
      ${table === "lot" ? "where not own.is_whole" : ""}
      group by all`);
    for (const { source, rows: all, ...filled } of rows) counted.push({ source, table, rows: all, filled });
  }
  return counted;
}

/** Field coverage of every record set in the canon that `db` has attached. */
export async function datasets(db: Db, indicators: readonly Indicator[], language: Language): Promise<Dataset[]> {
  const counted = await countFilled(db);
  const runnable = indicators.filter(({ sql, maturity }) => sql !== null && maturity !== "retired");
  const sources = (await db.rows<{ source: string }>("select distinct source from canon.source_file order by source")).map(
    (it) => it.source,
  );
  return sources.map((source) => {
    const of = (field: string): { rows: number; filled: number } => {
      const [table, column] = field.split(".") as [string, string];
      const found = counted.find((it) => it.source === source && it.table === table);
      return { rows: Number(found?.rows ?? 0), filled: Number(found?.filled[column] ?? 0) };
    };
    const missingOf = new Map(runnable.map((it) => [it.id, it.requires.filter((field) => of(field).filled === 0)]));
    const lacking = (field: string) => runnable.filter(({ id }) => missingOf.get(id)!.includes(field)).map(({ id }) => id);
    const fields = codelist("canon_field").map(({ field, ocds, ...label }): FieldCoverage => {
      const { rows, filled } = of(field!);
      const without = lacking(field!);
      return {
        field: field!,
        ocds: ocds || null,
        label: label[language]!,
        rows,
        filled,
        share: rows === 0 ? null : filled / rows,
        unlocks: without.filter((id) => missingOf.get(id)!.length === 1),
        helps: without.filter((id) => missingOf.get(id)!.length > 1),
      };
    });
    return {
      source,
      fields,
      supported: runnable.filter(({ id }) => missingOf.get(id)!.length === 0).map(({ id }) => id),
      unsupported: runnable
        .filter(({ id }) => missingOf.get(id)!.length > 0)
        .map(({ id, title }) => ({ indicator: id, title: title[language], missing: missingOf.get(id)! })),
    };
  });
}
