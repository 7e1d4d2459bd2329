// Totals computed another way: straight from the records and the flags, without the lists, scores and totals that a run publishes.
import { readFileSync } from "node:fs";
import { literal, openDb } from "../../../src/db.ts";
import type { Workspace } from "../../../src/workspace.ts";

export interface Total {
  key: string | null;
  currency: string | null;
  subjects: number;
  judged: number;
  flagged: number;
  amount: string | null;
  flagged_amount: string | null;
}

/** What each dimension means in the words of the records. */
const KEYS: Record<string, string> = {
  buyer: "buyer.party_id",
  supplier: "supplier.party_id",
  province: "process.buyer_province",
  // Thailand's fiscal year begins in October.
  year: "coalesce(process.fiscal_year, year(contract.signed_on) + if(process.country = 'TH' and month(contract.signed_on) >= 10, 1, 0))::varchar",
  month: "strftime(contract.signed_on, '%Y-%m')",
  method: "tender.procurement_method",
  category: "process.category",
};

/** A query of the records for each of some dimensions, narrowed by a condition over process, tender, contract, buyer and supplier. */
export async function truth(workspace: Workspace, dimensions: readonly string[], condition = "true"): Promise<Record<string, Total[]>> {
  const { run_id } = JSON.parse(readFileSync(workspace.path("runs/current.json"), "utf8"));
  const { canon_file } = JSON.parse(readFileSync(workspace.path("runs", run_id, "manifest.json"), "utf8"));
  const db = await openDb({ threads: 1 });
  try {
    await db.run(`attach ${literal(workspace.path("canon", canon_file))} as canon (read_only)`);
    await db.run(`attach ${literal(workspace.path("runs", run_id, "run.duckdb"))} as run (read_only)`);
    const found: Record<string, Total[]> = {};
    for (const dimension of dimensions) {
      found[dimension] = await db.rows<Total & Record<string, unknown>>(`
        with flagged as (
            select distinct touch.contract_key from run.touch as touch
            join run.flag as flag using (flag_id) join run.outcome as outcome using (indicator)
            where outcome.family <> 'quality'
        )
        select
            ${KEYS[dimension]} as key, contract.currency, count(*)::integer as subjects,
            count(*) filter (where flagged.contract_key is not null)::integer as flagged,
            sum(contract.value_amount)::decimal(38, 2)::varchar as amount,
            (sum(contract.value_amount) filter (where flagged.contract_key is not null))::decimal(38, 2)::varchar as flagged_amount
        from canon.contract as contract
        join canon.process as process using (process_key)
        left join canon.tender as tender on tender.process_key = process.process_key
        left join canon.party as buyer on buyer.party_key = process.buyer_key
        left join canon.party as supplier on supplier.party_key = contract.supplier_key
        left join flagged on flagged.contract_key = contract.contract_key
        where ${condition} ${dimension === "supplier" ? "and coalesce(supplier.kind, '') <> 'natural' and supplier.party_id is not null" : ""}
        group by all order by key nulls last, currency nulls last`);
    }
    return found;
  } finally {
    db.close();
  }
}

export const DIMENSIONS = Object.keys(KEYS);
