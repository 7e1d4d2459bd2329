// A table of a report: named columns whose kinds follow from their names and types, and rows in a total order.
import type { Db, Params } from "../db.ts";

/** What a column holds. It decides how a cell is shown in print and how it is stored in a workbook. */
export type Kind = "text" | "code" | "integer" | "number" | "share" | "amount" | "day" | "month" | "year" | "json";
export type Cell = string | number | null;

export interface Column {
  name: string;
  kind: Kind;
}

export interface Table {
  columns: readonly Column[];
  rows: readonly (readonly Cell[])[];
}

/** Columns whose texts are codes with labels. */
const CODES = /(^|_)(code|level|maturity|family|method|category|status|state|verdict|kind|reason|verb|currency)$/;
const WHOLE = /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?)$/;

/** The kind of a column by its name and the engine's type. */
export function kindOf(name: string, type: string): Kind {
  if (type.startsWith("DECIMAL")) return "amount";
  if (type === "DATE") return "day";
  if (WHOLE.test(type)) return name.endsWith("_year") || name === "year" ? "year" : "integer";
  if (type === "DOUBLE" || type === "FLOAT") return name.endsWith("_share") ? "share" : "number";
  if (type === "JSON" || type.endsWith("[]") || type.startsWith("STRUCT")) return "json";
  if (name === "month") return "month";
  return CODES.test(name) ? "code" : "text";
}

/** The columns that a select gives. */
export async function columnsOf(db: Db, sql: string, params: Params): Promise<Column[]> {
  return (await db.columns(sql, params)).map(([name, type]) => ({ name, kind: kindOf(name, type) }));
}

/** A value of the engine as a cell: amounts and days stay texts, whole numbers become numbers. */
export function cellOf(value: unknown, kind: Kind): Cell {
  if (value === null || value === undefined) return null;
  if (kind === "integer" || kind === "year") return Number(value);
  if (kind === "json") return typeof value === "string" ? value : JSON.stringify(value);
  return typeof value === "number" || typeof value === "string" ? value : String(value);
}

/** One column of a table by name, as a reader of rows. */
export function reading(table: Pick<Table, "columns">): (row: readonly Cell[], name: string) => Cell {
  const places = new Map(table.columns.map(({ name }, index) => [name, index]));
  return (row, name) => {
    const place = places.get(name);
    if (place === undefined) throw new Error(`no column ${name} among ${[...places.keys()].join(", ")}`);
    return row[place] ?? null;
  };
}

/** Rows as objects. */
export function records(table: Table): Record<string, Cell>[] {
  return table.rows.map((row) => Object.fromEntries(table.columns.map(({ name }, index) => [name, row[index] ?? null])));
}
