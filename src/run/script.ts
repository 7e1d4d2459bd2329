// One indicator's method as a script that runs alone, in DuckDB's own shell, over a canon file: for whoever wants to check by hand.
import type { Indicator } from "../catalogue/indicator.ts";
import { literal, written } from "../db.ts";
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
  const sql = written(indicator.sql, paramsOf(indicator, settings));
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
