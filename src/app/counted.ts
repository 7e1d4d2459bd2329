// How many subjects stand under each key, how many of them are flagged, and their sums, each currency apart.
import type { Total } from "./party.ts";

export interface Counted {
  /** Contracts, and processes without one. */
  subjects: number;
  flagged: number;
  totals: Total[];
}

/** SQL that counts by `keys`, those with the most first and then by `ties`. `from` gives keys, `is_flagged`, `currency` and `amount` of each subject. */
export function countedBy(keys: readonly string[], from: string, ties: string = keys.join(", ")): string {
  const same = keys.map((key) => `own.${key} = subject.${key}`).join(" and ");
  return `
    with subject as (${from})
    select
        ${keys.join(", ")}, count(*)::integer as subjects, (count(*) filter (where is_flagged))::integer as flagged,
        (select coalesce(list({currency: total.currency, amount: total.amount::varchar, contracts: total.contracts} order by total.currency), [])
         from (select currency, sum(amount)::decimal(38, 2) as amount, count(*)::integer as contracts from subject as own
               where ${same} and currency is not null and amount is not null group by currency) as total) as totals
    from subject group by ${keys.join(", ")} order by subjects desc, ${ties}`;
}
