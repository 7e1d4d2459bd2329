// Lays the small worlds of cases.yaml into an empty canon, one transaction a case.
import { readFileSync } from "node:fs";
import { type Db, identifier, literal, openDb, type Row } from "../src/db.ts";
import { packaged } from "../src/package-root.ts";
import { buildPeers, peersReadBy } from "../src/peers/peers.ts";
import { layDay, layGround } from "../src/run/lay.ts";

/** An in-memory canon with law, macros and no rows. */
export async function emptyWorld(asOf = "2024-12-31"): Promise<Db> {
  const db = await openDb({ threads: 1 });
  await db.run("create schema canon");
  await db.run(readFileSync(packaged("src/canon/schema.sql"), "utf8"));
  await layGround(db, asOf);
  return db;
}

type Rows = Row | Row[];
export type World = Readonly<Record<string, Rows>>;

const KEYED = ["process", "lot", "bid", "award", "contract", "project", "party"];

/** Keys of each table are laid from a number of its own, so that a method that takes one for another is noticed; every other key is a party's. */
const FIRST_KEYS = 10_000;
const laidKey = (column: string, key: number): number => {
  const at = KEYED.indexOf(column.slice(0, -"_key".length));
  return key + FIRST_KEYS * (at < 0 ? KEYED.length : at + 1);
};

/** What rows of a project's tables need where a case leaves it out. */
const OF_PROJECT: Readonly<Record<string, (index: number) => Row>> = {
  project_process: (index) => ({ link_id: `link ${index}`, is_carried: false }),
  observation: (index) => ({ series: "metric", metric: "physicalProgress", observation_id: `${index}` }),
  disclosure: () => ({}),
};

/** The tables of a world are laid again and again, and their columns stay. */
const known = new WeakMap<Db, Map<string, string[]>>();

async function columnsOf(db: Db, table: string): Promise<string[]> {
  const tables = known.get(db) ?? new Map<string, string[]>();
  known.set(db, tables);
  const columns = tables.get(table) ?? (await db.columns(`from ${table}`)).map(([column]) => column);
  tables.set(table, columns);
  return columns;
}

/**
 * Lays rows table by table. What a case leaves out is filled in: own keys count from 0, foreign keys are 0,
 * parties and processes that are only referred to are made, a process without lots gets its whole lot,
 * `repeat: n` lays a row n times, and `process_key: each` gives every row a process of its own. A name such as `law.holiday` says where else rows go.
 */
