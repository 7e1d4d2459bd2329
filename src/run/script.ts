// One indicator's method as a script that runs alone, in DuckDB's own shell, over a canon file: for whoever wants to check by hand.
import type { Indicator } from "../catalogue/indicator.ts";
import { literal } from "../db.ts";
import { peersReadBy, peersScript } from "../peers/peers.ts";
import { groundStatements } from "./lay.ts";
import { paramsOf, type Settings } from "./run-indicator.ts";
import { subjectOf } from "./subject.ts";

/** The whole script: what is attached and laid, the shared tables the method reads, and the method with its settings put in. */
export function methodScript(
  indicator: Indicator & { sql: string },
  settings: Settings | undefined,
  canonPath: string,
  asOf: string,
): string {
  const values = Object.entries(paramsOf(indicator, settings)).map(([name, param]): [string, string] => [
    name,
    param.type === "list" ? `[${param.value.map(literal).join(", ")}]` : param.type === "text" ? literal(param.value) : String(param.value),
  ]);
  // Longer names first: $max_days must not be taken for the beginning of $max_days_open.
  const sql = values
    .sort(([a], [b]) => b.length - a.length)
    .reduce((text, [name, value]) => text.replaceAll(`$${name}`, value), indicator.sql);
  const { from, contracts } = subjectOf(indicator.subject);
  return [
    `-- ${indicator.id} ${indicator.title.en}, version ${indicator.version}. Run it with: duckdb < this-file`,
    `attach ${literal(canonPath)} as canon (read_only)`,
    ...groundStatements(asOf),
    "create schema if not exists peers",
    ...peersReadBy([indicator.sql, from, contracts]).map(peersScript),
    sql,
  ]
    .map((statement) => `${statement.trim().replace(/;$/, "")};`)
    .join("\n\n");
}
