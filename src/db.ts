// The only door to DuckDB. One instance per process and file, typed parameters, rows as JSON-safe values.
import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type {
  DuckDBBlobVector,
  DuckDBConnection,
  DuckDBInstance,
  DuckDBListVector,
  DuckDBMaterializedResult,
  DuckDBPreparedStatement,
  DuckDBType,
  DuckDBValue,
} from "@duckdb/node-api";

// Required, not imported: to import its hundred CommonJS files, Node first reads each for its names, a fifth of a second at every start.
const duckdb: typeof import("@duckdb/node-api") = createRequire(import.meta.url)("@duckdb/node-api");
const { DOUBLE, INTEGER, LIST, listValue, StatementType, VARCHAR } = duckdb;

export type Row = Record<string, unknown>;
/** The values of a row to be stored, in the order of its columns. */
export type Cells = readonly (string | number | null)[];

/** A parameter as an indicator declares it, so that the engine sees the type and not what JavaScript made of it. */
export type Param =
  | { type: "integer" | "number"; value: number }
  | { type: "text"; value: string }
  | { type: "list"; value: readonly string[] };
export type Params = Readonly<Record<string, Param>>;

export interface Settings {
  /** Worker threads; results never depend on it. */
  threads?: number;
  /** Budget of the engine's own buffers, such as "2GB"; the process uses up to 900 MB more. */
  memory?: string;
  /** Where the engine makes a folder of its own for sorts and joins that spill, gone when it closes; the system's temporary folder when left out. */
  spill?: string;
}

const bound = (params: Params): [Record<string, DuckDBValue>, Record<string, DuckDBType>] => {
  const values: Record<string, DuckDBValue> = {};
  const types: Record<string, DuckDBType> = {};
  for (const [name, param] of Object.entries(params)) {
    if (param.type === "list") {
      values[name] = listValue([...param.value]);
      types[name] = LIST(VARCHAR);
    } else {
      values[name] = param.value;
      types[name] = param.type === "integer" ? INTEGER : param.type === "number" ? DOUBLE : VARCHAR;
    }
  }
  return [values, types];
};

/** Quotes a text as an SQL literal. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
/** Quotes a name as an SQL identifier. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Attaches a file that is being made. It is of no use before it is whole, so nothing is kept for getting back half of it. */
export const attachNew = (path: string, name: string): string => `attach ${literal(path)} as ${name} (recovery_mode no_wal_writes)`;

function literalOf(param: Param): string {
  if (param.type === "list") return `[${param.value.map(literal).join(", ")}]::varchar[]`;
  if (param.type === "text") return literal(param.value);
  return `${param.value}::${param.type === "integer" ? "integer" : "double"}`;
}

/**
 * A statement with its parameters written out in their types, but not in its texts and comments. Where they are bound, the engine
 * plans before it knows the types, and once more after: that is a fifth of a method's planning.
 */
export const written = (sql: string, params: Params): string =>
  sql.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\$(\w+)/g, (all, name?: string) => {
    const param = name === undefined ? undefined : params[name];
    return param ? `(${literalOf(param)})` : all;
  });

type Numbers = Int32Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer> | BigInt64Array<ArrayBuffer>;

/** A column of many rows in one value, as the engine holds it: the bytes of texts end to end, or numbers with a bit for each that is there. */
export type Packed = { bytes: Uint8Array<ArrayBuffer> } | { numbers: Numbers; valid: Uint8Array<ArrayBuffer> | null };

/** What vectors of numbers keep to themselves in the pinned version of the client: the engine's own memory, gone with its chunk. */
interface NumberVector {
  items?: Numbers;
  validity?: { data: BigUint64Array | null };
}

/** Long bytes come as a copy of their own; short ones lie in the engine's memory. */
function bytesOf(vector: DuckDBBlobVector): Uint8Array<ArrayBuffer> {
  const bytes = vector.getItemBytes(0) as Uint8Array<ArrayBuffer> | null;
  if (!bytes) return new Uint8Array();
  return bytes.length > 12 ? bytes : bytes.slice();
}

