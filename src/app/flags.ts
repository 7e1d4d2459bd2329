// The verb `flags`: flags with evidence and addresses, worst first.
import type { Params } from "../db.ts";
import { labelOf } from "../text/codelist.ts";
import { type Language, say } from "../text/text.ts";
import { type Filter, whereOf } from "./filter.ts";
import type { Generation } from "./generation.ts";

export interface PartyRef {
  id: string;
  name: string | null;
  kind: string;
}

/** Where a fact was read: a file as received, its hash, and the line or JSON pointer. */
export interface Address {
  file: string;
  sha256: string;
  place: string;
}

export interface Flag {
  flag_id: string;
  indicator: string;
  version: number;
  title: string;
  subject_kind: string;
  subject_id: string;
  value: number | null;
  threshold: number | null;
  level: string;
  family: string;
  maturity: string;
  says: string;
  evidence: Record<string, unknown>;
  seen_in: Address[];
  process_id: string | null;
  contract_id: string | null;
  process_title: string | null;
  buyer: PartyRef | null;
  supplier: PartyRef | null;
  amount: string | null;
  currency: string | null;
  fiscal_year: number | null;
}

/** Joins that every list of flags shares. */
export const FLAG_JOINS = `
    run.flag as flag
    join run.outcome as outcome on outcome.indicator = flag.indicator
    left join canon.process as process on process.process_key = flag.process_key
    left join canon.tender as tender on tender.process_key = flag.process_key
    left join canon.contract as contract on contract.contract_key = flag.contract_key
    left join canon.party as buyer on buyer.party_key = flag.buyer_key
    left join canon.party as supplier on supplier.party_key = flag.supplier_key`;

/** Worst first: level, then amount, then names, so that the order is total. */
export const FLAG_ORDER =
  "case outcome.level when 'high' then 0 when 'medium' then 1 else 2 end, flag.amount desc nulls last, flag.indicator, flag.subject_id";

interface FlagRow extends Omit<Flag, "title" | "says" | "evidence" | "seen_in" | "buyer" | "supplier"> {
  evidence: string;
  rows: string[] | null;
  buyer_id: string | null;
  buyer_name: string | null;
  buyer_kind: string;
  supplier_id: string | null;
  supplier_name: string | null;
  supplier_kind: string;
}

/** Addresses of source rows, by key. */
export async function addressesOf(generation: Generation, keys: readonly number[]): Promise<Map<number, Address>> {
  if (!keys.length) return new Map();
  const rows = await generation.db.rows<{ source_row: number } & Address>(
    `select source_row, name as file, sha256, place from canon.source_row join canon.source_file using (file_key) where source_row in (${[...new Set(keys)].join(", ")})`,
  );
  return new Map(rows.map(({ source_row, ...address }) => [source_row, address]));
}

/** Flags that pass a condition over FLAG_JOINS, in FLAG_ORDER. */
export async function selectFlags(
  generation: Generation,
  where: string,
  params: Params,
  language: Language,
  limit: number,
  offset = 0,
): Promise<Flag[]> {
  const rows = await generation.db.rows<FlagRow>(
    `select
        flag.flag_id, flag.indicator, outcome.version, flag.kind as subject_kind, flag.subject_id, flag.value, flag.threshold,
        outcome.level, outcome.family, outcome.maturity, flag.evidence, flag.seen_in as rows,
        process.process_id, contract.contract_id, process.title as process_title,
        buyer.party_id as buyer_id, buyer.name as buyer_name, buyer.kind as buyer_kind,
        supplier.party_id as supplier_id, supplier.name as supplier_name, supplier.kind as supplier_kind,
        flag.amount, flag.currency, flag.fiscal_year
    from ${FLAG_JOINS}
    where ${where}
    order by ${FLAG_ORDER}
    limit ${limit} offset ${offset}`,
    params,
  );
  const addresses = await addressesOf(
    generation,
    rows.flatMap((row) => (row.rows ?? []).map(Number)),
  );
  return rows.map(({ rows: seen, buyer_id, buyer_name, buyer_kind, supplier_id, supplier_name, supplier_kind, ...row }) => {
    const indicator = generation.indicators.get(row.indicator);
    const evidence = JSON.parse(row.evidence) as Record<string, unknown>;
    return {
      ...row,
      title: indicator?.title[language] ?? row.indicator,
      says: indicator ? say(indicator.says, evidence, language, labelOf) : "",
      evidence,
      seen_in: (seen ?? []).flatMap((key) => addresses.get(Number(key)) ?? []),
      buyer: buyer_id === null ? null : { id: buyer_id, name: buyer_name, kind: buyer_kind },
      supplier: supplier_id === null ? null : { id: supplier_id, name: supplier_name, kind: supplier_kind },
    };
  });
}

export interface Page {
  limit: number;
  offset?: number;
}

/** Flags that pass the filters, worst first. */
export async function listFlags(generation: Generation, filter: Filter, language: Language, page: Page): Promise<Flag[]> {
  const { sql, params } = whereOf(filter, { amount: "flag.amount", fiscal_year: "flag.fiscal_year" });
  return await selectFlags(generation, sql, params, language, page.limit, page.offset);
}

/** How many flags pass the filters. */
export async function countFlags(generation: Generation, filter: Filter): Promise<number> {
  const { sql, params } = whereOf(filter, { amount: "flag.amount", fiscal_year: "flag.fiscal_year" });
  return Number((await generation.db.one<{ n: string }>(`select count(*) as n from ${FLAG_JOINS} where ${sql}`, params)).n);
}
