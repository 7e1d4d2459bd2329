// Runs the mutants of one method against its cases: a mutant is killed by the first case whose expectation it breaks.
import type { Indicator } from "../../src/catalogue/indicator.ts";
import { type Db, identifier, literal, type Param, type Row } from "../../src/db.ts";
import { buildPeers, peersReadBy } from "../../src/peers/peers.ts";
import { layDay, layGround } from "../../src/run/lay.ts";
import { codesOf, reasons, statusOf } from "../../src/run/reason.ts";
import { evidenceSql, methodOf, paramsOf } from "../../src/run/run-indicator.ts";
import type { Node } from "../../src/run/sql-tree.ts";
import { labelOf } from "../../src/text/codelist.ts";
import { say } from "../../src/text/text.ts";
import { flaggedHere, gone, layAbroad } from "../abroad.ts";
import { type Case, wantedOf } from "../cases.ts";
import { pinnedAnswer } from "../pinned.ts";
import { judge as judgeWhole, layWhole, tornIn } from "../together.ts";
import { emptyWorld, layWorld, type World } from "../world.ts";
import type { Left } from "./found.ts";
import { changesOf } from "./mutate.ts";

export interface Hunt {
  code: string;
  /** Mutants that do not compile say nothing about the cases and are not counted. */
  mutants: number;
  survivors: string[];
  seconds: number;
}

interface Mutant {
  name: string;
  sql: string;
  killed: boolean;
  stillborn: boolean;
}

const DAY = "2024-12-31";
const STILLBORN = /^(Binder|Catalog|Parser|Syntax) Error/;
/** A mutant that joins everything with everything has shown itself. */
const LONGEST_MS = 5000;

const ALWAYS = {
  class: "CONSTANT",
  type: "VALUE_CONSTANT",
  alias: "",
  value: { type: { id: "BOOLEAN", type_info: null }, is_null: false, value: true },
};

/**
 * The text of a tree, whose places in the old text mean nothing any more. The engine writes a cross join as a comma, which binds less than the joins
 * after it, so that these would no longer see what stands before: it is written as a join on true.
 */
