// Buyers, or suppliers, as a table: how much of theirs was judged and flagged, most flagged first.
import type { Generation } from "./generation.ts";
import type { Role } from "./profile.ts";
import { soughtIn } from "./search.ts";
import { type StatFilter, statTable } from "./stat-table.ts";
import { columns, type Table } from "./table.ts";

const COLUMNS = columns({
  rank: "integer",
  id: ["text", "key"],
  name: "text",
  kind: ["text", "party_kind"],
  currency: "text",
  subjects: "integer",
  judged: "integer",
  flagged: "integer",
  flagged_share: "number",
  amount: "amount",
  flagged_amount: "amount",
});

/** The parties in a role whose contracts pass the filters, or whose names hold a text. */
export async function partyTable(
  generation: Generation,
  role: Role,
  { q, ...filter }: StatFilter & { q?: string | undefined },
): Promise<Table> {
  const table = await statTable(generation, role, filter);
  if (q === undefined) return { ...table, columns: COLUMNS };
  return {
    ...table,
    columns: COLUMNS,
    where: `${table.where} and key in (select party_id from run.party_sought where contains(sought, $q))`,
    params: { ...table.params, q: { type: "text", value: soughtIn(q) } },
  };
}
