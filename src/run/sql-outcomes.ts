// The texts an expression of a select can come to, followed through steps and peers tables.
import { below, columnOf, type Node } from "./sql-tree.ts";

/** Every node of a tree, from the top. */
export function* nodesOf(node: Node): Generator<Node> {
  yield node;
  for (const member of below(node)) yield* nodesOf(member);
}

/** A text that stands in the tree as it is. */
const textOf = (node: Node): string | undefined =>
  node.class === "CONSTANT" && typeof node.value?.value === "string" ? node.value.value : undefined;

const named = (item: Node, column: string): boolean => (item.alias ? item.alias === column : columnOf(item) === column);

/** A query with the steps that stand before it; where a peers table is read, `peers` gives its tree. */
interface Place {
  query: Node;
  ctes: ReadonlyMap<string, Place>;
}

/**
 * The texts an expression of `sql` can come to: branches of `case`, `if` and `coalesce`, the greatest of several,
 * and whatever the columns it names are made from, through steps and peers tables.
 */
export function outcomesOf(expression: Node, top: Node, peers: ReadonlyMap<string, Node>): Set<string> {
  const found = new Set<string>();
  const seen = new Set<Node>();

  const place = (query: Node, outer: ReadonlyMap<string, Place>): Place => {
    const ctes = new Map(outer);
    for (const { key, value } of query.cte_map?.map ?? []) ctes.set(key, place(value.query.node, ctes));
    return { query, ctes };
  };

  const comes = (node: Node, at: Place): void => {
    if (seen.has(node)) return;
    seen.add(node);
    const text = textOf(node);
    if (text !== undefined) found.add(text);
    else if (node.class === "CASE")
      for (const branch of [...node.case_checks!.map((check) => check.then_expr), node.else_expr!]) comes(branch, at);
    else if (node.class === "CAST") comes(node.child!, at);
    else if (node.type === "OPERATOR_COALESCE") for (const child of node.children!) comes(child, at);
    else if (/^(min|max|first|any_value|arg_min|arg_max|min_by|max_by)$/.test(node.function_name ?? "")) comes(node.children![0]!, at);
    else if (node.class === "COLUMN_REF") {
      const [column, table] = node.column_names!.toReversed();
      if (table === undefined) for (const item of at.query.select_list ?? []) if (item.alias === column && item !== node) comes(item, at);
      sources(at.query.from_table!, at, column!, table);
    }
  };

  /** Looks a column up in whatever a relation reads. */
  const sources = (relation: Node, at: Place, column: string, table?: string): void => {
    if (relation.type === "JOIN") {
      sources(relation.left!, at, column, table);
      sources(relation.right!, at, column, table);
    } else if (table === undefined || table === (relation.alias || relation.table_name)) {
      if (relation.type === "SUBQUERY") made(place(relation.subquery!.node, at.ctes), column);
      const step = relation.schema_name ? undefined : at.ctes.get(relation.table_name!);
      if (step) made(step, column);
      const shared = relation.schema_name === "peers" ? peers.get(relation.table_name!) : undefined;
      if (shared) made(place(shared, new Map()), column);
    }
  };

  /** Looks a column up among what a query gives: by name, or by place on the far side of a union. */
  const made = (at: Place, column: string, nth?: number): void => {
    if (at.query.type === "SET_OPERATION_NODE") {
      const first = (query: Node): Node => (query.type === "SET_OPERATION_NODE" ? first(query.left!) : query);
      const here = nth ?? first(at.query).select_list!.findIndex((item) => named(item, column));
      for (const side of [at.query.left!, at.query.right!]) made(place(side, at.ctes), column, here < 0 ? undefined : here);
      return;
    }
    for (const [index, item] of at.query.select_list!.entries()) {
      if (nth === undefined ? named(item, column) : index === nth) comes(item, at);
      else if (item.class === "STAR") sources(at.query.from_table!, at, column);
    }
  };

  comes(expression, place(top, new Map()));
  return found;
}
