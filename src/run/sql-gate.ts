// What the SQL of an indicator may do, held on the parsed tree: read the canon, tell no time, throw no dice,
// and come to the same doubles on any number of threads. As far as a tree can tell; the cases tell the rest.
import type { Db, Params } from "../db.ts";
import { alike, below, type Cte, columnOf, type Node, treeOf } from "./sql-tree.ts";
import {
  AGGREGATES,
  BY_ARGUMENT,
  CALENDAR,
  CLASSES,
  CLOCKS_AND_SELVES,
  JOINS,
  LIST_SUMS,
  ORDERED,
  ORDERED_WINDOWS,
  RANKS,
  RELATIONS,
  ROUNDED_BY_ORDER,
  SCALARS,
  SHAPING,
  SUMS,
  TABLE_FUNCTIONS,
} from "./sql-words.ts";

interface Scope {
  ctes: readonly Cte[];
  select: Node;
}

/** Everything in `sql` that the house does not allow; empty when there is nothing. `db` has canon, law, peers and macros laid. */
export async function sqlProblems(db: Db, sql: string, params: Params = {}): Promise<string[]> {
  const problems = new Set<string>();
  const complain = (problem: string) => problems.add(problem);
  const sums: [name: string, argument: Node, scope: Scope][] = [];
  const tables = await readable(db);

  const query = (node: Node, outer: readonly Cte[]): void => {
    const ctes = [...outer];
    for (const cte of node.cte_map?.map ?? []) {
      query(cte.value.query.node, ctes);
      ctes.push(cte);
    }
    const scope = { ctes, select: node };
    if (node.type === "SET_OPERATION_NODE") {
      query(node.left!, ctes);
      query(node.right!, ctes);
    } else if (node.type === "SELECT_NODE") {
      if (node.sample) complain("takes a sample of rows");
      relation(node.from_table!, scope);
      const { cte_map, from_table, modifiers, ...rest } = node;
      for (const part of below(rest)) expressions(part, scope);
    } else complain(`a query of kind ${node.type} is not allowed`);
    for (const modifier of node.modifiers ?? []) {
      if (modifier.type === "DISTINCT_MODIFIER" && modifier.distinct_on_targets?.length)
        complain("distinct on keeps whichever row comes first");
      if (modifier.type?.startsWith("LIMIT")) complain("limit keeps whichever rows come first");
      expressions(modifier, scope);
    }
  };

  const relation = (node: Node, scope: Scope): void => {
    if (!RELATIONS.has(node.type!)) return void complain(`a relation of kind ${node.type} is not allowed`);
    if (node.sample) complain("takes a sample of rows");
    if (node.type === "BASE_TABLE") {
      const isCte = !node.schema_name && scope.ctes.some(({ key }) => key === node.table_name);
      const name = [node.catalog_name, node.schema_name, node.table_name].filter(Boolean).join(".");
      if (!isCte && !tables.has(name)) complain(`reads ${name}, which is no table of canon, peers or law`);
    } else if (node.type === "TABLE_FUNCTION") {
      if (!TABLE_FUNCTIONS.has(node.function!.function_name!)) complain(`reads from the table function ${node.function!.function_name}`);
      for (const argument of node.function!.children ?? []) expressions(argument, scope);
    } else if (node.type === "SUBQUERY") query(node.subquery!.node, scope.ctes);
    else if (node.type === "JOIN") {
      if (!JOINS.has(node.ref_type!)) complain(`a join of kind ${node.ref_type} depends on the order of rows`);
      relation(node.left!, scope);
      relation(node.right!, scope);
      const { left, right, ...rest } = node;
      for (const part of below(rest)) expressions(part, scope);
    } else for (const part of below(node)) expressions(part, scope);
  };

  const expressions = (node: Node, scope: Scope, parent?: Node): void => {
    if (node.class === "SUBQUERY") {
      query(node.subquery!.node, scope.ctes);
      if (node.child) expressions(node.child, scope, node);
      return;
    }
    if (node.class && !CLASSES.has(node.class)) complain(`an expression of kind ${node.class} is not allowed`);
    if (node.class === "COLUMN_REF" && CLOCKS_AND_SELVES.has(node.column_names!.join(".").toLowerCase()))
      complain(`${node.column_names![0]} tells something outside the canon`);
    if (node.class === "PARAMETER" && /^\d*$/.test(node.identifier ?? "")) complain("a parameter without a name");
    if (node.class === "FUNCTION") call(node, scope, parent);
    if (node.class === "WINDOW") over(node, scope);
    if (node.class === "COMPARISON") compared([node.left!, node.right!]);
    if (node.class === "BETWEEN") compared([node.input!, node.lower!, node.upper!]);
    if (node.type === "COMPARE_IN" || node.type === "COMPARE_NOT_IN") compared(node.children!);
    for (const part of below(node)) expressions(part, scope, node.class ? node : parent);
  };

  const call = (node: Node, scope: Scope, parent?: Node): void => {
    const name = node.function_name!;
    const [first, second] = node.children ?? [];
    const orders = (node.order_bys?.orders ?? []).map(({ expression }) => expression);
    if (SUMS.has(name)) sums.push([name, first!, scope]);
    else if (LIST_SUMS.has(name)) {
      if (!isSorted(first!)) sums.push([name, first!, scope]);
    } else if (ORDERED.has(name)) {
      if (parent?.function_name !== "list_sort" && !isTotal(orders, first!)) complain(`${name} without a total order`);
    } else if (BY_ARGUMENT.has(name)) {
      if (!isTotal([second!], first!)) complain(`${name} takes whichever of equals comes first: add a key to its order`);
    } else if (ROUNDED_BY_ORDER.has(name)) complain(`${name} depends on the order in which rows are added`);
    else if (!SCALARS.has(name) && !AGGREGATES.has(name)) complain(`the function ${name} is not on the list`);
  };

  const over = (node: Node, scope: Scope): void => {
    const name = node.function_name!;
    const orders = [...(node.orders ?? []), ...(node.arg_orders ?? [])].map(({ expression }) => expression);
    const [first] = node.children ?? [];
    const total = isTotal(orders, first);
    if (ORDERED_WINDOWS.has(name) || ORDERED.has(name)) {
      if (!total) complain(`${name} over a window without a total order`);
    } else if (RANKS.has(name)) {
      if (!orders.length) complain(`${name} over a window without an order`);
    } else {
      // Counted in rows, a frame cuts between equals; whole partitions and ranges do not.
      const cuts =
        /ROWS|GROUPS/.test(`${node.start} ${node.end}`) && !(node.start!.startsWith("UNBOUNDED") && node.end!.startsWith("UNBOUNDED"));
      if (cuts && !total) complain(`${name} over a frame of rows without a total order`);
      call({ ...node, order_bys: { orders: [...(node.orders ?? []), ...(node.arg_orders ?? [])] } }, scope);
    }
  };

  /** Counts on the type the engine gives to `argument` where it stands; what it cannot tell is refused. */
  const exact = async (name: string, argument: Node, { ctes, select }: Scope): Promise<void> => {
    const probe = {
      type: "SELECT_NODE",
      modifiers: [],
      cte_map: { map: ctes },
      select_list: [argument],
      from_table: select.from_table,
      where_clause: null,
      group_expressions: [],
      group_sets: [],
      aggregate_handling: "STANDARD_HANDLING",
      having: null,
      sample: null,
      qualify: null,
    };
    try {
      const tree = JSON.stringify({ error: false, statements: [{ node: probe, named_param_map: [] }] }, unplaced);
      const { text } = await db.one<{ text: string }>("select json_deserialize_sql($tree::json) as text", {
        tree: { type: "text", value: tree },
      });
      const used = await db.inspectSelect(text);
      const [[, type] = ["", ""]] = await db.columns(text, Object.fromEntries(used.map((it) => [it, params[it]!])));
      if (/DOUBLE|FLOAT|"NULL"/.test(type)) complain(`${name} over doubles depends on the order in which threads add them`);
    } catch (error) {
      complain(`the type of the argument of ${name} cannot be told here: name it in a step before (${String(error).split("\n")[0]})`);
    }
  };

  const compared = (sides: readonly Node[]): void => {
    if (sides.some((side) => side.class === "FUNCTION" && CALENDAR.has(side.function_name!))) return;
    for (const literal of sides.flatMap((side) => [...literalsOf(side)]))
      complain(`compares with the literal ${literal}: a threshold is a parameter or stands in a law table`);
  };

  query(await treeOf(db, sql), []);
  for (const sum of sums) await exact(...sum);
  return [...problems].sort();
}

