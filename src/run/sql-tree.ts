// The parsed tree of a select as DuckDB serialises it, and how to walk it.
import type { Db } from "../db.ts";

/** A node of the tree: an expression when it has a `class`, a relation, a query or a part of one otherwise. */
export interface Node {
  class?: string;
  type?: string;
  alias?: string;
  schema_name?: string;
  catalog_name?: string;
  table_name?: string;
  ref_type?: string;
  function_name?: string;
  column_names?: string[];
  columns?: boolean;
  identifier?: string;
  distinct?: boolean;
  start?: string;
  end?: string;
  setop_type?: string;
  value?: { type: { id: string }; is_null: boolean; value: unknown };
  cast_type?: { id: string };
  child?: Node;
  children?: Node[];
  input?: Node;
  lower?: Node;
  upper?: Node;
  left?: Node;
  right?: Node;
  case_checks?: { when_expr: Node; then_expr: Node }[];
  else_expr?: Node;
  order_bys?: { orders: { expression: Node }[] };
  arg_orders?: { expression: Node }[];
  orders?: { expression: Node }[];
  partitions?: Node[];
  modifiers?: Node[];
  distinct_on_targets?: Node[];
  cte_map?: { map: Cte[] };
  select_list?: Node[];
  from_table?: Node;
  function?: Node;
  subquery?: { node: Node };
  sample?: unknown;
}

export interface Cte {
  key: string;
  value: { query: { node: Node } };
}

/** The tree of a text that is one select and nothing else. */
export async function treeOf(db: Db, sql: string): Promise<Node> {
  const { statements } = (await db.parse(sql)) as { statements: { node: Node }[] };
  if (statements.length !== 1) throw new Error(`expected one select, found ${statements.length} statements`);
  return statements[0]!.node;
}

/** Everything directly below a node, without asking what it is. */
export function below(node: Node): Node[] {
  return Object.values(node)
    .flat()
    .filter((member): member is Node => typeof member === "object" && member !== null);
}

/** The last name of a column reference: `lot.lot_key` is `lot_key`. */
export const columnOf = (node: Node): string | undefined => (node.class === "COLUMN_REF" ? node.column_names?.at(-1) : undefined);

/** Whether two expressions are written alike. */
export function alike(a: Node, b: Node): boolean {
  const plain = (node: Node) => JSON.stringify(node, (key, value) => (key === "query_location" || key === "alias" ? undefined : value));
  return plain(a) === plain(b);
}
