// The verb `queue`: contracts (and processes without one) in the order in which a review is worth most.
import type { Params } from "../db.ts";
import { type Filter, whereOf } from "./filter.ts";
import type { Page, PartyRef } from "./flags.ts";
import type { Generation } from "./generation.ts";
import { seeking } from "./search.ts";

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
  /** The flags themselves, for what people said about them. */
  flag_ids: string[];
}

/** A further condition over the joins of the queue, such as a review state. */
export interface Further {
  sql: string;
  params: Params;
}

/** What the filters of the queue are conditions on, each beside the score it belongs to; later ones need earlier ones. */
const BESIDE = {
  contract: "left join canon.contract as contract on contract.contract_key = score.contract_key",
  process: "join canon.process as process on process.process_key = score.process_key",
  tender: "left join canon.tender as tender on tender.process_key = score.process_key",
  buyer: "left join canon.party as buyer on buyer.party_key = process.buyer_key",
  supplier: "left join canon.party as supplier on supplier.party_key = contract.supplier_key",
  law_year:
    "left join law.fiscal_year as law_year on law_year.country = process.country and contract.signed_on between law_year.from_on and law_year.to_on",
  pattern: "join run.pattern as pattern on pattern.pattern = score.pattern",
};

/** The scores with what a condition names beside them, and nothing more: each join takes as long as reading the scores does. */
export function scoresFor(condition: string): string {
  let sql = condition;
  const joins: string[] = [];
  for (const [name, join] of Object.entries(BESIDE).reverse()) {
    if (!new RegExp(`\\b${name}\\.`).test(sql)) continue;
    joins.unshift(join);
    sql += join;
  }
  return ["run.score as score", ...joins].join("\n    ");
}

/** What the filters, and a further condition, ask of the queue. */
function conditionOf(filter: Omit<Filter, "q">, further?: Further): Further {
  const { indicator, level, ...rest } = filter;
  const { sql, params } = whereOf(rest, {
    amount: "score.amount",
    fiscal_year: "coalesce(process.fiscal_year, fiscal_year_of(contract.signed_on, coalesce(law_year.first_month, 1)))",
  });
  const own = [
    ...(indicator ? ["list_contains(pattern.flagged, $indicator)"] : []),
    ...(level
      ? ["list_has_any(pattern.flagged, (select list(o.indicator order by o.indicator) from run.outcome as o where o.level = $level))"]
      : []),
  ];
  return {
    sql: [sql, ...own, ...(further ? [further.sql] : [])].join(" and "),
    params: {
      ...params,
      ...further?.params,
      ...(indicator ? { indicator: { type: "text" as const, value: indicator } } : {}),
      ...(level ? { level: { type: "text" as const, value: level } } : {}),
    },
  };
}

/** The same where words are sought: in the texts of the flagged, laid ready for it. */
export async function conditionOfWords({ db }: Generation, { q, ...filter }: Filter, further?: Further): Promise<Further> {
  const { sql, params } = conditionOf(filter, further);
  if (q === undefined) return { sql, params };
  const words = await seeking(db, "run.queue_list", q);
  return {
    sql: `${sql} and score.rank in (select rank from run.queue_list where ${words.condition})`,
    params: { ...params, ...words.params },
  };
}

/** Items of the queue that pass the filters; only flagged ones. */
export async function listQueue(generation: Generation, filter: Filter, page: Page, further?: Further): Promise<QueueItem[]> {
  const { sql, params } = await conditionOfWords(generation, filter, further);
  const rows = await generation.db.rows<
    Omit<QueueItem, "buyer" | "supplier"> & Record<`${"buyer" | "supplier"}_${"id" | "name" | "kind"}`, string | null>
  >(
    `with page as materialized (
        select score.*
        from ${scoresFor(sql)}
        where score.flagged > 0 and ${sql}
        order by score.rank
        limit ${page.limit} offset ${page.offset ?? 0}
    )
    select
        score.kind as subject_kind, coalesce(contract.contract_id, process.process_id) as subject_id, process.process_id, process.title,
        score.score, score.judged, score.flagged, score.no_data, score.rank, score.rank_low, score.rank_high, score.amount, score.currency,
        tender.procurement_method as method, contract.signed_on, contract.ends_on, contract.status,
        buyer.party_id as buyer_id, buyer.name as buyer_name, buyer.kind as buyer_kind,
        supplier.party_id as supplier_id, supplier.name as supplier_name, supplier.kind as supplier_kind,
        pattern.flagged as indicators,
        coalesce(touched.flag_ids, of_process.flag_ids, []) as flag_ids
    from page as score
    join run.pattern as pattern on pattern.pattern = score.pattern
    left join (
        select contract_key, list(flag_id order by flag_id) as flag_ids from run.touch where contract_key in (select contract_key from page) group by contract_key
    ) as touched on touched.contract_key = score.contract_key
    left join (
        select process_key, list(flag_id order by flag_id) as flag_ids from run.flag where process_key in (select process_key from page where contract_key is null) group by process_key
    ) as of_process on of_process.process_key = score.process_key
    left join canon.contract as contract on contract.contract_key = score.contract_key
    join canon.process as process on process.process_key = score.process_key
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
export async function countQueue(
  generation: Generation,
  filter: Filter,
  further?: Further,
): Promise<{ matching: number; subjects: number }> {
  const { sql, params } = await conditionOfWords(generation, filter, further);
  const { n } = await generation.db.one<{ n: string }>(
    `select count(*) as n from ${scoresFor(sql)} where score.flagged > 0 and ${sql}`,
    params,
  );
  const { all } = await generation.db.one<{ all: string }>("select count(*) as all from run.score");
  return { matching: Number(n), subjects: Number(all) };
}