/** Names of the tables a method may read. In a run canon is an attached file; where cases are judged it is a schema. */
async function readable(db: Db): Promise<ReadonlySet<string>> {
  const rows = await db.rows<{ name: string }>(`
    select if(schema_name = 'main', database_name, schema_name) || '.' || table_name as name
    from duckdb_tables()
    where (schema_name = 'main' and database_name = 'canon') or schema_name in ('canon', 'peers', 'law')`);
  return new Set(rows.map(({ name }) => name));
}

/** Leaves out where a node stands in the text: the number for "nowhere" does not survive JSON. */
const unplaced = (key: string, value: unknown) => (key === "query_location" ? undefined : value);

/** Numbers other than 0 and 1, which ask for none or one, and days other than the end of time. */
function* literalsOf(node: Node): Generator<string> {
  if (node.class === "SUBQUERY") return;
  if (node.class === "CAST" && node.cast_type?.id === "DATE" && node.child?.class === "CONSTANT") {
    const day = String(node.child.value!.value);
    if (day !== "9999-12-31") yield day;
    return;
  }
  if (node.class === "CONSTANT" && !node.value!.is_null && typeof node.value!.value === "number") {
    const { type, value } = node.value! as { type: { id: string; type_info?: { scale?: number } }; value: number };
    const number = value / 10 ** (type.type_info?.scale ?? 0);
    if (Math.abs(number) > 1 || !Number.isInteger(number)) yield String(number);
    return;
  }
  if (node.class === "FUNCTION" && SHAPING.has(node.function_name!)) return void (yield* literalsOf(node.children![0]!));
  for (const part of below(node)) yield* literalsOf(part);
}

/** An order that leaves no ties, or only ties that do not matter: it names a key, or the very thing that is collected. */
function isTotal(orders: readonly Node[], collected?: Node): boolean {
  const parts = orders.flatMap((it) => (it.function_name === "row" || it.function_name === "struct_pack" ? it.children! : [it]));
  return parts.some((part) => (collected && alike(part, collected)) || /(_key|_id|^source_rows?)$/.test(columnOf(part) ?? ""));
}

/** A list whose order the eye can see: sorted here, or collected in order. */
const isSorted = (list: Node): boolean =>
  list.function_name === "list_sort" || (ORDERED.has(list.function_name!) && (list.order_bys?.orders.length ?? 0) > 0);
