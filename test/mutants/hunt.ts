// Runs the mutants of one method against its cases: a mutant is killed by the first case whose expectation it breaks.
import type { Indicator } from "../../src/catalogue/indicator.ts";
import { type Db, identifier, type Params, type Row } from "../../src/db.ts";
import { buildPeers, peersReadBy } from "../../src/peers/peers.ts";
import { layDay, layGround } from "../../src/run/lay.ts";
import { codesOf, reasons, statusOf } from "../../src/run/reason.ts";
import { methodOf, paramsOf } from "../../src/run/run-indicator.ts";
import type { Node } from "../../src/run/sql-tree.ts";
import { labelOf } from "../../src/text/codelist.ts";
import { say } from "../../src/text/text.ts";
import { type Case, casesOf, wantedOf } from "../cases.ts";
import { pinnedAnswer } from "../pinned.ts";
import { judge as judgeWhole, tornIn, wholeOf } from "../together.ts";
import { emptyWorld, layWorld, type World } from "../world.ts";
import { type Change, changesOf } from "./mutate.ts";

export interface Hunt {
  code: string;
  mutants: number;
  /** Mutants that do not compile say nothing about the cases and are not counted. */
  stillborn: number;
  survivors: string[];
  seconds: number;
}

interface Mutant {
  sql: string;
  change: Change;
  killed: boolean;
  stillborn: boolean;
}

const DAY = "2024-12-31";
const STILLBORN = /^(Binder|Catalog|Parser|Syntax) Error/;
/** A mutant that joins everything with everything has shown itself. */
const LONGEST_MS = 5000;

/** The text of a tree, whose places in the old text mean nothing any more. */
export async function textOf(db: Db, node: Node): Promise<string> {
  const tree = JSON.stringify({ error: false, statements: [{ node, named_param_map: [] }] }, (key, value) =>
    key === "query_location" ? undefined : value,
  );
  return (await db.one<{ text: string }>("select json_deserialize_sql($tree::json) as text", { tree: { type: "text", value: tree } })).text;
}

/** An expression as it is written, for people. */
async function written(db: Db, node: Node | string | null): Promise<string> {
  if (node === null) return "nothing";
  if (typeof node === "string" || !node.class) return "";
  const select = {
    type: "SELECT_NODE",
    modifiers: [],
    cte_map: { map: [] },
    select_list: [{ ...node, alias: "" }],
    from_table: { type: "EMPTY", alias: "", sample: null },
    where_clause: null,
    group_expressions: [],
    group_sets: [],
    aggregate_handling: "STANDARD_HANDLING",
    having: null,
    sample: null,
    qualify: null,
  };
  return (await textOf(db, select as unknown as Node)).replace(/^SELECT /, "").replaceAll("main.", "");
}

/** Another reason of the same status, so that only a case that names its reason can tell. */
function otherReason(indicator: Indicator): (word: string) => string {
  const listed = reasons();
  return (word) => {
    const status = listed.get(word);
    if (status) return [...listed].find(([other, its]) => its === status && other !== word)![0];
    if (indicator.requires.includes(word)) return indicator.requires.find((other) => other !== word) ?? `${word}x`;
    return `${word}x`;
  };
}

/** Everything of the answers that a case can speak of. */
async function answers(db: Db, method: string, evidence: string, params: Params): Promise<Row[]> {
  const timer = setTimeout(() => db.interrupt(), LONGEST_MS);
  try {
    return await db.rows(
      `select subject, status, reason, value::double as value, threshold::double as threshold, ${evidence} as evidence, list_sort(list_distinct(seen_in)) as seen_in from (${method}\n) order by subject`,
      params,
    );
  } finally {
    clearTimeout(timer);
  }
}

/** Whether `got` has all that `want` says: what the cases' own test asks with toMatchObject. */
function has(got: unknown, want: unknown): boolean {
  if (Array.isArray(want)) return Array.isArray(got) && got.length === want.length && want.every((item, index) => has(got[index], item));
  if (typeof want === "object" && want !== null)
    return typeof got === "object" && got !== null && Object.entries(want).every(([key, value]) => has((got as Row)[key], value));
  return Object.is(got, want);
}

/** The answers as the cases' own test sees them; null where a status and its reason do not agree, or a subject is missing or judged twice. */
function told(indicator: Indicator, rows: readonly Row[], subjects: readonly unknown[]): Row[] | null {
  if (rows.length !== subjects.length || rows.some(({ subject }, index) => subject !== subjects[index])) return null;
  const results = rows.map((row) => {
    const word = row.reason === null ? row.status : row.reason;
    const known = codesOf(indicator).includes(word as string) && statusOf(word as string) === row.status;
    const flagged = row.status === "flagged";
    return {
      ...row,
      status: known ? row.status : "invalid",
      evidence: flagged ? JSON.parse(row.evidence as string) : null,
      seen_in: flagged ? row.seen_in : null,
    };
  });
  return results.some(({ status }) => status === "invalid") ? null : results;
}

/** All that is kept of the answers of a case. */
const pinned = (results: readonly Row[]): string => results.map(pinnedAnswer).join("\n");

/** Whether the answers are what the case expects. */
function holds(indicator: Indicator, it: Case, results: readonly Row[] | null): results is Row[] {
  if (!results) return false;
  if (!wantedOf(it).every((want, index) => has(results[index], want))) return false;
  if (!it.says) return true;
  const evidence = results[0]!.evidence as Row;
  return (
    evidence !== null &&
    (["en", "th"] as const).every((language) => say(indicator.says, evidence, language, labelOf) === it.says![language])
  );
}

