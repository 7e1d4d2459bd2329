// What people did, as it leaves in an open form: every table of the casebook, without secrets and without what only serves work under way.
import type { Casebook, Value } from "./casebook.ts";

/** Tables that are not taken along, and why not. */
export const STAYS: Readonly<Record<string, string>> = {
  session: "hashes of who is logged in now",
  api_request: "answers kept so that a request sent twice is done once",
  progress: "how far work under way has come",
  recipient: "names with which anybody may leave a mailing",
  delivery: "mails on their way, with such names in them",
  webhook_delivery: "messages on their way",
};

/** Columns that are not taken along: with any of these one could enter, or sign as this house. */
const SECRET: Readonly<Record<string, readonly string[]>> = {
  user: ["password"],
  api_key: ["secret_hash"],
  webhook: ["secret"],
};

export interface LeavingTable {
  table: string;
  rows: Record<string, Value>[];
}

/** Each table that is taken along, its rows in the order in which they were written. */
export function* leavingTables(casebook: Casebook): Generator<LeavingTable> {
  const tables = casebook.all<{ name: string }>(
    "select name from sqlite_master where type = 'table' and name not like 'sqlite%' and name not like 'libsql%' order by name",
  );
  for (const { name } of tables) {
    if (name in STAYS) continue;
    const rows = casebook.all<Record<string, Value>>(`select * from "${name}" order by rowid`);
    const secret = new Set(SECRET[name]);
    yield { table: name, rows: rows.map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => !secret.has(column)))) };
  }
}
