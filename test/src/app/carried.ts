// What of a canon OCDS can carry, by ids and not by keys, so that two canons can be compared: a hash for each table.
import { createHash } from "node:crypto";
import { literal, openDb } from "../../../src/db.ts";

/** A currency that does not exist, which one publisher writes for MXN; no valid package can carry it. */
const SLIP = "MNX";
/** Made for contracts that came without an award; the standard knows a supplier only on an award. */
const MADE = "award_id not like '%/contract-%'";

/** Whoever takes part in a process, and who owns them or holds shares of them today; a share only of shareholders. */
const HELD = `held as (
      select party_id, holding.party_key, holder_key, holder_id, holding.kind, if(holding.kind = 'owner', null, share) as share, holding.known_from
      from canon.holding join canon.party using (party_key) join (select party_key as holder_key, party_id as holder_id from canon.party) using (holder_key)
      where holding.kind in ('owner', 'shareholder') and to_on is null and party.kind <> 'natural'),
    taken as (
      select buyer_key as party_key from canon.process union select tenderer_key from canon.bid union select supplier_key from canon.award
      union select supplier_key from canon.contract union select subcontractor_key from canon.subcontract
      union select member_key from canon.member join canon.party using (party_key) where party_id like 'consortium:%'
      union select holder_key from taken join held using (party_key))`;

/** Not here, because the standard has no field for it: fiscal year, agreed price, provinces, contract number, values as signed, changes that were only seen. */
const CARRIED: Record<string, string> = {
  process: `select process_id, title, category, item_class, site_latitude, site_longitude, budget_amount, if(budget_amount is null, null, process.currency), buyer.party_id
    from canon.process left join canon.party as buyer on party_key = buyer_key`,
  tender: `select process_id, tender.status, procurement_method, method_text, rationale, published_on, opens_on, closes_on, bids_received, reference_amount, tender.currency, lots_count
    from canon.tender join canon.process using (process_key)`,
  lot: "select lot_id, is_whole, status, title, value_amount, currency from canon.lot",
  bid: `select bid_id, lot_id, party_id, submitted_at, submitted_on, bid.status, bid.value_amount, bid.currency
    from canon.bid left join canon.lot using (lot_key) left join canon.party on party_key = tenderer_key`,
  award: `select award_id, lot_id, party_id, related_bid, item_classes, award.status, awarded_on, award.value_amount, award.currency, has_subcontracting, subcontracted_share
    from canon.award left join canon.lot using (lot_key) left join canon.party on party_key = supplier_key where ${MADE}`,
  contract: `select contract_id, if(${MADE}, award_id, null), party_id, contract.status, status_text, signed_on, starts_on, ends_on, completed_on, contract.value_amount, final_amount, contract.currency
    from canon.contract left join canon.award using (award_key) left join canon.party on party_key = contract.supplier_key`,
  amendment: `select contract_id, amendment_id, agreed_on, kind, old_ends_on, new_ends_on, old_amount, new_amount, amendment.currency, rationale
    from canon.amendment join canon.contract using (contract_key) where basis = 'published'`,
  transaction:
    "select contract_id, transaction_id, paid_on, transaction.value_amount, transaction.currency from canon.transaction join canon.contract using (contract_key)",
  subcontract: `select process_id, award_id, contract_id, subcontract_id, party_id, subcontract.value_amount, subcontract.currency
    from canon.subcontract join canon.process using (process_key) left join canon.contract using (contract_key) left join canon.party on party_key = subcontractor_key`,
  holding: `with recursive ${HELD}
    select party_id, holder_id, kind, max_by(share, (known_from, share)) from held where party_key in (from taken) group by all`,
  milestone: `select contract_id, milestone_id, title, if(milestone.status in ('scheduled', 'met', 'notMet', 'partiallyMet'), milestone.status, null), due_on, met_on
    from canon.milestone join canon.contract using (contract_key)`,
  party: `with recursive ${HELD}
    select party_id, kind, name, registry_number, country, region, locality, address, phone from canon.party where party_key in (from taken)`,
  member: `select whole.party_id, one.party_id from canon.member join canon.party as whole using (party_key) join canon.party as one on one.party_key = member_key
    where whole.party_id like 'consortium:%'`,
};

/** Number of rows and hash of each table; `rows` keeps the rows themselves, for looking at a difference. */
export async function carried(path: string): Promise<Record<string, { rows: number; hash: string; lines: string[] }>> {
  const db = await openDb();
  await db.run(`attach ${literal(path)} as canon (read_only)`);
  const found: Record<string, { rows: number; hash: string; lines: string[] }> = {};
  for (const [table, sql] of Object.entries(CARRIED)) {
    const lines = (
      await db.rows<{ line: string }>(
        `select to_json(row(columns(*)))::varchar as line from (select unnest([it]) as it from (${sql}) as it) order by line`,
      )
    ).map(({ line }) => line.replaceAll(`"${SLIP}"`, "null"));
    found[table] = { rows: lines.length, hash: createHash("sha256").update(lines.join("\n")).digest("hex"), lines };
  }
  db.close();
  return found;
}
