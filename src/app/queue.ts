// The verb `queue`: contracts (and processes without one) in the order in which a review is worth most.
import { type Filter, whereOf } from "./filter.ts";
import type { Page, PartyRef } from "./flags.ts";
import type { Generation } from "./generation.ts";

export interface QueueItem {
  subject_kind: "contract" | "process";
  subject_id: string;
  process_id: string;
  title: string | null;
  score: number | null;
  judged: number;
  flagged: number;
  no_data: number;
  rank: number;
  rank_low: number;
  rank_high: number;
  amount: string | null;
  currency: string | null;
  method: string | null;
  signed_on: string | null;
  ends_on: string | null;
  status: string | null;
  buyer: PartyRef | null;
  supplier: PartyRef | null;
  /** Codes of the indicators that flag it, itself or through what it is part of. */
  indicators: string[];
}

const QUEUE_JOINS = `
    run.score as score
    left join canon.contract as contract on score.kind = 'contract' and contract.contract_key = score.subject
    join canon.process as process on process.process_key = if(score.kind = 'contract', contract.process_key, score.subject)
    left join canon.tender as tender on tender.process_key = process.process_key
    left join canon.party as buyer on buyer.party_key = process.buyer_key
    left join canon.party as supplier on supplier.party_key = contract.supplier_key
    left join law.fiscal_year as law_year on law_year.country = process.country`;

/** Flags of an item: those that touch the contract, or, without one, those of the process. */
const ITS_FLAGS = `
    select distinct f.indicator, f.flag_id from run.flag as f
    where f.flag_id in (select t.flag_id from run.touch as t where t.contract_key = contract.contract_key)
    or (score.kind = 'process' and f.process_key = process.process_key)`;

function conditionOf(filter: Filter) {
  const { indicator, level, ...rest } = filter;
  const { sql, params } = whereOf(rest, {
    amount: "score.amount",
    fiscal_year: "coalesce(process.fiscal_year, fiscal_year_of(contract.signed_on, coalesce(law_year.first_month, 1)))",
  });
  const own: string[] = [];
  if (indicator) own.push("f.indicator = $indicator");
  if (level) own.push("f.indicator in (select o.indicator from run.outcome as o where o.level = $level)");
  const touched = own.length
    ? ` and (contract.contract_key in (select t.contract_key from run.touch as t join run.flag as f using (flag_id) where ${own.join(" and ")})
        or (score.kind = 'process' and process.process_key in (select f.process_key from run.flag as f where ${own.join(" and ")})))`
    : "";
  return {
    sql: sql + touched,
    params: {
      ...params,
      ...(indicator ? { indicator: { type: "text" as const, value: indicator } } : {}),
      ...(level ? { level: { type: "text" as const, value: level } } : {}),
    },
  };
}

/** Items of the queue that pass the filters; only flagged ones. */
export async function listQueue(generation: Generation, filter: Filter, page: Page): Promise<QueueItem[]> {
  const { sql, params } = conditionOf(filter);
  const rows = await generation.db.rows<
    Omit<QueueItem, "buyer" | "supplier"> & Record<`${"buyer" | "supplier"}_${"id" | "name" | "kind"}`, string | null>
  >(
    `select
        score.kind as subject_kind, coalesce(contract.contract_id, process.process_id) as subject_id, process.process_id, process.title,
        score.score, score.judged, score.flagged, score.no_data, score.rank, score.rank_low, score.rank_high, score.amount, score.currency,
        tender.procurement_method as method, contract.signed_on, contract.ends_on, contract.status,
        buyer.party_id as buyer_id, buyer.name as buyer_name, buyer.kind as buyer_kind,
        supplier.party_id as supplier_id, supplier.name as supplier_name, supplier.kind as supplier_kind,
        (select coalesce(list(distinct its.indicator order by its.indicator), []) from (${ITS_FLAGS}) as its) as indicators
    from (
        select score.*, contract.contract_key
        from ${QUEUE_JOINS}
        where score.flagged > 0 and ${sql}
        order by score.rank
        limit ${page.limit} offset ${page.offset ?? 0}
    ) as score
    left join canon.contract as contract on contract.contract_key = score.contract_key
    join canon.process as process on process.process_key = if(score.kind = 'contract', contract.process_key, score.subject)
    left join canon.tender as tender on tender.process_key = process.process_key
    left join canon.party as buyer on buyer.party_key = process.buyer_key
    left join canon.party as supplier on supplier.party_key = contract.supplier_key
    order by score.rank`,
    params,
  );
  return rows.map(({ buyer_id, buyer_name, buyer_kind, supplier_id, supplier_name, supplier_kind, ...row }) => ({
    ...row,
    buyer: buyer_id === null ? null : { id: buyer_id, name: buyer_name, kind: buyer_kind ?? "unknown" },
    supplier: supplier_id === null ? null : { id: supplier_id, name: supplier_name, kind: supplier_kind ?? "unknown" },
  }));
}

/** How many items pass the filters, and how many subjects there are in all. */
export async function countQueue(generation: Generation, filter: Filter): Promise<{ matching: number; subjects: number }> {
  const { sql, params } = conditionOf(filter);
  const { n } = await generation.db.one<{ n: string }>(
    `select count(*) as n from ${QUEUE_JOINS} where score.flagged > 0 and ${sql}`,
    params,
  );
  const { all } = await generation.db.one<{ all: string }>("select count(*) as all from run.score");
  return { matching: Number(n), subjects: Number(all) };
}
