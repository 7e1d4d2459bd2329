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

/** Codelists that methods read as well: the items that a standard asks for. */
const ALSO = ["data/codelists/cost_item.csv"];

/** The files that are laid as law, each as the table of its name: every CSV of data/law. */
export const lawFiles = (): string[] =>
  [
    ...readdirSync(packaged("data/law"))
      .filter((name) => name.endsWith(".csv"))
      .map((name) => `data/law/${name}`),
    ...ALSO,
  ].sort();

const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1, -4);

function lawStatements(): string[] {
  return lawFiles().map((file) => {
    const name = nameOf(file);
    const path = packaged(file);
    const heads = readFileSync(path, "utf8").split("\n")[0]!.trim().split(",");
    const columns = heads.map((head) => `${literal(head)}: ${literal(LAW_TYPES[head] ?? "varchar")}`).join(", ");
    return `create or replace table law.${identifier(name)} as select * from read_csv(${literal(path)}, header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', columns = {${columns}})`;
  });
}

/** The statements that lay law, macros and `as_of()`, in order. */
export function groundStatements(asOf: string): string[] {
  return [
    "create schema if not exists law",
    ...lawStatements(),
    readFileSync(packaged("src/canon/macros.sql"), "utf8"),
    statusMacro(),
    dayStatement(asOf),
  ];
}

/** Lays law, macros and `as_of()` into a database whose `canon` is already there. */
export async function layGround(db: Db, asOf: string): Promise<void> {
  for (const statement of groundStatements(asOf)) await db.run(statement);
}

const dayStatement = (asOf: string): string => `create or replace macro as_of() as date ${literal(asOf)}`;

/** The day of the run, which indicators read as `as_of()`; nothing reads today's date. */
export async function layDay(db: Db, asOf: string): Promise<void> {
  await db.run(dayStatement(asOf));
}
