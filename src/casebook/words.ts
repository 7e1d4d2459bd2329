// Where texts of the casebook name somebody, and how a name is taken out of them: what was written stays, with a masked name in its place.
import { append, eventHash, MASKED } from "./audit.ts";
import type { Casebook, Value } from "./casebook.ts";

export interface Naming {
  table: string;
  row: number;
  columns: string[];
}

type Row = Record<string, Value>;
type Rewrite = (text: string) => string;

/** The log cannot be rewritten, and holds hashes in place of words; where a file lies is not what it says. */
const untouched = (table: string, column: string): boolean => table === "audit" || column === "path";

const tablesOf = (casebook: Casebook): string[] =>
  casebook
    .all<{ name: string }>(
      "select name from sqlite_master where type = 'table' and name not like 'sqlite%' and name not like 'libsql%' order by name",
    )
    .map(({ name }) => name);

function* rowsOf(casebook: Casebook): Generator<{ table: string; row: number; texts: [string, string][] }> {
  for (const table of tablesOf(casebook))
    for (const { its_row, ...columns } of casebook.all<Row>(`select rowid as its_row, * from "${table}" order by rowid`))
      yield {
        table,
        row: its_row as number,
        texts: Object.entries(columns).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
      };
}

/** Every row with a text that is meant, and in which columns. */
export function namingRows(casebook: Casebook, isMeant: (text: string) => boolean): Naming[] {
  const found: Naming[] = [];
  for (const { table, row, texts } of rowsOf(casebook)) {
    const columns = texts.filter(([column, text]) => isMeant(column === "query" ? decoded(text) : text)).map(([column]) => column);
    if (columns.length) found.push({ table, row, columns });
  }
  return found;
}

/** Filters are kept as they stand in an address. */
const decoded = (query: string): string => [...new URLSearchParams(query)].map(([name, value]) => `${name}=${value}`).join("&");

function rewritten(column: string, text: string, rewrite: Rewrite): string {
  if (column !== "query") return rewrite(text);
  if (rewrite(decoded(text)) === decoded(text)) return text;
  return new URLSearchParams([...new URLSearchParams(text)].map(([name, value]): [string, string] => [name, rewrite(value)])).toString();
}

const HISTORY = "event_stays_whole";

/** What of the casebook a rewriting of texts would change. */
export function rowsToRewrite(casebook: Casebook, rewrite: Rewrite): (Naming & { texts: Record<string, string> })[] {
  const found: (Naming & { texts: Record<string, string> })[] = [];
  for (const { table, row, texts } of rowsOf(casebook)) {
    const changed = texts
      .filter(([column]) => !untouched(table, column))
      .map(([column, text]): [string, string, string] => [column, text, rewritten(column, text, rewrite)])
      .filter(([, was, is]) => was !== is);
    if (changed.length)
      found.push({
        table,
        row,
        columns: changed.map(([column]) => column),
        texts: Object.fromEntries(changed.map(([column, , is]) => [column, is])),
      });
  }
  return found;
}

/**
 * Rewrites texts wherever they stand; the caller holds the transaction. History is opened for it and closed again, and the log tells of each act
 * what it was and what it is, so that a rewriting without such an entry still shows.
 */
export function rewriteRows(casebook: Casebook, rewrite: Rewrite, actor: string, at: string): Naming[] {
  const found = rowsToRewrite(casebook, rewrite);
  const { sql } = casebook.one<{ sql: string }>("select sql from sqlite_master where type = 'trigger' and name = ?", HISTORY)!;
  casebook.run(`drop trigger ${HISTORY}`);
  for (const { table, row, texts } of found) {
    const event = () => casebook.one<Row>("select * from event where rowid = ?", row)!;
    const before = table === "event" ? eventHash(event()) : "";
    const columns = Object.keys(texts);
    casebook.run(
      `update "${table}" set ${columns.map((column) => `"${column}" = ?`).join(", ")} where rowid = ?`,
      ...Object.values(texts),
      row,
    );
    if (table === "event") append(casebook, { at, actor, action: MASKED, object: String(row), before, after: eventHash(event()) });
  }
  casebook.run(sql);
  return found.map(({ table, row, columns }) => ({ table, row, columns }));
}
