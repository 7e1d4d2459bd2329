// Runs in a child process: writes the rows of one Parquet file to standard output as JSON lines; on failure one line to standard error.
import { once } from "node:events";
import { literal, openDb } from "../db.ts";

const [path] = process.argv.slice(2);
try {
  const db = await openDb({ threads: 1, memory: "1GB" });
  for await (const rows of db.stream<{ line: string }>(
    `select to_json(r)::varchar as line from read_parquet(${literal(path ?? "")}) as r`,
  )) {
    if (!process.stdout.write(rows.map(({ line }) => `${line}\n`).join(""))) await once(process.stdout, "drain");
  }
  db.close();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
