// The verb `queue`: contracts (and processes without one) in the order in which a review is worth most.
import type { Params } from "../db.ts";
import type { Filter } from "./filter.ts";
import type { Page, PartyRef } from "./flags.ts";
import type { Generation } from "./generation.ts";
import { queueTable } from "./queue-table.ts";
import type { Table } from "./table.ts";

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

/** A further condition over the list of the queue, such as a review state. */
export interface Further {
  sql: string;
  params: Params;
}

/** The list of the queue, in its order, with what the filters and a further condition ask of it. */
export async function narrowed(generation: Generation, filter: Filter, further?: Further): Promise<Omit<Table, "columns">> {
  const { from, where, params } = await queueTable(generation, filter);
  return further ? { from, where: `${where} and ${further.sql}`, params: { ...params, ...further.params } } : { from, where, params };
}

/** Items of the queue that pass the filters; only flagged ones. */
export async function listQueue(generation: Generation, filter: Filter, page: Page, further?: Further): Promise<QueueItem[]> {
  const { from, where, params } = await narrowed(generation, filter, further);
  const rows = await generation.db.rows<
    Omit<QueueItem, "buyer" | "supplier"> & Record<`${"buyer" | "supplier"}_${"id" | "name" | "kind"}`, string | null>
  >(
    `with page as materialized (
        select * from ${from} where ${where} limit ${page.limit} offset ${page.offset ?? 0}
    )
    select
        subject_kind, subject_id, process_id, title, score, judged, flagged, no_data, rank, rank_low, rank_high, amount, currency,
        method, signed_on, ends_on, status, buyer_id, buyer_name, buyer_kind, supplier_id, supplier_name, supplier_kind, indicators,
        coalesce(touched.flag_ids, of_process.flag_ids, []) as flag_ids
    from page
    left join (
        select contract_key, list(flag_id order by flag_id) as flag_ids from run.touch where contract_key in (select contract_key from page) group by contract_key
    ) as touched on touched.contract_key = page.contract_key
    left join (
        select process_key, list(flag_id order by flag_id) as flag_ids from run.flag where process_key in (select process_key from page where contract_key is null) group by process_key
    ) as of_process on of_process.process_key = page.process_key
    order by rank`,
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
  const { from, where, params } = await narrowed(generation, filter, further);
  const { n } = await generation.db.one<{ n: string }>(`select count(*) as n from ${from} where ${where}`, params);
  const { all } = await generation.db.one<{ all: string }>("select count(*) as all from run.score");
  return { matching: Number(n), subjects: Number(all) };
}
