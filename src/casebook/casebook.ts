// The only door to the casebook: one SQLite file, written through and synced, several processes at a time.
import { readFileSync } from "node:fs";
import Database from "libsql";
import { UserError } from "../error.ts";
import { packaged } from "../package-root.ts";

/** Rises when an older casebook must be carried over; a newer one than ours is refused. */
const FORMAT = 1;

/** The tables, in files by what they are about. */
const SCHEMA = [
  "schema.sql",
  "people.sql",
  "job.sql",
  "webhook.sql",
  "publication.sql",
  "upload.sql",
  "schedule.sql",
  "hold.sql",
  "suppression.sql",
  "correction.sql",
  "source.sql",
];

export type Value = string | number | null;

export interface Casebook {
  all<T>(sql: string, ...params: Value[]): T[];
  one<T>(sql: string, ...params: Value[]): T | undefined;
  run(sql: string, ...params: Value[]): void;
  /** Runs `work` whole or not at all; a second writer waits for the first. */
  atomically<T>(work: () => T): T;
  close(): void;
}

/** Opens a casebook, making it on first use. */
export function openCasebook(path: string): Casebook {
  const db = new Database(path);
  db.exec("pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 5000; pragma secure_delete = on;");
  const format = db.prepare("pragma user_version").get() as { user_version: number };
  if (format.user_version > FORMAT) {
    db.close();
    throw new UserError("casebook-newer", {
      what: {
        en: `the casebook has format ${format.user_version}; this version knows ${FORMAT}`,
        th: `สมุดงานมีรูปแบบ ${format.user_version} โปรแกรมรุ่นนี้รู้จักถึง ${FORMAT}`,
      },
      where: path,
      remedy: { en: "use the newer version of jabta, or another workspace", th: "ใช้ jabta รุ่นใหม่กว่า หรือใช้พื้นที่ทำงานอื่น" },
      exit: "configuration",
    });
  }
  for (const file of SCHEMA) db.exec(readFileSync(packaged(`src/casebook/${file}`), "utf8"));
  if (format.user_version < FORMAT) db.exec(`pragma user_version = ${FORMAT}`);
  const prepared = new Map<string, ReturnType<typeof db.prepare>>();
  const statement = (sql: string) => {
    let known = prepared.get(sql);
    if (!known) {
      known = db.prepare(sql);
      prepared.set(sql, known);
    }
    return known;
  };
  return {
    all: <T>(sql: string, ...params: Value[]) => statement(sql).all(params) as T[],
    one<T>(sql: string, ...params: Value[]) {
      const row = statement(sql).get(params) as (T & { _metadata?: unknown }) | undefined;
      // The library puts how long it took beside the columns of a single row.
      delete row?._metadata;
      return row as T | undefined;
    },
    run: (sql, ...params) => {
      statement(sql).run(params);
    },
    atomically<T>(work: () => T): T {
      db.exec("begin immediate");
      try {
        const done = work();
        db.exec("commit");
        return done;
      } catch (error) {
        db.exec("rollback");
        throw error;
      }
    },
    close: () => {
      db.close();
    },
  };
}
