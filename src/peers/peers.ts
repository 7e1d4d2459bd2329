// Shared group-bys that indicators read as peers.<name>: one SQL file each, built only when something reads them.
import { readFileSync } from "node:fs";
import type { Db } from "../db.ts";
import { packaged } from "../package-root.ts";

/** Names in reading order: a table may read those before it. */
const TABLES = [
  "disclosure",
  "rate",
  "payment",
  "bid_price",
  "value_change",
  "end_change",
  "contract_state",
  "source_status",
  "project_contract",
  "project_cost",
  "project_spending",
  "contract_change",
  "win",
  "win_part",
  "class_province",
  "process_limit",
  "process_days",
  "direct_win",
  "lot_bids",
  "lot_competition",
  "lot_award",
  "lot_bidding",
  "lot_bidder",
  "lot_prices",
  "chance_limit",
  "lot_subset",
  "lot_market",
  "lot_decision",
  "bidder_pair",
  "lot_pair",
  "part_of_bidder",
  "contract_subcontractor",
  "contract_rival",
  "ownership",
  "contact",
  "market_bidder",
  "bidder_group",
  "group_month",
  "pair_lot",
  "market_year",
  "process_price",
  "buyer_process",
  "buyer_year",
  "buyer_class",
  "buyer_supplier",
  "buyer_supplier_year",
  "buyer_supplier_class",
  "province_market_year",
  "supplier_market_year",
  "cardinal_bid",
  "cardinal_side",
  "cardinal_winner",
  "cardinal_process",
  "cardinal_ratio",
] as const;

const sqlOf = (name: string): string => readFileSync(packaged(`src/peers/${name}.sql`), "utf8");

const read = (sql: string): string[] => TABLES.filter((name) => new RegExp(`\\bpeers\\.${name}\\b`).test(sql));

/** Every peers table that the given SQL texts read, directly or through another, in building order. */
export function peersReadBy(sqls: readonly string[]): string[] {
  const needed = new Set<string>();
  const visit = (sql: string): void => {
    for (const name of read(sql)) {
      if (needed.has(name)) continue;
      needed.add(name);
      visit(sqlOf(name));
    }
  };
  sqls.forEach(visit);
  return TABLES.filter((name) => needed.has(name));
}

/** Builds peers tables from the canon that is laid in `db`. */
export async function buildPeers(db: Db, names: readonly string[]): Promise<void> {
  await db.run("create schema if not exists peers");
  for (const name of names) await db.run(sqlOf(name));
}

/** The script that builds one peers table, for people who want to run a method by hand. */
export const peersScript = sqlOf;
