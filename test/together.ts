// Holds an indicator to its `together`: whoever is judged in the piece of the canon it asks for is judged as in the whole.
import type { Indicator } from "../src/catalogue/indicator.ts";
import type { Db } from "../src/db.ts";
import { buildPeers, peersReadBy } from "../src/peers/peers.ts";
import { codesOf } from "../src/run/reason.ts";
import { paramsOf } from "../src/run/run-indicator.ts";
import { subjectOf } from "../src/run/subject.ts";
import { answer } from "./answer.ts";
import { casesOf } from "./cases.ts";
import { emptyWorld, layWorld, type World } from "./world.ts";

/** Apart from these, every key of a case is moved, so that cases meet only in the parties they share. */
const SHARED = ["party", "member", "registration"];
/** What registers tell: of the shared parties, and of nobody else. */
const REGISTERS = ["registration", "holding", "debarment", "office", "listing", "rate"];
const PARTIES = /^(buyer|supplier|tenderer|party|member|holder|person)_key$/;
const MOVED = /^((process|lot|bid|award|contract|project)_key|(old_|other_)?source_row)$/;
const NAMED = /^((process|lot|bid|award|contract|project)_id|related_bid)$/;
const STEP = 100_000;
const OF_PROJECT = ["project_process", "observation", "disclosure"];

/** Lays all cases of an indicator as one world, in the schema `whole` instead of what lay there; `canon` is left empty. */
export async function layWhole(db: Db, indicator: Indicator): Promise<void> {
  await db.run("drop schema if exists whole cascade; create schema whole;");
  const columns = new Map<string, string[]>();
  for (const { table, column } of await db.rows<{ table: string; column: string }>(
    "select table_name as table, column_name as column from duckdb_columns() where schema_name = 'canon' order by table_name, column_index",
  )) {
    columns.set(table, [...(columns.get(table) ?? []), column]);
  }
  for (const table of columns.keys()) await db.run(`delete from canon.${table}; create table whole.${table} as from canon.${table};`);
  const countries: string[] = [];
  for (const [index, { case: _, params, as_of, expect, says, ...world }] of casesOf(indicator).entries()) {
    await layWorld(db, world as World);
    // A buyer stands in one country; parties are shared among the cases that lie in the same one.
    const [{ lands = "" } = {}] = await db.rows<{ lands: string }>(
      "select string_agg(distinct coalesce(country, '-'), ' ' order by coalesce(country, '-')) as lands from canon.process",
    );
    if (!countries.includes(lands)) countries.push(lands);
    const land = countries.indexOf(lands) * STEP;
    const moved = (column: string): string => {
      if (MOVED.test(column)) return `${column} + ${index * STEP}`;
      if (PARTIES.test(column)) return `${column} + ${land}`;
      if (NAMED.test(column)) return `'${index}: ' || ${column}`;
      return /^(party|hash)_id$/.test(column) ? `'${land}: ' || ${column}` : column;
    };
    const laid = [...columns].filter(([table]) => table in world || ["process", "lot", "party"].includes(table));
    for (const [table, names] of laid) {
      const known = SHARED.includes(table) ? `where party_key + ${land} not in (select party_key from whole.${table})` : "";
      const twice = REGISTERS.includes(table) && !SHARED.includes(table) ? `except all select * from whole.${table}` : "";
      await db.run(
        `insert into whole.${table} select ${names.map(moved).join(", ")} from canon.${table} ${known} ${twice}; delete from canon.${table};`,
      );
    }
  }
}

/** A piece of the canon: some processes, and in them all rows or only one of one table. */
interface Piece {
  processes: readonly number[];
  only?: { table: string; key: number };
}

/** Judges everyone in one piece of `whole`, by the id people read. */
export async function judge(db: Db, indicator: Indicator, piece: Piece | null): Promise<Map<string, string>> {
  const within = piece ? `where process_key in (${piece.processes.join(", ") || "null"})` : "";
  const alone = (table: string) => (piece?.only?.table === table ? `${within ? "and" : "where"} ${table}_key = ${piece.only.key}` : "");
  await db.run("begin");
  try {
    for (const table of ["process", "tender", "lot", "bid", "award", "contract", "conflict", "document"]) {
      await db.run(`insert into canon.${table} from whole.${table} ${within} ${alone(table)}`);
    }
    for (const table of ["amendment", "transaction", "milestone"]) {
      await db.run(`insert into canon.${table} from whole.${table} where contract_key in (select contract_key from canon.contract)`);
    }
    await db.run(
      `insert into canon.project from whole.project ${piece?.only?.table === "project" ? `where project_key = ${piece.only.key}` : ""}`,
    );
    for (const table of OF_PROJECT) {
      await db.run(`insert into canon.${table} from whole.${table} where project_key in (select project_key from canon.project)`);
    }
    await db.run(`insert into canon.party from whole.party ${piece?.only?.table === "party" ? `where party_key = ${piece.only.key}` : ""}`);
    for (const table of ["member", ...REGISTERS]) await db.run(`insert into canon.${table} from whole.${table}`);
    await buildPeers(db, peersReadBy([indicator.sql!]));
    await answer(db, indicator, paramsOf(indicator));
    const { from, key, id } = subjectOf(indicator.subject);
    const ids = new Map(
      (await db.rows<{ key: number; id: string }>(`select ${key} as key, ${id} as id from ${from}`)).map((row) => [row.key, row.id]),
    );
    const rows = await db.rows<{ subject: number; code: number; evidence: string | null }>("from answered");
    const found = new Map(
      rows.map(({ subject, code, ...flag }) => [subject, flag.evidence === null ? codesOf(indicator)[code]! : JSON.stringify(flag)]),
    );
    return new Map([...found].map(([subject, result]) => [ids.get(subject)!, result]));
  } finally {
    await db.run("rollback");
  }
}

