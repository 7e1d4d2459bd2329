// Lays beside the canon what indicators may also read: law tables, macros, the day of the run.
import { readdirSync, readFileSync } from "node:fs";
import { type Db, identifier, literal } from "../db.ts";
import { packaged } from "../package-root.ts";
import { statusMacro } from "./reason.ts";

const LAW_TYPES: Record<string, string> = {
  from_on: "date",
  to_on: "date",
  amount: "decimal(18, 2)",
  min_amount: "decimal(18, 2)",
  max_amount: "decimal(18, 2)",
  days: "integer",
  first_month: "integer",
};

/** The law tables of the package, by name: every CSV of data/law. */
export const lawTables = (): string[] =>
  readdirSync(packaged("data/law"))
    .filter((name) => name.endsWith(".csv"))
    .map((name) => name.slice(0, -4))
    .sort();

async function layLaw(db: Db): Promise<void> {
  await db.run("create schema if not exists law");
  for (const name of lawTables()) {
    const path = packaged(`data/law/${name}.csv`);
    const heads = readFileSync(path, "utf8").split("\n")[0]!.trim().split(",");
    const columns = heads.map((head) => `${literal(head)}: ${literal(LAW_TYPES[head] ?? "varchar")}`).join(", ");
    await db.run(
      `create or replace table law.${identifier(name)} as select * from read_csv(${literal(path)}, header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', columns = {${columns}})`,
    );
  }
}

/** Lays law, macros and `as_of()` into a database whose `canon` is already there. */
export async function layGround(db: Db, asOf: string): Promise<void> {
  await layLaw(db);
  await db.run(readFileSync(packaged("src/canon/macros.sql"), "utf8"));
  await db.run(statusMacro());
  await layDay(db, asOf);
}

/** The day of the run, which indicators read as `as_of()`; nothing reads today's date. */
export async function layDay(db: Db, asOf: string): Promise<void> {
  await db.run(`create or replace macro as_of() as date ${literal(asOf)}`);
}
