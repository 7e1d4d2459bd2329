// The verb `flags`: flags with evidence and addresses, worst first.
import type { Language } from "../text/text.ts";
import type { FlagPlace } from "./answers.ts";
import type { Filter } from "./filter.ts";
import { flagTable } from "./flag-table.ts";
import type { Generation } from "./generation.ts";
import { jsonRow, type Table } from "./table.ts";

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

/** Addresses of source rows, by key. */
export async function addressesOf(generation: Generation, keys: readonly number[]): Promise<Map<number, Address>> {
  if (!keys.length) return new Map();
  const rows = await generation.db.rows<{ source_row: number } & Address>(
    `select source_row, name as file, sha256, place from canon.source_row join canon.source_file using (file_key) where source_row in (${[...new Set(keys)].join(", ")})`,
  );
  return new Map(rows.map(({ source_row, ...address }) => [source_row, address]));
}

export interface Page {
  limit: number;
  offset?: number;
}

async function read(generation: Generation, table: Table, { limit, offset = 0 }: Page): Promise<Flag[]> {
  const rows = await generation.db.rows<{ item: string }>(
    `select ${jsonRow(table)} as item from ${table.from} where ${table.where} order by rank limit ${limit} offset ${offset}`,
    table.params,
  );
  return rows.map(({ item }) => {
    const { rank: _, ...flag } = JSON.parse(item) as Flag & { rank: number };
    return flag;
  });
}

async function among(generation: Generation, ids: readonly string[], language: Language, also = ""): Promise<Flag[]> {
  if (!ids.length) return [];
  const table = await flagTable(generation, {}, language);
  const params = { ids: { type: "list" as const, value: ids } };
  return await read(generation, { ...table, where: `${also}flag_id in (select unnest($ids))`, params }, { limit: ids.length });
}

/** Flags by their ids, worst first. */
export const flagsById = (generation: Generation, ids: readonly string[], language: Language): Promise<Flag[]> =>
  among(generation, ids, language);

/** Amounts that are worth naming; with more of them, little would be skipped. */
const FEW = 20;

/** The same where their amounts are known. The list stands by level and amount: with the amounts named, all that cannot hold the flags is skipped. */
export async function flagsAt(generation: Generation, places: readonly FlagPlace[], language: Language): Promise<Flag[]> {
  const amounts = [...new Set(places.map(({ amount }) => amount))];
  const named = amounts.length <= FEW && !amounts.includes(null) ? `amount in (${amounts.map((it) => `${it}::decimal(18, 2)`)}) and ` : "";
  const ids = places.map(({ flag_id }) => flag_id);
  return await among(generation, ids, language, ids.length ? named : "");
}

/** Flags that pass the filters, worst first. */
export async function listFlags(generation: Generation, filter: Filter, language: Language, page: Page): Promise<Flag[]> {
  return await read(generation, await flagTable(generation, filter, language), page);
}

/** How many flags pass the filters. */
export async function countFlags(generation: Generation, filter: Filter): Promise<number> {
  const { from, where, params } = await flagTable(generation, filter, "en");
  return Number((await generation.db.one<{ n: string }>(`select count(*) as n from ${from} where ${where}`, params)).n);
}