/** Evidence as results carry it, decimals as texts, with the types of the unchanged method. */
async function evidenceOf(db: Db, method: string, params: Params): Promise<string> {
  const fields = await db.columns(`select unnest(evidence) from (${method}\n)`, params);
  return `to_json({${fields.map(([name, type]) => `${identifier(name)}: evidence.${identifier(name)}${type.startsWith("DECIMAL") ? "::varchar" : ""}`).join(", ")}})::varchar`;
}

/** Takes back what the case before laid, law of its own as well. */
async function clear(db: Db, lawToo: boolean): Promise<void> {
  if (lawToo) await layGround(db, DAY);
  const tables = await db.rows<{ name: string }>(
    "select table_name as name from duckdb_tables() where schema_name = 'canon' and estimated_size > 0",
  );
  await db.run([...tables.map(({ name }) => `delete from canon.${name}`), "drop schema if exists peers cascade"].join("; "));
}

/**
 * What the gate beside the cases would notice: all cases laid in one world, where a method that forgets a key takes one for another
 * and no longer answers in a piece as in the whole.
 */
async function tellApart(indicator: Indicator, mutants: readonly Mutant[]): Promise<void> {
  const left = mutants.filter(({ killed, stillborn }) => !killed && !stillborn);
  if (indicator.together === "all" || !left.length) return;
  const db = await wholeOf(indicator);
  const whole = async (sql: string) => JSON.stringify([...(await judgeWhole(db, { ...indicator, sql }, null))]);
  const unchanged = await whole(indicator.sql!);
  for (const mutant of left) {
    try {
      mutant.killed = (await whole(mutant.sql)) !== unchanged && (await tornIn(db, { ...indicator, sql: mutant.sql })).torn.length > 0;
    } catch {
      mutant.killed = true;
    }
  }
  db.close();
}

/** Whether the method can be planned without the optimizer: some joins under an unnest cannot. */
async function runsPlainly(db: Db, indicator: Indicator & { sql: string }): Promise<boolean> {
  try {
    await db.rows(indicator.sql, paramsOf(indicator));
    return true;
  } catch {
    return false;
  }
}

/** Every mutant of an indicator's method against every case, until one kills it. */
export async function hunt(indicator: Indicator & { sql: string }): Promise<Hunt> {
  const started = performance.now();
  const db = await emptyWorld(DAY);
  // A case has a handful of rows: planning its answer well takes longer than answering.
  await db.run("pragma disable_optimizer");
  await buildPeers(db, peersReadBy([indicator.sql]));
  const tree = ((await db.parse(indicator.sql)) as { statements: { node: Node }[] }).statements[0]!.node;
  const mutants: Mutant[] = [];
  for (const change of changesOf(tree, otherReason(indicator))) {
    change.make();
    mutants.push({ sql: await textOf(db, tree), change, killed: false, stillborn: false });
    change.undo();
  }
  const unchanged = await textOf(db, tree);
  if (!(await runsPlainly(db, indicator))) await db.run("pragma enable_optimizer");
  const method = (sql: string, params: Params) => methodOf(db, { ...indicator, sql }, params);
  const evidence = await evidenceOf(db, await method(indicator.sql, paramsOf(indicator)), paramsOf(indicator));
  const own = !(await method(indicator.sql, paramsOf(indicator))).startsWith(indicator.sql);

  let hasLaw = false;
  for (const it of casesOf(indicator)) {
    const { case: name, params: settings, as_of, expect: _, says: __, ...world } = it;
    if (mutants.every(({ killed, stillborn }) => killed || stillborn)) break;
    const params = paramsOf(indicator, settings);
    await clear(db, hasLaw);
    hasLaw = Object.keys(world).some((name) => name.startsWith("law."));
    await layWorld(db, world as World);
    await layDay(db, as_of ?? DAY);
    await buildPeers(db, peersReadBy([indicator.sql]));
    // What surrounds a method that leaves `seen_in` out is the same for every mutant.
    const around = own ? (await method(indicator.sql, params)).split(indicator.sql) : ["", ""];
    const first = await answers(db, around.join(unchanged), evidence, params);
    const subjects = first.map(({ subject }) => subject);
    const unspoilt = told(indicator, first, subjects);
    if (!holds(indicator, it, unspoilt)) throw new Error(`${indicator.id}: without any change, the case "${name}" does not hold`);
    const kept = pinned(unspoilt);
    for (const mutant of mutants) {
      if (mutant.killed || mutant.stillborn) continue;
      try {
        const results = told(indicator, await answers(db, around.join(mutant.sql), evidence, params), subjects);
        mutant.killed = !holds(indicator, it, results) || pinned(results) !== kept;
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        if (STILLBORN.test(message)) mutant.stillborn = true;
        else mutant.killed = true;
      }
    }
  }
  await tellApart(indicator, mutants);
  const left = mutants.filter(({ killed, stillborn }) => !killed && !stillborn);
  const names: string[] = [];
  for (const { change } of left) {
    const [before, after] = [await written(db, change.before), await written(db, change.after)];
    const text = before ? `${change.kind}: ${before} → ${after}` : change.kind;
    const same = names.filter((name) => name === text || name.startsWith(`${text} #`)).length;
    names.push(same ? `${text} #${same + 1}` : text);
  }
  db.close();
  const stillborn = mutants.filter((mutant) => mutant.stillborn).length;
  return {
    code: indicator.id,
    mutants: mutants.length - stillborn,
    stillborn,
    survivors: names,
    seconds: (performance.now() - started) / 1000,
  };
}