function numbersOf(vector: DuckDBListVector): Packed {
  const { items, validity } = vector.childVector as unknown as NumberVector;
  if (!items || !validity) throw new Error(`not a list of numbers: ${vector.type}`);
  const length = vector.getEntryLength(0);
  const { data } = validity;
  const valid = data && new Uint8Array(data.buffer as ArrayBuffer, data.byteOffset, (length + 7) >> 3);
  const numbers = items.slice(0, length);
  return { numbers, valid: valid ? blanked(numbers, valid.slice()) : null };
}

/** What lies where there is no value, and beyond the last row, is whatever was there before: equal answers need equal bytes. */
function blanked(numbers: Numbers, valid: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const nothing = typeof numbers[0] === "bigint" ? 0n : 0;
  for (let row = 0; row < numbers.length; row++) {
    if (!(valid[row >> 3]! & (1 << (row & 7)))) numbers[row] = nothing;
  }
  const beyond = numbers.length & 7;
  if (beyond) valid[valid.length - 1]! &= (1 << beyond) - 1;
  return valid;
}

/** Prepared statements that one connection keeps: planning costs more than many an answer. */
const KEPT = 64;

/** A connection to one instance. A second query on a connection ends an open stream without an error: one stream, one `Db`. */
export class Db {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #spill: string | undefined;
  readonly #kept: Map<string, DuckDBPreparedStatement> | undefined;

  /** `spill` is the folder of the instance's own, for the connection that ends it. */
  constructor(instance: DuckDBInstance, connection: DuckDBConnection, spill?: string, keeps = false) {
    this.#instance = instance;
    this.#connection = connection;
    this.#spill = spill;
    this.#kept = keeps ? new Map() : undefined;
  }

