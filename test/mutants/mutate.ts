// Small ways in which a method could be wrong, each made on its parsed tree: a comparison, a constant, a guard or condition left out,
// a column taken for another, a branch dropped.
import { below, columnOf, type Node } from "../../src/run/sql-tree.ts";

/** One change: while it is made, the tree says something else. */
export interface Change {
  kind: string;
  /** What stood there, and what stands there instead; a whole condition that is left out has nothing instead. */
  before: Node;
  after: Node | null;
  make(): void;
  undo(): void;
}

const OTHER_COMPARISON: Readonly<Record<string, string>> = {
  COMPARE_GREATERTHAN: "COMPARE_GREATERTHANOREQUALTO",
  COMPARE_GREATERTHANOREQUALTO: "COMPARE_GREATERTHAN",
  COMPARE_LESSTHAN: "COMPARE_LESSTHANOREQUALTO",
  COMPARE_LESSTHANOREQUALTO: "COMPARE_LESSTHAN",
  COMPARE_EQUAL: "COMPARE_NOTEQUAL",
  COMPARE_NOTEQUAL: "COMPARE_EQUAL",
  COMPARE_DISTINCT_FROM: "COMPARE_NOT_DISTINCT_FROM",
  COMPARE_NOT_DISTINCT_FROM: "COMPARE_DISTINCT_FROM",
};
const OPPOSITE: Readonly<Record<string, string>> = {
  COMPARE_GREATERTHAN: "COMPARE_LESSTHAN",
  COMPARE_GREATERTHANOREQUALTO: "COMPARE_LESSTHANOREQUALTO",
  COMPARE_LESSTHAN: "COMPARE_GREATERTHAN",
  COMPARE_LESSTHANOREQUALTO: "COMPARE_GREATERTHANOREQUALTO",
};
const OTHER_OPERATOR: Readonly<Record<string, string>> = {
  OPERATOR_IS_NULL: "OPERATOR_IS_NOT_NULL",
  OPERATOR_IS_NOT_NULL: "OPERATOR_IS_NULL",
  COMPARE_IN: "COMPARE_NOT_IN",
  COMPARE_NOT_IN: "COMPARE_IN",
};
const OTHER_FUNCTION: Readonly<Record<string, string>> = {
  min: "max",
  max: "min",
  "+": "-",
  "-": "+",
  "*": "/",
  "/": "*",
  bool_and: "bool_or",
  bool_or: "bool_and",
};
/** Last words of columns of one type, which a hand may take for one another. */
const KINDRED = /_(amount|on|share|days|count|key)$/;

/** Every change of a tree, one after the other. `reasons` are the words a method may give, by what they stand for. */
export function* changesOf(tree: Node, reasons: (word: string) => string): Generator<Change> {
  yield* within(tree, [], reasons);
}

type Holder = Record<string, unknown>;

function change(kind: string, holder: Holder, key: string, after: unknown, before = holder[key] as Node): Change {
  const was = holder[key];
  return {
    kind,
    before,
    after: after as Node | null,
    make: () => {
      holder[key] = after;
    },
    undo: () => {
      holder[key] = was;
    },
  };
}

function* within(node: Node, columns: readonly Node[], reasons: (word: string) => string): Generator<Change> {
  const here = node.type === "SELECT_NODE" ? columnsOf(node) : columns;
  if (node.type === "SELECT_NODE") yield* ofSelect(node);
  if (node.type === "JOIN") yield* ofJoin(node);
  for (const [key, value] of Object.entries(node)) {
    for (const [holder, at, part] of parts(node as Holder, key, value)) {
      if (node.function_name === "status_of" && isGuarded(part)) {
        // `status_of` fails aloud where there is neither a reason nor an answer: without this guard no result is another.
        yield* ofExpression(part.children![0]!, part.children as unknown as Holder, "0", here, reasons, part);
        yield* within(part.children![0]!, here, reasons);
        continue;
      }
      yield* ofExpression(part, holder, at, here, reasons, node);
      yield* within(part, here, reasons);
    }
  }
}

const isGuarded = (node: Node): boolean => node.type === "OPERATOR_COALESCE" && booleanOf(node.children!.at(-1)!) === false;

/** `true` and `false` stand in the tree as texts that are cast. */
const booleanOf = (node: Node): boolean | undefined =>
  node.class === "CAST" && node.cast_type?.id === "BOOLEAN" && node.child?.class === "CONSTANT"
    ? node.child.value!.value === "t"
    : undefined;

/** The places below a node where another node hangs. */
function* parts(holder: Holder, key: string, value: unknown): Generator<[Holder, string, Node]> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* parts(value as unknown as Holder, String(index), item);
  } else if (typeof value === "object" && value !== null) yield [holder, key, value as Node];
}

function* ofSelect(node: Node): Generator<Change> {
  for (const key of ["where_clause", "having", "qualify"]) {
    const condition = (node as Holder)[key] as Node | null | undefined;
    if (condition && condition.class !== "CONJUNCTION") yield change("condition left out", node as Holder, key, null);
  }
}

function* ofJoin(node: Node): Generator<Change> {
  // The other way round says little: keys of the canon find what they point at.
  const { join_type } = node as { join_type?: string };
  if (node.ref_type === "REGULAR" && join_type === "LEFT") {
    const name = node.right?.alias || node.right?.table_name;
    yield change(`inner join of ${name}`, node as Holder, "join_type", "INNER", node);
  }
}