export async function textOf(db: Db, node: Node): Promise<string> {
  const tree = JSON.stringify({ error: false, statements: [{ node, named_param_map: [] }] }, (key, value) => {
    if (key === "query_location") return undefined;
    return value?.ref_type === "CROSS" ? { ...value, ref_type: "REGULAR", condition: ALWAYS } : value;
  });
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
async function answers(db: Db, method: string, evidence: string): Promise<Row[]> {
  const timer = setTimeout(() => db.interrupt(), LONGEST_MS);
  try {
    return await db.rows(
      `select subject, status, reason, value::double as value, threshold::double as threshold, ${evidence} as evidence, list_sort(list_distinct(seen_in)) as seen_in from (${method}\n) order by subject`,
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
  const words = codesOf(indicator);
  const results = rows.map((row) => {
    const word = row.reason === null ? row.status : row.reason;
    const known = words.includes(word as string) && statusOf(word as string) === row.status;
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

/** Takes back what the case before laid, law of its own as well. */
async function clear(db: Db, lawToo: boolean): Promise<void> {
  if (lawToo) await layGround(db, DAY);
  const tables = await db.rows<{ name: string }>(
    "select table_name as name from duckdb_tables() where schema_name = 'canon' and estimated_size > 0",
  );
  await db.run([...tables.map(({ name }) => `delete from canon.${name}`), "drop schema if exists peers cascade"].join("; "));
}

/** A case whose world stands in schemas of its own, beside those of the other cases. */
interface Standing {
  it: Case;
  /** A method as it reads this world, with the settings of the case. */
  here(sql: string): string;
  /** What the unchanged method answers. */
  answers: readonly Row[];
  subjects: readonly unknown[];
  kept: string;
}

/** The names of the tables that a method may read; a name such as `peers.buyers` may as well be a column of a part of the method that is called so. */
async function namesOf(db: Db): Promise<RegExp> {
  const tables = await db.rows<{ name: string }>(
    "select table_schema || '.' || table_name as name from information_schema.tables where table_schema in ('canon', 'peers', 'law') order by all",
  );
  return new RegExp(`\\b(?:${tables.map(({ name }) => name.replace(".", "\\.")).join("|")})\\b`, "g");
}

/** A parameter as it would be bound: what is bound is planned twice. */
function inWords({ type, value }: Param): string {
  if (type === "list") return `[${value.map(literal).join(", ")}]::varchar[]`;
  return type === "text" ? literal(value) : `${value}::${type === "integer" ? "integer" : "double"}`;
}

/** Lays every case once, so that a change can be tried first on the case that noticed the change before. */
async function standing(
  db: Db,
  indicator: Indicator & { sql: string },
  cases: readonly Case[],
  unchanged: string,
  names: RegExp,
  evidence: string,
): Promise<Standing[]> {
  const peers = peersReadBy([unchanged]);
  const read = new Set(unchanged.match(names));
  const worlds: Standing[] = [];
  let hasLaw = false;
  for (const [index, it] of cases.entries()) {
    const { case: name, params: settings, as_of, expect: _, says: __, ...world } = it;
    await clear(db, hasLaw);
    hasLaw = Object.keys(world).some((table) => table.startsWith("law."));
    await layWorld(db, world as World);
    await layDay(db, as_of ?? DAY);
    await buildPeers(db, peers);
    const params = paramsOf(indicator, settings);
    const here = (sql: string) =>
      sql
        .replaceAll(names, (name) => name.replace(".", `_${index}.`))
        .replaceAll(/\bas_of\(\)/g, `as_of_${index}()`)
        .replaceAll(/\$(\w+)/g, (_, parameter) => inWords(params[parameter]!));
    await db.run(
      [
        ...["canon", "peers", "law"].map((schema) => `create schema ${schema}_${index}`),
        ...[...read].map((table) => `create table ${here(table)} as from ${table}`),
        `create macro as_of_${index}() as date ${literal(as_of ?? DAY)}`,
      ].join("; "),
    );
    const first = await answers(db, here(unchanged), evidence);
    const subjects = first.map(({ subject }) => subject);
    const unspoilt = told(indicator, first, subjects);
    if (!holds(indicator, it, unspoilt)) throw new Error(`${indicator.id}: without any change, the case "${name}" does not hold`);
    worlds.push({ it, here, answers: first, subjects, kept: pinned(unspoilt) });
  }
  return worlds;
}

/** Cases of one day and setting, laid side by side: one question tells which of them is worth asking by itself. */
interface Crowd {
  here(sql: string): string;
  answers: readonly Row[];
  /** Where each case answers here as it does alone, a change that nobody notices here is noticed by none of them. */
  isFair: boolean;
  members: readonly Standing[];
}

const STEP = 100_000;
const short = ({ status, reason, value, threshold }: Row): string => JSON.stringify([status, reason, value, threshold]);

/** Rows of all members in one table, the keys and names of each its own. */
async function gather(db: Db, table: string, name: string, members: readonly Standing[]): Promise<string> {
  const columns = await db.columns(`from ${table}`);
  const ofOne = members.map(({ here }, index) => {
    const moved = columns.map(([column, type]) => {
      const it = identifier(column);
      if (column.endsWith("_key") && type.endsWith("INTEGER")) return `(${it} + ${index * STEP})::${type} as ${it}`;
      // Each case in a country of its own, with its law.
      return (column.endsWith("_id") || column === "country") && type === "VARCHAR" ? `'${index}: ' || ${it} as ${it}` : it;
    });
    return `select ${moved.join(", ")} from ${here(table)}`;
  });
  return `create table ${name} as ${ofOne.join(" union all ")}`;
}

async function crowds(db: Db, worlds: readonly Standing[], unchanged: string, names: RegExp, evidence: string): Promise<Crowd[]> {
  const read = [...new Set(unchanged.match(names))];
  const alike = new Map<string, Standing[]>();
  for (const world of worlds) {
    const { params, as_of } = world.it;
    const key = JSON.stringify([params ?? {}, as_of ?? DAY]);
    alike.set(key, [...(alike.get(key) ?? []), world]);
  }
  const found: Crowd[] = [];
  for (const [number, members] of [...alike.values()].entries()) {
    const there = (sql: string) => sql.replaceAll(names, (name) => name.replace(".", `_all_${number}.`));
    const here = (sql: string) => members[0]!.here(there(sql));
    await db.run(`create schema canon_all_${number}; create schema peers_all_${number}; create schema law_all_${number}`);
    for (const table of read) await db.run(await gather(db, table, there(table), members));
    const given = await answers(db, here(unchanged), evidence);
    const apart = members.flatMap(({ answers: own }) => own.map(short));
    const isFair = given.length === apart.length && given.every((row, index) => short(row) === apart[index]);
    found.push({ here, answers: given, isFair, members });
  }
  return found;
}

/** The members for whom something is not as it was, by their subjects' keys; all of them where nothing is answered at all. */
async function touched(db: Db, crowd: Crowd, sql: string, evidence: string): Promise<readonly Standing[]> {
  let given: readonly Row[];
  try {
    given = await answers(db, crowd.here(sql), evidence);
  } catch {
    return crowd.members;
  }
  // Who is nobody's key belongs to any of them.
  if (given.some(({ subject }) => subject === null)) return crowd.members;
  const was = new Map(crowd.answers.map((row) => [row.subject, JSON.stringify(row)]));
  const differing = new Set<number>();
  const memberOf = (subject: unknown) => Math.floor(Number(subject) / STEP);
  for (const row of given) {
    if (was.get(row.subject) !== JSON.stringify(row)) differing.add(memberOf(row.subject));
    was.delete(row.subject);
  }
  for (const subject of was.keys()) differing.add(memberOf(subject));
  return [...differing].flatMap((index) => crowd.members[index] ?? []);
}

/** Whether a case notices the change: "stillborn" where there is no method to ask. */
async function notices(
  db: Db,
  indicator: Indicator,
  { it, here, subjects, kept }: Standing,
  sql: string,
  evidence: string,
): Promise<boolean | "stillborn"> {
  try {
    const results = told(indicator, await answers(db, here(sql), evidence), subjects);
    return !holds(indicator, it, results) || pinned(results) !== kept;
  } catch (error) {
    return STILLBORN.test(error instanceof Error ? error.message : String(error)) ? "stillborn" : true;
  }
}

/** Asks the crowds, and of each the cases that it points at: a change is killed by a case alone. */
async function ask(db: Db, indicator: Indicator, mutant: Mutant, sql: string, side: readonly Crowd[], evidence: string): Promise<void> {
  const asked = new Set<Standing>();
  for (const points of [touched, async (_: Db, crowd: Crowd) => (crowd.isFair ? [] : crowd.members)]) {
    for (const crowd of side) {
      for (const world of await points(db, crowd, sql, evidence)) {
        if (asked.has(world)) continue;
        asked.add(world);
        const noticed = await notices(db, indicator, world, sql, evidence);
        mutant.stillborn = noticed === "stillborn";
        mutant.killed = noticed === true;
        if (noticed) return;
      }
    }
  }
}

/**
 * What the gate beside the cases would notice: all cases laid in one world, where a method that forgets a key takes one for another
 * and no longer answers in a piece as in the whole.
 */
async function tellApart(indicator: Indicator, mutants: readonly Mutant[]): Promise<void> {
  const left = mutants.filter(({ killed, stillborn }) => !killed && !stillborn);
  if (indicator.together === "all" || !left.length) return;
  const db = await emptyWorld();
  await layWhole(db, indicator);
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

/** What another gate would notice: records of another country that change an answer. */
async function tellCountries(
  indicator: Indicator & { sql: string },
  mutants: readonly Mutant[],
  around: readonly string[],
  evidence: string,
): Promise<void> {
  const left = mutants.filter(({ killed, stillborn }) => !killed && !stillborn);
  const it = flaggedHere(indicator);
  if (!it || !left.length) return;
  const { case: _, params: settings, as_of, expect: __, says, ...world } = it;
  const db = await emptyWorld(as_of ?? DAY);
  await layWorld(db, world as World);
  const answersOf = async (sql: string) =>
    await answers(
      db,
      around.join(sql).replaceAll(/\$(\w+)/g, (_, parameter) => inWords(paramsOf(indicator, settings)[parameter]!)),
      evidence,
    );
  await buildPeers(db, peersReadBy([indicator.sql]));
  const alone = await answersOf(indicator.sql);
  await db.run("drop schema peers cascade");
  await layAbroad(db);
  await buildPeers(db, peersReadBy([indicator.sql]));
  for (const mutant of left) {
    try {
      mutant.killed = gone(alone, await answersOf(mutant.sql)).length > 0;
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

/** Every change of a method, with a name of its own. */
async function mutantsOf(db: Db, indicator: Indicator, tree: Node): Promise<Mutant[]> {
  const mutants: Mutant[] = [];
  const times = new Map<string, number>();
  for (const { kind, before, after, make, undo } of changesOf(tree, otherReason(indicator))) {
    const was = await written(db, before);
    const name = was ? `${kind}: ${was} → ${await written(db, after)}` : kind;
    const time = (times.get(name) ?? 0) + 1;
    times.set(name, time);
    make();
    mutants.push({ name: time > 1 ? `${name} #${time}` : name, sql: await textOf(db, tree), killed: false, stillborn: false });
    undo();
  }
  return mutants;
}

/**
 * Mutants of an indicator's method against cases, each until one kills it: all against all,
 * or, where the method is as it was and no case is gone, those that were left against what was added.
 */
export async function hunt(indicator: Indicator & { sql: string }, { cases, known }: Left): Promise<Hunt> {
  const started = performance.now();
  const db = await emptyWorld(DAY);
  // A case has a handful of rows: planning its answer well takes longer than answering.
  await db.run("pragma disable_optimizer");
  await buildPeers(db, peersReadBy([indicator.sql]));
  const tree = ((await db.parse(indicator.sql)) as { statements: { node: Node }[] }).statements[0]!.node;
  const mutants = (await mutantsOf(db, indicator, tree)).filter(({ name }) => !known || known.survivors.includes(name));
  const unchanged = await textOf(db, tree);
  if (!(await runsPlainly(db, indicator))) await db.run("pragma enable_optimizer");
  const method = await methodOf(db, indicator, paramsOf(indicator));
  // Evidence as results carry it, with the types of the unchanged method.
  const evidence = evidenceSql(method.evidence);
  // What surrounds a method that leaves `seen_in` out is the same for every mutant.
  const around = method.sql.split(indicator.sql);
  const names = await namesOf(db);
  const worlds = await standing(db, indicator, cases, around.join(unchanged), names, evidence);
  const side = await crowds(db, worlds, around.join(unchanged), names, evidence);
  for (const mutant of mutants) await ask(db, indicator, mutant, around.join(mutant.sql), side, evidence);
  await tellCountries(indicator, mutants, around, evidence);
  await tellApart(indicator, mutants);
  db.close();
  const born = mutants.filter(({ stillborn }) => !stillborn);
  return {
    code: indicator.id,
    mutants: known?.mutants ?? born.length,
    survivors: born.filter(({ killed }) => !killed).map(({ name }) => name),
    seconds: (performance.now() - started) / 1000,
  };
}
