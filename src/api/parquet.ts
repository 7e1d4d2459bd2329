// Exports as Parquet: written by the engine itself, once for each run and request, then served as a file and in parts.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { exportFolder } from "../app/generation.ts";
import { flatSelect } from "../app/table.ts";
import { literal } from "../db.ts";
import type { Source } from "./source.ts";

/** Files kept; the oldest give way. */
const KEPT = 16;
/** Seconds one file may take. */
const PATIENCE = 120;

const underWay = new Map<string, Promise<string>>();

async function write({ house, runId, table, after, limit }: Source, path: string): Promise<string> {
  const beside = `${path}.part`;
  const bounded = Number.isFinite(limit) ? `limit ${limit}` : "";
  const rows = `select ${flatSelect(table)} from ${table.from} where rank > ${after} and ${table.where} ${bounded}`;
  await house.with(({ db }) => db.run(`copy (${rows}) to ${literal(beside)} (format parquet, compression zstd)`, table.params), {
    runId,
    seconds: PATIENCE,
  });
  renameSync(beside, path);
  return path;
}

function tidy(folder: string): void {
  const files = readdirSync(folder).map((name) => ({ path: `${folder}/${name}`, at: statSync(`${folder}/${name}`).mtimeMs }));
  for (const { path } of files.sort((a, b) => b.at - a.at).slice(KEPT)) rmSync(path, { force: true });
}

/** The path of the file that holds a source; `key` tells sources apart. Whoever asks meanwhile waits for the same file. */
export async function parquetFile(source: Source, key: string): Promise<string> {
  const folder = exportFolder(source.house.workspace);
  const path = `${folder}/${key}.parquet`;
  if (existsSync(path)) return path;
  let making = underWay.get(path);
  if (!making) {
    mkdirSync(folder, { recursive: true });
    tidy(folder);
    making = write(source, path).finally(() => underWay.delete(path));
    underWay.set(path, making);
  }
  return await making;
}
