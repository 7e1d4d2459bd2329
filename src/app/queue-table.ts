// The order of review as a table: flagged contracts, and processes without one; no score without what it was judged on.
import type { Filter } from "./filter.ts";
import type { Generation } from "./generation.ts";
import { listCondition } from "./list-filter.ts";
import { columns, type Table } from "./table.ts";

const COLUMNS = columns({
  rank: "integer",
  rank_low: "integer",
  rank_high: "integer",
  subject_kind: "text",
  subject_id: "text",
  process_id: "text",
  title: "text",
  score: "number",
  judged: "integer",
  flagged: "integer",
  no_data: "integer",
  indicators: "texts",
  amount: "amount",
  currency: "text",
  method: "text",
  signed_on: "day",
  ends_on: "day",
  status: "text",
  "buyer.id": "text",
  "buyer.name": "text",
  "buyer.kind": "text",
  "supplier.id": "text",
  "supplier.name": "text",
  "supplier.kind": "text",
});

/** Patterns in which one of these indicators flags: there are few, and each item of the queue knows its own. */
async function patternsWith({ db }: Generation, codes: readonly string[]): Promise<string> {
  const rows = await db.rows<{ pattern: number }>("select pattern from run.pattern where list_has_any(flagged, $codes)", {
    codes: { type: "list", value: codes },
  });
  return rows.length ? `pattern in (${rows.map(({ pattern }) => pattern).join(", ")})` : "false";
}

/** The queue of a run that passes the filters. */
export async function queueTable(generation: Generation, filter: Filter): Promise<Table> {
  const atLevel = async (level: string) =>
    (
      await generation.db.rows<{ indicator: string }>("select indicator from run.outcome where level = $level", {
        level: { type: "text", value: level },
      })
    ).map(({ indicator }) => indicator);
  const condition = await listCondition(generation, filter, {
    indicator: filter.indicator ? await patternsWith(generation, [filter.indicator]) : "",
    level: filter.level ? await patternsWith(generation, await atLevel(filter.level)) : "",
    contract_status: "status",
    texts: ["process_id", "title", "buyer_name", "supplier_name", "contract_number"],
  });
  return { columns: COLUMNS, from: "run.queue_list", ...condition };
}