function* ofExpression(
  node: Node,
  holder: Holder,
  key: string,
  columns: readonly Node[],
  reasons: (word: string) => string,
  parent: Node,
): Generator<Change> {
  const instead = (kind: string, after: Node) => change(kind, holder, key, after);
  const without = (list: readonly Node[], index: number) => list.filter((_, at) => at !== index);
  const { type = "", children = [] } = node;

  for (const others of [OTHER_COMPARISON, OPPOSITE]) {
    const other = node.class === "COMPARISON" ? others[type] : undefined;
    if (other) yield instead("comparison", { ...node, type: other });
  }
  const operator = node.class === "OPERATOR" ? OTHER_OPERATOR[type] : undefined;
  if (operator) yield instead("comparison", { ...node, type: operator });
  if (type === "OPERATOR_NOT") yield instead("not", children[0]!);
  if (node.class === "CONJUNCTION")
    for (const index of children.keys())
      yield instead("condition left out", children.length === 2 ? children[1 - index]! : { ...node, children: without(children, index) });
  if (type === "OPERATOR_COALESCE")
    for (const index of children.keys())
      yield instead("guard left out", children.length === 2 ? children[1 - index]! : { ...node, children: without(children, index) });
  if (node.function_name === "nullif") yield instead("guard left out", children[0]!);
  if (node.class === "CASE") {
    const checks = node.case_checks!;
    for (const index of checks.keys())
      yield instead(
        "branch left out",
        checks.length === 1 ? node.else_expr! : { ...node, case_checks: checks.filter((_, at) => at !== index) },
      );
  }
  if (node.class === "BETWEEN") {
    yield instead("condition left out", comparison("COMPARE_GREATERTHANOREQUALTO", node.input!, node.lower!));
    yield instead("condition left out", comparison("COMPARE_LESSTHANOREQUALTO", node.input!, node.upper!));
  }
  if (node.class === "FUNCTION") {
    const other = OTHER_FUNCTION[node.function_name!];
    if (other && children.length > (other.length === 1 ? 1 : 0) && !isOneOfItsKind(node, parent))
      yield instead("function", { ...node, function_name: other });
    if (node.distinct && !isRows(children[0]!)) yield instead("distinct left out", { ...node, distinct: false });
    const { filter } = node as { filter?: Node | null };
    if (filter) yield instead("condition left out", { ...node, filter: null } as Node);
  }
  const truth = booleanOf(node);
  if (truth !== undefined)
    yield instead("constant", { ...node, child: { ...node.child!, value: { ...node.child!.value!, value: truth ? "f" : "t" } } });
  if (booleanOf(parent) === undefined && !isSettled(node, parent)) yield* ofValue(node, instead, reasons);
  if (node.class === "COLUMN_REF") {
    const other = kindred(node, columns);
    if (other) yield instead("column", { ...node, column_names: other.column_names! });
  }
}

/** The currency and the country of a group are judged only where all have the same, so that least and most are one. */
const isOneOfItsKind = (node: Node, parent: Node): boolean =>
  /(currency|country)$/.test(columnOf(node.children![0]!) ?? "") && parent.class !== "COMPARISON";

/** The nought of a guard goes with the guard, which is left out as a whole; and fifteen digits take off only what doubles add. */
const isSettled = (node: Node, parent: Node): boolean =>
  /^(nullif|round)$/.test(parent.function_name ?? "") && parent.children![1] === node;

/** Where a result was read is made distinct by the run. */
const isRows = (node: Node): boolean => /^source_rows?$/.test(columnOf(node) ?? "");

function* ofValue(node: Node, instead: (kind: string, after: Node) => Change, reasons: (word: string) => string): Generator<Change> {
  if (node.class === "PARAMETER") yield instead("parameter", larger(node));
  if (node.class !== "CONSTANT" || node.value!.is_null) return;
  const { value } = node.value!;
  const is = (other: unknown) => ({ ...node, value: { ...node.value!, value: other } });
  if (typeof value === "number") yield instead("constant", is(value + 1));
  else if (typeof value === "boolean") yield instead("constant", is(!value));
  else if (typeof value === "string" && node.value!.type.id === "VARCHAR") yield instead("constant", is(reasons(value)));
}

/** A parameter a little larger; a list, which cannot be, makes a text that does not compile and is not counted. */
const larger = (node: Node): Node =>
  ({
    class: "FUNCTION",
    type: "FUNCTION",
    alias: node.alias ?? "",
    function_name: "+",
    schema: "",
    children: [
      { ...node, alias: "" },
      {
        class: "CONSTANT",
        type: "VALUE_CONSTANT",
        alias: "",
        value: { type: { id: "INTEGER", type_info: null }, is_null: false, value: 1 },
      },
    ],
    filter: null,
    order_bys: { type: "ORDER_MODIFIER", orders: [] },
    distinct: false,
    is_operator: true,
    export_state: false,
    catalog: "",
  }) as unknown as Node;

const comparison = (type: string, left: Node, right: Node): Node => ({ class: "COMPARISON", type, alias: "", left, right });

/** Columns that one select names, in it and not in a select below. */
function columnsOf(select: Node): Node[] {
  const found = new Map<string, Node>();
  const visit = (node: Node): void => {
    if (node.class === "COLUMN_REF") found.set(node.column_names!.join("."), node);
    for (const part of below(node)) if (part.type !== "SELECT_NODE") visit(part);
  };
  visit(select);
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, node]) => node);
}

/** The next column of the same type in the same select. */
function kindred(node: Node, columns: readonly Node[]): Node | undefined {
  const name = (column: Node) => column.column_names!.join(".");
  const kind = KINDRED.exec(name(node))?.[1];
  if (!kind) return undefined;
  const alike = columns.filter(
    (column) => KINDRED.exec(name(column))?.[1] === kind && column.column_names!.at(-1) !== node.column_names!.at(-1),
  );
  return alike.find((column) => name(column) > name(node)) ?? alike[0];
}
