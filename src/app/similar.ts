// Contracts like one contract: same kind, method and currency, of the same buyer where there are enough, else of the same source.
import type { Generation } from "./generation.ts";

export interface Similar {
  /** Whose contracts these are. */
  of: "buyer" | "source";
  category: string | null;
  method: string | null;
  currency: string;
  count: number;
  /** How many are smaller. */
  below: number;
  smallest: string;
  median: string;
  largest: string;
  own: string;
  /** Amounts for a drawing: all of them, or evenly picked from the ordered list when there are many. */
  points: number[];
}

/** Fewer than this are no group. */
const LEAST = 5;
const POINTS = 240;

/** The group a contract is shown beside, or null when there are too few, or no amount. */
export async function similarContracts(generation: Generation, contractId: string): Promise<Similar | null> {
  const id = { id: { type: "text" as const, value: contractId } };
  for (const of of ["buyer", "source"] as const) {
    const [row] = await generation.db.rows<{
      category: string | null;
      method: string | null;
      currency: string;
      n: string;
      below: string;
      smallest: string;
      median: string;
      largest: string;
      own: string;
      points: number[];
    }>(
      `with
      mine as (
          select process.source, process.buyer_key, process.category, tender.procurement_method, contract.currency, contract.value_amount
          from canon.contract as contract
          join canon.process as process using (process_key)
          left join canon.tender as tender using (process_key)
          where contract.contract_id = $id and contract.value_amount > 0 and contract.currency is not null
      ),
      alike as (
          select contract.value_amount, row_number() over (order by contract.value_amount, contract.contract_key) as nth, count(*) over () as n
          from canon.contract as contract
          join canon.process as process using (process_key)
          left join canon.tender as tender using (process_key)
          join mine
              on process.source = mine.source
              and process.category is not distinct from mine.category
              and tender.procurement_method is not distinct from mine.procurement_method
              and contract.currency = mine.currency
              ${of === "buyer" ? "and process.buyer_key = mine.buyer_key" : ""}
          where contract.value_amount > 0
      )
      select
          any_value(mine.category) as category, any_value(mine.procurement_method) as method, any_value(mine.currency) as currency,
          count(*) as n,
          count(*) filter (where alike.value_amount < mine.value_amount) as below,
          min(alike.value_amount) as smallest, quantile_disc(alike.value_amount, 0.5) as median, max(alike.value_amount) as largest,
          any_value(mine.value_amount) as own,
          list(alike.value_amount::double order by alike.nth) filter (where alike.n <= ${POINTS} or alike.nth % (alike.n // ${POINTS} + 1) = 0 or alike.nth in (1, alike.n)) as points
      from alike cross join mine
      having count(*) >= ${LEAST}`,
      id,
    );
    if (row) {
      const { n, below, ...rest } = row;
      return { ...rest, of, count: Number(n), below: Number(below), points: rest.points.map(Number) };
    }
  }
  return null;
}
