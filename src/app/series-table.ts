// One measure over time as a table: months or years in their order.
import type { Generation } from "./generation.ts";
import { type StatFilter, statTable } from "./stat-table.ts";
import { columns, type Table } from "./table.ts";

/** What can be followed over time. */
export const METRICS = ["subjects", "judged", "flagged", "flagged_share", "amount", "flagged_amount"] as const;
export type Metric = (typeof METRICS)[number];

/** The series of a metric over what passes the filters; contracts whose time is not known stand in none. */
export async function seriesTable(generation: Generation, metric: Metric, by: "month" | "year", filter: StatFilter): Promise<Table> {
  const table = await statTable(generation, by, filter);
  const kind = metric.endsWith("amount") ? "amount" : metric === "flagged_share" ? "number" : "integer";
  return {
    ...table,
    where: `${table.where} and key is not null`,
    columns: columns({ rank: "integer", period: ["text", "key"], currency: "text", value: [kind, metric] }),
  };
}
