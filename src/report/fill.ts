// Fills a report: lays what is in its scope, asks its selects one after the other, and hashes every cell on the way.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { ReviewsAt } from "../casebook/as-of.ts";
import type { Indicator } from "../catalogue/indicator.ts";
import type { Db, Params } from "../db.ts";
import { packaged } from "../package-root.ts";
import { type NamedQuery, namedQueries, type Report } from "./definition.ts";
import { type Input, layScope, type Scope } from "./lay.ts";
import type { Request } from "./request.ts";
import { type Cell, cellOf, columnsOf, type Table } from "./table.ts";

/** A flag that is new, gone or changed since another run. */
export interface Change {
  change: string;
  indicator: string;
  subject_kind: string;
  subject_id: string;
  flag_id: string;
  cause_en: string;
  cause_th: string;
  old_en: string | null;
  old_th: string | null;
  new_en: string | null;
  new_th: string | null;
}

/** The run a report is made from. */
export interface Ground {
  db: Db;
  run: {
    run_id: string;
    as_of: string;
    profile: string;
    result_hash: string;
    inputs_hash: string;
    canon_hash: string;
    catalogue_hash: string;
    law_hash: string;
    versions: { jabta: string } & Record<string, string>;
  };
  indicators: ReadonlyMap<string, Indicator>;
  scope: Scope;
  inputs: readonly Input[];
  reviews: ReviewsAt;
  /** Flags that another run has otherwise, where the report compares with one. */
  changes: readonly Change[];
  /** Settings of indicators as the run recorded them; the default where it recorded none. */
  profiled: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Says which run, which data, which question: enough to make the same report again and to see that it is the same. */
export interface Stamp {
  report: string;
  status: Request["status"];
  run_id: string;
  as_of: string;
  result_hash: string;
  inputs_hash: string;
  jabta: string;
  audit_seq: number;
  audit_hash: string;
  filter: Request["filter"];
  settings: Request["settings"];
  /** SHA-256 over every cell of every table. */
  content_hash: string;
}

/** A table as filled: its first rows, and how many there are. */
export interface Laid extends Table {
  name: string;
  size: number;
}

export interface Filled {
  report: Report;
  stamp: Stamp;
  ground: Ground;
  tables: ReadonlyMap<string, Laid>;
  /** All rows of a table, a block at a time. */
  stream(name: string): AsyncGenerator<Cell[][]>;
}

/** Rows of one table that are kept at hand; longer ones are read again where all are needed. */
const KEPT = 20_000;

const asParams = (settings: Request["settings"], wanted: readonly string[]): Params =>
  Object.fromEntries(
    wanted.map((name) => {
      const value = settings[name];
      if (value === undefined) throw new Error(`report.sql asks for $${name}, which report.yaml does not declare`);
      return [name, typeof value === "number" ? { type: "integer", value } : { type: "text", value }];
    }),
  );

interface Asked extends NamedQuery {
  params: Params;
}

async function* rowsOf(db: Db, asked: Asked, table: Pick<Table, "columns">): AsyncGenerator<Cell[][]> {
  for await (const block of db.stream<Record<string, unknown>>(asked.sql, asked.params))
    yield block.map((row) => table.columns.map(({ name, kind }) => cellOf(row[name], kind)));
}

/** The standard selects, then the report's own, which may take the place of a standard one. */
function selectsOf(report: Report): NamedQuery[] {
  const file = packaged("src/report/standard.sql");
  const own = new Set(report.queries.map(({ name }) => name));
  return [...namedQueries(readFileSync(file, "utf8"), file).filter(({ name }) => !own.has(name)), ...report.queries];
}

/** Fills a report from a run. The same run, request and audit entry give the same cells. */
export async function fill(
  ground: Ground,
  report: Report,
  request: Request,
  progress: (select: string, done: number, total: number) => void = () => {},
): Promise<Filled> {
  const { db, run } = ground;
  await layScope(ground, report, request);
  const hash = createHash("sha256");
  const tables = new Map<string, Laid>();
  const asked = new Map<string, Asked>();
  const selects = selectsOf(report);
  for (const [nth, query] of selects.entries()) {
    progress(query.name, nth, selects.length);
    const params = asParams(request.settings, await db.inspectSelect(query.sql));
    const columns = await columnsOf(db, query.sql, params);
    const rows: Cell[][] = [];
    let size = 0;
    hash.update(JSON.stringify([query.name, columns]));
    for await (const block of rowsOf(db, { ...query, params }, { columns })) {
      for (const row of block) {
        hash.update(JSON.stringify(row));
        if (size++ < KEPT) rows.push(row);
      }
    }
    tables.set(query.name, { name: query.name, columns, rows, size });
    asked.set(query.name, { ...query, params });
  }
  const { status, filter, settings } = request;
  const stamp: Stamp = {
    report: report.name,
    status,
    run_id: run.run_id,
    as_of: run.as_of,
    result_hash: run.result_hash,
    inputs_hash: run.inputs_hash,
    jabta: run.versions.jabta,
    audit_seq: ground.reviews.seq,
    audit_hash: ground.reviews.hash,
    filter,
    settings,
    content_hash: hash.digest("hex"),
  };
  return {
    report,
    stamp,
    ground,
    tables,
    async *stream(name) {
      const laid = tables.get(name)!;
      if (laid.rows.length === laid.size) yield laid.rows.map((row) => [...row]);
      else yield* rowsOf(db, asked.get(name)!, laid);
    },
  };
}
