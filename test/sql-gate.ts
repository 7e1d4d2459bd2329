// What the SQL of an indicator may do, held on the parsed tree: read the canon, tell no time, throw no dice,
// and come to the same doubles on any number of threads. As far as a tree can tell; the cases tell the rest.
import type { Db, Params } from "../src/db.ts";
import { alike, below, type Cte, columnOf, type Node, treeOf } from "./sql-tree.ts";

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

const SCHEMAS = words("canon peers law");
const TABLE_FUNCTIONS = words("unnest range generate_series");
const RELATIONS = words("BASE_TABLE JOIN SUBQUERY EMPTY TABLE_FUNCTION EXPRESSION_LIST");
// ASOF takes one of several rows that are equally near, POSITIONAL takes them as they come.
const JOINS = words("REGULAR CROSS NATURAL");

// Functions of their arguments alone.
const SCALARS = words(`
  + - * / // % ** || ~~ !~~ & abs ceil floor round trunc sqrt ln log10 exp pow sign greatest least nullif
  date_diff date_part date_trunc make_date last_day year month day quarter isodow to_days to_months to_years
  contains starts_with ends_with prefix suffix lower upper trim ltrim rtrim length left right substr substring replace repeat reverse translate split_part
  regexp_matches regexp_full_match regexp_replace regexp_extract concat concat_ws levenshtein jaro_winkler_similarity
  struct_pack struct_extract row list_value list_contains list_has_all list_has_any list_intersect list_filter list_transform list_apply list_sort list_reverse_sort
  list_distinct list_concat list_extract list_position list_slice list_zip list_min list_max len flatten range generate_series array_extract array_to_string unnest error
  as_of status_of fiscal_year_of quantile_r8 r8_position wilson_lo wilson_hi`);
// Aggregates that come to the same whatever the order of rows. Quantiles of doubles interpolate between two of them.
const AGGREGATES = words("count count_star min max bool_and bool_or bit_and bit_or bit_xor quantile_cont quantile_disc median count_if");
// Exact on integers and decimals; on doubles they add in the order in which threads finish.
const SUMS = words("sum avg mean");
const LIST_SUMS = words("list_aggregate list_sum list_avg");
const ORDERED = words("list array_agg string_agg listagg group_concat first last any_value arbitrary");
const BY_ARGUMENT = words("arg_min arg_max min_by max_by argmin argmax");
const ORDERED_WINDOWS = words("row_number lag lead first first_value last last_value nth_value ntile");
const RANKS = words("rank dense_rank percent_rank cume_dist");
const ROUNDED_BY_ORDER = words(
  "stddev stddev_samp stddev_pop variance var_samp var_pop skewness kurtosis kurtosis_pop corr covar_samp covar_pop regr_slope regr_intercept regr_r2 product geomean entropy fsum kahan_sum sumkahan favg mode",
);
// Names that the engine answers like columns when no column bears them.
const CLOCKS_AND_SELVES = words(
  "current_date current_time current_timestamp localtime localtimestamp current_user session_user user current_schema current_catalog rowid",
);
// Numbers in these places say how, not how much: which part of a text, how many digits, which day of the week.
const SHAPING = words("substr substring left right split_part repeat list_slice list_extract array_extract round quantile_cont translate");
const CALENDAR = words("isodow month day quarter");

interface Scope {
  ctes: readonly Cte[];
  select: Node;
}

/** Everything in `sql` that the house does not allow; empty when there is nothing. `db` has canon, law, peers and macros laid. */
export async function sqlProblems(db: Db, sql: string, params: Params = {}): Promise<string[]> {
  const problems = new Set<string>();
  const complain = (problem: string) => problems.add(problem);
  const sums: [name: string, argument: Node, scope: Scope][] = [];

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
      if (!isCte && (node.catalog_name || !SCHEMAS.has(node.schema_name!)))
        complain(`reads ${[node.schema_name, node.table_name].filter(Boolean).join(".")}, which is neither canon, peers nor law`);
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
    if (node.class === "COLUMN_REF" && CLOCKS_AND_SELVES.has(node.column_names!.join(".")))
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