  /** Another connection to the same instance: for a stream beside queries, or for concurrent readers, who ask the same again and again. */
  async sibling({ keeps = false } = {}): Promise<Db> {
    return new Db(this.#instance, await this.#instance.connect(), undefined, keeps);
  }

  async #answer(sql: string, params: Params): Promise<DuckDBMaterializedResult> {
    if (!this.#kept) return await this.#connection.run(sql, ...bound(params));
    const known = this.#kept.get(sql);
    const prepared = known ?? (await this.#connection.prepare(sql));
    this.#kept.delete(sql);
    this.#kept.set(sql, prepared);
    const oldest = this.#kept.size > KEPT ? this.#kept.entries().next().value : undefined;
    if (oldest) {
      this.#kept.delete(oldest[0]);
      oldest[1].destroySync();
    }
    prepared.bind(...bound(params));
    return await prepared.run();
  }

  /** Runs one or more statements; parameters only with a single one. */
  async run(sql: string, params?: Params): Promise<void> {
    if (params) await this.#connection.run(sql, ...bound(params));
    else await this.#connection.run(sql);
  }

  /** All rows: decimals and 64-bit integers as strings, dates as ISO text, so that nothing is rounded on the way out. */
  async rows<T = Row>(sql: string, params?: Params): Promise<T[]> {
    if (params) return (await (await this.#answer(sql, params)).getRowObjectsJson()) as T[];
    return (await this.#connection.runAndReadAll(sql)).getRowObjectsJson() as T[];
  }

  /** The first row of a query that has one. */
  async one<T = Row>(sql: string, params?: Params): Promise<T> {
    const [row] = await this.rows<T>(sql, params);
    if (row === undefined) throw new Error(`no row from: ${sql.slice(0, 200)}`);
    return row;
  }

  /** Streams rows in chunks of about two thousand, with bounded memory. */
  async *stream<T = Row>(sql: string, params?: Params): AsyncGenerator<T[]> {
    const result = params ? await this.#connection.stream(sql, ...bound(params)) : await this.#connection.stream(sql);
    for await (const rows of result.yieldRowObjectJson()) yield rows as T[];
  }

  /** The one row of a query whose columns are blobs or lists of numbers: many rows at once, and none of them made an object. */
  async packed(sql: string, params: Params = {}): Promise<Packed[]> {
    const result = await this.#answer(sql, params);
    const chunk = await result.fetchChunk();
    if (chunk?.rowCount !== 1) throw new Error(`expected one row from: ${sql.slice(0, 200)}`);
    return Array.from({ length: chunk.columnCount }, (_, index): Packed => {
      const vector = chunk.getColumnVector(index);
      if (vector instanceof duckdb.DuckDBBlobVector) return { bytes: bytesOf(vector) };
      if (!(vector instanceof duckdb.DuckDBListVector)) throw new Error(`neither blob nor list: ${vector.type}`);
      return numbersOf(vector);
    });
  }

  /** Teaches SQL a function of texts, for what only the house's own code can say. */
  define(name: string, parameters: number, work: (...texts: string[]) => string): void {
    const each = duckdb.DuckDBScalarFunction.create({
      name,
      returnType: VARCHAR,
      parameterTypes: Array.from({ length: parameters }, () => VARCHAR),
      mainFunction(_info, input, output) {
        const columns = Array.from({ length: parameters }, (_, index) => input.getColumnValues(index) as string[]);
        for (let row = 0; row < input.rowCount; row++) output.setItem(row, work(...columns.map((column) => column[row]!)));
        output.flush();
      },
    });
    this.#connection.registerScalarFunction(each);
  }

  /** Column names and types of a query, without running it. */
  async columns(sql: string, params?: Params): Promise<[name: string, type: string][]> {
    const rows = await this.rows<{ column_name: string; column_type: string }>(`describe ${sql}`, params);
    return rows.map((row) => [row.column_name, row.column_type]);
  }

  /** Checks that a text is exactly one SELECT and returns the names of its parameters. */
  async inspectSelect(sql: string): Promise<string[]> {
    const statements = await this.#connection.extractStatements(sql);
    if (statements.count !== 1) throw new Error(`expected one select, found ${statements.count} statements`);
    const prepared = await statements.prepare(0);
    if (prepared.statementType !== StatementType.SELECT) throw new Error("expected one select, found another kind of statement");
    return Array.from({ length: prepared.parameterCount }, (_, index) => prepared.parameterName(index + 1));
  }

  /** The parsed tree of one SELECT, as DuckDB serialises it. */
  async parse(sql: string): Promise<unknown> {
    const { tree } = await this.one<{ tree: string }>("select json_serialize_sql($sql::varchar)::varchar as tree", {
      sql: { type: "text", value: sql },
    });
    const parsed = JSON.parse(tree) as { error: boolean; error_message?: string };
    if (parsed.error) throw new Error(parsed.error_message);
    return parsed;
  }

  /** Appends rows of texts and numbers to a table whose columns are varchar, integer, ubigint or double, in order. */
  async append(table: string, rows: AsyncIterable<Cells> | Iterable<Cells>): Promise<number> {
    const appender = await this.#connection.createAppender(table);
    const types = (await this.columns(`from ${identifier(table)}`)).map(([, type]) => type);
    let count = 0;
    for await (const row of rows) {
      for (const [index, value] of row.entries()) {
        if (value === null) appender.appendNull();
        else if (typeof value === "string") appender.appendVarchar(value);
        else if (types[index] === "INTEGER") appender.appendInteger(value);
        else appender.appendDouble(value);
      }
      appender.endRow();
      if (++count % 50_000 === 0) appender.flushSync();
    }
    appender.closeSync();
    return count;
  }

  /** Stops the running query; it rejects within milliseconds unless one huge vector function holds it. */
  interrupt(): void {
    this.#connection.interrupt();
  }

  close(): void {
    this.#connection.closeSync();
    if (this.#spill === undefined) return;
    this.#instance.closeSync();
    rmSync(this.#spill, { recursive: true, force: true });
  }
}

/** Opens an in-memory database; files are attached to it, so that one file is never opened twice in a process. */
export async function openDb(settings: Settings = {}): Promise<Db> {
  // Two engines that spill into one folder would write over each other's files. The name tells whose it is when the process is gone.
  const spill = join(settings.spill ?? tmpdir(), `spill-${process.pid}-${randomUUID().slice(0, 8)}`);
  const options: Record<string, string> = {
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    temp_directory: spill,
  };
  if (settings.threads) options.threads = String(settings.threads);
  if (settings.memory) options.memory_limit = settings.memory;
  const instance = await duckdb.DuckDBInstance.create(":memory:", options);
  const connection = await instance.connect();
  const db = new Db(instance, connection, spill);
  await db.run("set TimeZone = 'UTC'");
  return db;
}
