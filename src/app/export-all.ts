// The verb `export --all`: everything a workspace holds, in forms that any program reads, so that nobody is bound to this one.
import { copyFileSync, existsSync, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { leavingTables } from "../casebook/leaving.ts";
import { type Db, identifier, literal, openDb } from "../db.ts";
import { JABTA_VERSION } from "../package-root.ts";
import { buildPeers, peersReadBy } from "../peers/peers.ts";
import { csvCell } from "../report/csv.ts";
import { columnLabel } from "../report/label.ts";
import { layGround } from "../run/lay.ts";
import { resultTable } from "../run/result-table.ts";
import { type SubjectKind, subjectOf } from "../run/subject.ts";
import { hashOfFile, type Receipt, rawPath, readReceipts } from "../sources/raw.ts";
import { promote, type Workspace } from "../workspace.ts";
import { requireCanon } from "./canon.ts";
import { readmeOf } from "./export-all-readme.ts";
import { freeFolder } from "./free-folder.ts";
import { canonOf, currentRunId, readManifest, runFileOf } from "./generation.ts";
import { indicatorsOf } from "./kept-catalogue.ts";
import { withLease } from "./lease.ts";
import { casebookOf } from "./review.ts";
import type { Manifest } from "./run.ts";

/** A file of the export; rows where it is a table. */
export interface LeavingFile {
  path: string;
  sha256: string;
  bytes: number;
  rows: number | null;
}

export interface ExportedAll {
  path: string;
  files: number;
  bytes: number;
  canon_hash: string;
  run_id: string | null;
  result_hash: string | null;
}

/** The folder while it is being written, and what is in it. */
class Leaving {
  readonly files: LeavingFile[] = [];
  readonly folder: string;
  readonly db: Db;

  constructor(folder: string, db: Db) {
    this.folder = folder;
    this.db = db;
  }

  /** Where a file of that name is to be written. */
  at(path: string): string {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    return join(this.folder, path);
  }

  async wrote(path: string, rows: number | null): Promise<void> {
    const file = join(this.folder, path);
    this.files.push({ path, sha256: await hashOfFile(file), bytes: statSync(file).size, rows });
  }

  async text(path: string, text: string, rows: number | null = null): Promise<void> {
    writeFileSync(this.at(path), text);
    await this.wrote(path, rows);
  }

  /** A select as Parquet, which keeps every type, and as CSV, which anything reads. */
  async table(path: string, select: string): Promise<void> {
    const { n } = await this.db.one<{ n: string }>(`select count(*) as n from (${select})`);
    for (const [end, format] of [
      ["parquet", "format parquet, compression zstd"],
      ["csv.gz", "format csv, header, compression gzip"],
    ] as const) {
      await this.db.run(`copy (${select}) to ${literal(this.at(`${path}.${end}`))} (${format})`);
      await this.wrote(`${path}.${end}`, Number(n));
    }
  }
}

interface ColumnRow {
  table: string;
  column: string;
  type: string;
}

/** Columns of the tables of one attached file; those that only serve a search are left out. */
const columnsIn = (db: Db, file: "canon" | "run"): Promise<ColumnRow[]> =>
  db.rows<ColumnRow>(
    `select table_name as "table", column_name as "column", data_type as type from duckdb_columns()
     where database_name = '${file}' and column_name <> 'sought' order by table_name, column_index`,
  );

const namesIn = (columns: readonly ColumnRow[]): string[] => [...new Set(columns.map(({ table }) => table))];

const selectOf = (file: string, columns: readonly ColumnRow[], table: string): string =>
  `select ${columns
    .filter((it) => it.table === table)
    .map(({ column }) => identifier(column))
    .join(", ")} from ${file}.${identifier(table)}`;

/** Answers are written by subjects and words, one file for each question; the tables of their codes say the same and are left out. */
const isOfAnswers = (table: string): boolean => table.startsWith("result_") || table === "code" || table === "party_sought";

async function results(leaving: Leaving, workspace: Workspace, manifest: Manifest): Promise<ColumnRow[]> {
  const { db } = leaving;
  await db.run(`attach ${literal(runFileOf(workspace, manifest.run_id))} as run (read_only)`);
  const columns = (await columnsIn(db, "run")).filter(({ table }) => !isOfAnswers(table));
  for (const table of namesIn(columns)) await leaving.table(`results/${table}`, selectOf("run", columns, table));
  await layGround(db, manifest.as_of);
  const ran = await db.rows<{ indicator: string; kind: SubjectKind }>("select indicator, kind from run.outcome order by indicator");
  await buildPeers(db, peersReadBy(ran.map(({ kind }) => subjectOf(kind).from)));
  for (const { indicator, kind } of ran) {
    const { from, key, id } = subjectOf(kind);
    await leaving.table(
      `results/answers/${indicator.replace(":", "_")}`,
      `select subject.subject_id, code.status, code.reason
       from run.${resultTable(indicator)} as result
       join (select ${key} as subject, ${id} as subject_id from ${from}) as subject on subject.subject = result.subject
       join run.code as code on code.indicator = ${literal(indicator)} and code.code = result.code
       order by subject.subject_id`,
    );
  }
  await leaving.text("results/manifest.json", `${JSON.stringify(manifest, null, 2)}\n`);
  const indicators = indicatorsOf(workspace, manifest.run_id);
  const asked = ran.map(({ indicator }) => ({ ...indicators.get(indicator)!, folder: undefined }));
  await leaving.text("results/indicators.json", `${JSON.stringify(asked, null, 2)}\n`, asked.length);
  return columns;
}

/** Bytes as they were received, under names that say which is which; for each, where it lies now. */
async function received(leaving: Leaving, workspace: Workspace): Promise<(Receipt & { file: string; mapping_file: string | null })[]> {
  const laid = new Map<string, string>();
  const lay = async (sha256: string, path: string): Promise<string> => {
    const known = laid.get(sha256);
    if (known) return known;
    copyFileSync(rawPath(workspace, sha256), leaving.at(path));
    await leaving.wrote(path, null);
    laid.set(sha256, path);
    return path;
  };
  const found = [];
  for (const receipt of readReceipts(workspace).sort((a, b) => (a.as_of + a.sha256 < b.as_of + b.sha256 ? -1 : 1))) {
    const { sha256, mapping, name } = receipt;
    const file = await lay(sha256, `received/${sha256.slice(0, 8)}-${basename(name).replaceAll(/[^\p{L}\p{M}\p{N}._-]+/gu, "_")}`);
    const mapping_file = mapping === null ? null : await lay(mapping, `received/mappings/${mapping.slice(0, 8)}.yaml`);
    found.push({ ...receipt, file, mapping_file });
  }
  await leaving.text("received/receipts.json", `${JSON.stringify(found, null, 2)}\n`, found.length);
  return found;
}

async function people(leaving: Leaving, workspace: Workspace): Promise<void> {
  const casebook = casebookOf(workspace);
  try {
    for (const { table, rows } of leavingTables(casebook))
      await leaving.text(`people/${table}.jsonl`, rows.map((row) => `${JSON.stringify(row)}\n`).join(""), rows.length);
  } finally {
    casebook.close();
  }
}

/** What each column is called, in both languages. */
const dictionaryOf = (columns: readonly (ColumnRow & { folder: string })[]): string =>
  [
    ["table", "column", "type", "en", "th"],
    ...columns.map(({ folder, table, column, type }) => [
      `${folder}/${table}`,
      column,
      type,
      columnLabel(column, "en"),
      columnLabel(column, "th"),
    ]),
  ]
    .map((row) => `${row.map((text) => csvCell(text, "text")).join(",")}\r\n`)
    .join("");

/** The run in force, where anything has been judged. */
const runOf = (workspace: Workspace): Manifest | null =>
  existsSync(workspace.path("runs/current.json")) ? readManifest(workspace, currentRunId(workspace)) : null;

/** Writes everything into a folder that is not there yet; it has its name only when it is whole. */
export async function exportAll(
  workspace: Workspace,
  path: string,
  progress: (message: string, done: number, total: number) => void = () => {},
): Promise<ExportedAll> {
  const to = freeFolder(path);
  return await withLease(workspace, "export", async () => {
    const canon = requireCanon(workspace);
    const manifest = runOf(workspace);
    const beside = `${to}.${process.pid}.part`;
    const db = await openDb({ spill: workspace.path("tmp") });
    try {
      mkdirSync(beside, { recursive: true });
      const leaving = new Leaving(beside, db);
      progress("received", 0, 4);
      const receipts = await received(leaving, workspace);
      progress("records", 1, 4);
      const canonPath = manifest ? canonOf(workspace, manifest) : workspace.path("canon", canon.file);
      await db.run(`attach ${literal(canonPath)} as canon (read_only)`);
      const columns = await columnsIn(db, "canon");
      for (const table of namesIn(columns)) await leaving.table(`records/${table}`, selectOf("canon", columns, table));
      progress("results", 2, 4);
      const judged = manifest ? await results(leaving, workspace, manifest) : [];
      progress("people", 3, 4);
      await people(leaving, workspace);
      const all = [...columns.map((it) => ({ ...it, folder: "records" })), ...judged.map((it) => ({ ...it, folder: "results" }))];
      await leaving.text("dictionary.csv", dictionaryOf(all), all.length);
      await leaving.text("README.md", readmeOf(receipts, manifest));
      const { files } = leaving;
      const told = {
        canon_hash: manifest?.canon_hash ?? canon.canon_hash,
        run_id: manifest?.run_id ?? null,
        result_hash: manifest?.result_hash ?? null,
      };
      writeFileSync(join(beside, "contents.json"), `${JSON.stringify({ jabta: JABTA_VERSION, ...told, files }, null, 2)}\n`);
      promote(beside, to);
      return { path: to, files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0), ...told };
    } finally {
      rmSync(beside, { recursive: true, force: true });
      db.close();
    }
  });
}
