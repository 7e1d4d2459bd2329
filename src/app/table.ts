// A table that is listed, paged and exported: named columns over a relation whose rows stand in the order of `rank`.
import type { Params } from "../db.ts";

/** What a column holds; formats write each kind in their own way, the same everywhere else. */
export type Kind = "text" | "integer" | "number" | "amount" | "day" | "json" | "texts";

/** A column. `buyer.id` is `buyer_id` in flat formats and a field of `buyer` in nested ones. */
export interface Column {
  name: string;
  kind: Kind;
  sql: string;
}

export interface Table {
  columns: readonly Column[];
  /** A relation with a column `rank`, unique and ascending. */
  from: string;
  where: string;
  params: Params;
}

/** Declares columns by name; an expression is the flat name itself unless given. */
export const columns = (spec: Readonly<Record<string, Kind | readonly [Kind, string]>>): Column[] =>
  Object.entries(spec).map(([name, it]) => {
    const [kind, sql] = typeof it === "string" ? [it, flatName(name)] : it;
    return { name, kind, sql };
  });

/** The name of a column in formats without nesting. */
export const flatName = (name: string): string => name.replace(".", "_");

/** A column's value as flat formats hold it: a list of texts is one text, its words apart by a space. */
export function flatValue({ kind, sql }: Column): string {
  if (kind === "texts") return `array_to_string(${sql}, ' ')`;
  return sql;
}

function nestedValue({ kind, sql }: Column): string {
  if (kind === "amount" || kind === "day") return `${sql}::varchar`;
  return kind === "json" ? `${sql}::json` : sql;
}

/** One row as a JSON object; amounts and days are texts. A group whose id is null is null. */
export function jsonRow(table: Table): string {
  const groups = new Map<string, Column[]>();
  const fields: string[] = [];
  for (const column of table.columns) {
    const [group, field] = column.name.split(".") as [string, string?];
    if (field === undefined) fields.push(`'${group}': ${nestedValue(column)}`);
    else if (groups.has(group)) groups.get(group)!.push(column);
    else groups.set(group, [column]);
  }
  for (const [group, members] of groups) {
    const inner = members.map((member) => `'${member.name.split(".")[1]}': ${nestedValue(member)}`).join(", ");
    fields.push(`'${group}': if(${members[0]!.sql} is null, null, {${inner}})`);
  }
  return `to_json({${fields.join(", ")}})::varchar`;
}

/** The flat columns of a select. */
export const flatSelect = (table: Table): string =>
  table.columns.map((column) => `${flatValue(column)} as ${flatName(column.name)}`).join(", ");