export async function layWorld(db: Db, world: World): Promise<void> {
  const tables = new Map<string, Row[]>();
  for (const [name, rows] of Object.entries(world)) {
    tables.set(
      name,
      ([] as Row[]).concat(rows ?? {}).flatMap((row) => {
        const { repeat = 1, ...rest } = row;
        return Array.from({ length: Number(repeat) }, () => ({ ...rest }));
      }),
    );
  }
  const all = (name: string): Row[] => tables.get(name) ?? [];
  const given = (key: string): number[] =>
    [...tables.values()].flat().flatMap((row) => (typeof row[key] === "number" ? [row[key] as number] : []));

  for (const name of KEYED) for (const [index, row] of all(name).entries()) row[`${name}_key`] ??= index;
  for (const name of ["tender", "contract", "lot", "bid", "award", "document"]) {
    for (const [index, row] of all(name).entries()) if (row.process_key === "each") row.process_key = index;
  }
  const process = (row: Row) => (row.process_key ??= 0);
  for (const name of ["tender", "lot", "bid", "award", "contract", "document"]) all(name).forEach(process);
  const processes = tables.has("process") ? all("process") : [];
  const known = new Set(processes.map((row) => row.process_key));
  const referred = [...new Set([...given("process_key"), ...(tables.size ? [] : [0])])].sort((a, b) => a - b);
  for (const key of referred) if (!known.has(key)) processes.push({ process_key: key });
  tables.set("process", processes);

  const lots = all("lot");
  for (const row of lots) row.is_whole ??= false;
  const wholes = processes.filter((row) => !lots.some((lot) => lot.process_key === row.process_key));
  const nextLot = lots.length;
  for (const [index, row] of wholes.entries()) {
    lots.push({ lot_key: nextLot + index, lot_id: `process ${row.process_key}`, process_key: row.process_key, is_whole: true });
  }
  tables.set("lot", lots);
  const divided = (key: unknown) => lots.filter((lot) => lot.process_key === key && !lot.is_whole).length;
  for (const row of all("tender")) row.lots_count ??= divided(row.process_key);
  for (const name of ["bid", "award"]) {
    for (const row of all(name)) {
      if (row.lot_key === undefined) row.lot_key = lots.find((lot) => lot.process_key === row.process_key)?.lot_key;
    }
  }
  for (const name of ["amendment", "transaction", "milestone"]) {
    for (const [index, row] of all(name).entries()) {
      row.contract_key ??= 0;
      row[`${name}_id`] ??= `${name} ${index}`;
    }
  }
  for (const [index, row] of all("subcontract").entries())
    Object.assign(row, { process_key: 0, subcontract_id: `subcontract ${index}`, ...row });
  for (const row of all("amendment")) {
    row.kind ??= row.new_ends_on !== undefined ? "duration" : "value";
    row.basis ??= "published";
  }

  for (const [index, row] of all("document").entries()) row.document_id ??= `document ${index}`;

  for (const [name, missing] of Object.entries(OF_PROJECT)) {
    for (const [index, row] of all(name).entries()) Object.assign(row, { project_key: 0, ...missing(index), ...row });
  }
  for (const row of all("project")) row.source ??= "test";

  const parties = all("party");
  const partyKeys = new Set(parties.map((row) => row.party_key));
  const wanted = new Set(
    ["buyer_key", "supplier_key", "tenderer_key", "party_key", "member_key", "holder_key", "person_key", "public_authority_key"].flatMap(
      given,
    ),
  );
  for (const key of [...wanted].sort((a, b) => a - b)) if (!partyKeys.has(key)) parties.push({ party_key: key });
  tables.set("party", parties);

  for (const row of parties) {
    row.kind ??= "juristic";
    row.party_id ??= `party ${row.party_key}`;
    row.hash_id ??= row.party_id;
  }
  for (const row of processes) {
    if (row.country === undefined) row.country = "TH";
    row.source ??= "test";
  }
  let sourceRow = 0;
  for (const [name, rows] of tables) {
    const table = (name.includes(".") ? name : `canon.${name}`).split(".").map(identifier).join(".");
    const columns = await columnsOf(db, table);
    for (const row of rows) {
      const unknown = Object.keys(row).filter((column) => !columns.includes(column));
      if (unknown.length) throw new Error(`${table} has no column "${unknown.join('", "')}". It has: ${columns.join(", ")}.`);
      if (columns.includes("source_row")) row.source_row ??= 1000 + sourceRow++;
      if (columns.includes("known_from")) row.known_from ??= "2024-01-01";
      if (columns.includes(`${name}_id`)) row[`${name}_id`] ??= `${name} ${row[`${name}_key`]}`;
      for (const [column, key] of Object.entries(row))
        if (column.endsWith("_key") && typeof key === "number") row[column] = laidKey(column, key);
    }
    if (rows.length) await db.run(insertSql(table, rows));
  }
}

function insertSql(table: string, rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const value = (it: unknown) =>
    it === undefined || it === null
      ? "null"
      : typeof it === "string"
        ? literal(it)
        : it instanceof Date
          ? literal(it.toISOString())
          : String(it);
  const tuples = rows.map((row) => `(${columns.map((column) => value(row[column])).join(", ")})`);
  return `insert into ${table} (${columns.map(identifier).join(", ")}) values ${tuples.join(", ")}`;
}

/** Lays a world with its peers, and what else is to lie beside it, works in it, and takes everything back. */
export async function inWorld<T>(
  db: Db,
  world: World,
  options: { sql: string; asOf?: string | undefined; beside?: ((db: Db) => Promise<void>) | undefined },
  work: () => Promise<T>,
): Promise<T> {
  await db.run("begin");
  try {
    await layWorld(db, world);
    await options.beside?.(db);
    if (options.asOf) await layDay(db, options.asOf);
    await buildPeers(db, peersReadBy([options.sql]));
    return await work();
  } finally {
    await db.run("rollback");
  }
}
