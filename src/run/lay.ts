// Lays beside the canon what indicators may also read: law tables, macros, the day of the run.
import { readdirSync, readFileSync } from "node:fs";
import { type Db, identifier, literal } from "../db.ts";
import { packaged } from "../package-root.ts";
import { statusMacro } from "./reason.ts";

const LAW_TYPES: Record<string, string> = {
  from_on: "date",
  to_on: "date",
  in_force_on: "date",
  holiday_on: "date",
  amount: "decimal(18, 2)",
  over_amount: "decimal(18, 2)",
  min_amount: "decimal(18, 2)",
  max_amount: "decimal(18, 2)",
  days: "integer",
  first_month: "integer",
  share: "decimal(9, 4)",
};

/** Where a row names no first or no last day, it holds from or to the ends of time, so that a day is always `between from_on and to_on`. */
const OPEN_ENDS: Record<string, string> = { from_on: "0001-01-01", to_on: "9999-12-31" };

/** Codelists that methods read as well: the items that a standard asks for, and what a source does not keep. */
const ALSO = ["data/codelists/cost_item.csv", "data/codelists/source_trait.csv"];

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
    const ends = heads.filter((head) => OPEN_ENDS[head]).map((head) => `coalesce(${head}, date ${literal(OPEN_ENDS[head]!)}) as ${head}`);
    const all = ends.length ? `* replace (${ends.join(", ")})` : "*";
    return `create or replace table law.${identifier(name)} as select ${all} from read_csv(${literal(path)}, header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', columns = {${columns}})`;
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