/** What each subject stands in, and what belongs to one piece with it. */
const REACH = `
    with sold as (
        select process_key, supplier_key from whole.contract where supplier_key is not null
        union
        select process_key, supplier_key from whole.award where supplier_key is not null
    ),
    party_to as (
        select process_key, supplier_key from sold
        union
        select process_key, member_key from sold join whole.member on party_key = supplier_key
    )`;

const JOINED: Record<string, string> = {
  buyer: "one.buyer_key = other.buyer_key",
  supplier: "one.supplier_key = other.supplier_key",
  buyer_supplier: "one.buyer_key = other.buyer_key and one.supplier_key = other.supplier_key",
  market: "one.class is not distinct from other.class and one.country is not distinct from other.country",
};

/** Projects, each with the processes it links to. */
async function projectPieces(db: Db, most: number): Promise<Map<string, Piece>> {
  const rows = await db.rows<{ key: number; id: string; processes: number[] }>(
    `select project_key as key, project_id as id, coalesce(list(process_key order by process_key) filter (where process_key is not null), []) as processes
     from whole.project left join whole.project_process using (project_key) group by all order by key`,
  );
  const step = Math.max(1, Math.ceil(rows.length / most));
  return new Map(
    rows.filter((_, index) => index % step === 0).map(({ key, id, processes }) => [id, { processes, only: { table: "project", key } }]),
  );
}

/** Subjects by id, each with the piece its indicator asks for; at most `most` of them, spread over all. */
async function piecesOf(db: Db, indicator: Indicator, most: number): Promise<Map<string, Piece>> {
  const kind = indicator.subject;
  await db.run("begin");
  try {
    for (const table of ["process", "tender", "lot", "bid", "award", "contract", "party", "member", ...REGISTERS])
      await db.run(`insert into canon.${table} from whole.${table}`);
    await buildPeers(db, peersReadBy(["peers.win", `peers.${kind}`]));
    if (kind === "project") return await projectPieces(db, most);
    const { from, key, id } = subjectOf(kind);
    const columns = (await db.columns(`from ${from}`)).map(([name]) => name);
    const parts = columns.includes("process_key")
      ? ["process_key"]
      : ["buyer_key", "supplier_key", "class"].filter((part) => columns.includes(part));
    const rows = await db.rows<{ key: number; id: string; processes: number[] }>(
      kind === "party"
        ? `select party_key as key, party_id as id, (select coalesce(list(process_key order by process_key), []) from canon.process) as processes from canon.party order by key`
        : `${REACH},
      placed as (
          select process_key, buyer_key, coalesce(item_class, category) as class, country, supplier_key
          from whole.process left join party_to using (process_key)
      )
      select it.${key} as key, it.id, list(distinct other.process_key order by other.process_key) as processes
      from (select *, ${id} as id from ${from}) as it
      join placed as one on ${parts.map((part) => `it.${part} is not distinct from one.${part}`).join(" and ")}
      join placed as other on one.process_key = other.process_key or (${JOINED[indicator.together] ?? "false"})
      group by all order by key`,
    );
    const step = Math.max(1, Math.ceil(rows.length / most));
    const own = indicator.together === "subject" && parts.length < 2;
    return new Map(
      rows
        .filter((_, index) => index % step === 0)
        .map((row) => [row.id, { processes: row.processes, ...(own ? { only: { table: kind, key: row.key } } : {}) }]),
    );
  } finally {
    await db.run("rollback");
  }
}

let world: Promise<Db> | undefined;

/** Subjects that come to something else in their piece than in the whole: none, if `together` is honest. */
export async function torn(indicator: Indicator, most = 20): Promise<{ judged: number; torn: string[] }> {
  world ??= emptyWorld();
  const db = await world;
  await layWhole(db, indicator);
  return await tornIn(db, indicator, most);
}

/** The same, where the whole is laid already. */
export async function tornIn(db: Db, indicator: Indicator, most = 20): Promise<{ judged: number; torn: string[] }> {
  const whole = await judge(db, indicator, null);
  const torn: string[] = [];
  const done = new Map<string, Map<string, string>>();
  const pieces = await piecesOf(db, indicator, most);
  for (const [id, piece] of pieces) {
    const name = JSON.stringify(piece);
    const results = done.get(name) ?? (await judge(db, indicator, piece));
    done.set(name, results);
    if (results.get(id) !== whole.get(id)) torn.push(`${id}: ${whole.get(id)} in the whole, ${results.get(id)} in its piece`);
  }
  return { judged: pieces.size, torn };
}
