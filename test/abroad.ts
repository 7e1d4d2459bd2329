// A world beside its like in another country, with other buyers, other firms and the same law: nobody there is anybody's peer here.
import type { Indicator } from "../src/catalogue/indicator.ts";
import { type Db, literal, type Row } from "../src/db.ts";
import { type Case, casesOf, wantedOf } from "./cases.ts";
import { pinnedAnswer } from "./pinned.ts";

/** Cases lay at most so many rows of a table. */
const BEYOND = 5000;
const HERE = "TH";
const THERE = "XT";
/** Of no country. */
const EVERYWHERE = ["rate", "listing", "source_file", "source_row"];
const ELSEWHERE = ["country", "source", "address", "phone", "name", "registry_number", "related_bid"];

/** Methods for which the whole world is one, each with the reason. */
const EVERYWHERE_ALIKE: Readonly<Record<string, string>> = {
  C212: "false discoveries are held over all pairs that are tested",
  C213: "false discoveries are held over all groups that are tested",
  C215: "false discoveries are held over all pairs that are tested",
  R034: "false discoveries are held over all pairs that are tested",
  R053: "false discoveries are held over all pairs that are tested",
  X121: "false discoveries are held over all pairs that are tested",
  R042: "one telephone number is one wherever it is written",
};

/** The first case of an indicator that flags and lies in one country, if what lies abroad is nothing to it. */
export function flaggedHere(indicator: Indicator): Case | undefined {
  if (indicator.id in EVERYWHERE_ALIKE) return undefined;
  const lies = (it: Case) => !JSON.stringify(it).includes('"country"') && !Object.keys(it).some((name) => name.startsWith("law."));
  return casesOf(indicator).find((it) => lies(it) && wantedOf(it)[0]!.status === "flagged");
}

/** Lays again, in the other country, all that is laid. */
export async function layAbroad(db: Db): Promise<void> {
  const columns = await db.rows<{ schema: string; table: string; columns: string[] }>(
    `select schema_name as schema, table_name as table, list(column_name order by column_index) as columns
     from duckdb_columns() where schema_name in ('canon', 'law') group by all order by all`,
  );
  for (const { schema, table, columns: names } of columns) {
    if (EVERYWHERE.includes(table) || (schema === "law" && !names.includes("country"))) continue;
    const moved = names.map((name) => {
      if (name === "country") return `if(country = ${literal(HERE)}, ${literal(THERE)}, country)`;
      if (schema === "law") return name;
      if (name.endsWith("_key")) return `${name} + ${BEYOND}`;
      if (name.endsWith("source_row")) return `${name} + ${100 * BEYOND}`;
      return name.endsWith("_id") || ELSEWHERE.includes(name) ? `'there: ' || ${name}` : name;
    });
    await db.run(
      `insert into ${schema}.${table} select ${moved.join(", ")} from ${schema}.${table} ${schema === "law" ? `where country = ${literal(HERE)}` : ""}`,
    );
  }
}

/** What was answered alone and is not answered any more. */
export function gone(alone: readonly Row[], beside: readonly Row[]): string[] {
  const left = beside.map(pinnedAnswer);
  return alone.map(pinnedAnswer).filter((answer) => {
    const at = left.indexOf(answer);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
