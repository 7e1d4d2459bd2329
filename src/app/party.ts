// A buyer or a supplier: its contracts counted, by year, with whom, and its newest; amounts by currency, never across.
import type { Row } from "../db.ts";
import { UserError } from "../error.ts";
import type { PartyRef } from "./flags.ts";
import type { Generation } from "./generation.ts";

export type Role = "buyer" | "supplier";

export interface Total {
  currency: string | null;
  amount: string;
  contracts: number;
}

export interface PartyPage {
  party: PartyRef;
  contracts: number;
  /** How many of them a flag touches. */
  flagged: number;
  totals: Total[];
  by_year: { year: number | null; contracts: number; flagged: number; totals: Total[] }[];
  /** The other side: suppliers of a buyer, buyers of a supplier. */
  others: { party: PartyRef; contracts: number; flagged: number; totals: Total[] }[];
  others_count: number;
  newest: (Row & { contract_id: string; title: string | null; signed_on: string | null; flagged: boolean })[];
}

const LISTED = 25;

const base = (role: Role, key: number) => `
    select
        contract.contract_key, contract.contract_id, contract.signed_on, contract.value_amount, contract.currency, process.title,
        tender.procurement_method as method,
        coalesce(process.fiscal_year, fiscal_year_of(contract.signed_on, coalesce(law_year.first_month, 1))) as year,
        ${role === "buyer" ? "contract.supplier_key" : "process.buyer_key"} as other_key,
        contract.contract_key in (select contract_key from run.touch) as flagged
    from canon.contract as contract
    join canon.process as process using (process_key)
    left join canon.tender as tender using (process_key)
    left join law.fiscal_year as law_year on law_year.country = process.country and contract.signed_on between law_year.from_on and law_year.to_on
    where ${role === "buyer" ? "process.buyer_key" : "contract.supplier_key"} = ${key}`;

/** Amounts per currency as a list of structs, over a relation grouped by `by`. */
const grouped = (own: string, by: string, expression = by) => `
    select ${by}, sum(n)::integer as contracts, sum(f)::integer as flagged,
        list({'currency': currency, 'amount': amount, 'contracts': n::integer} order by n desc, currency) filter (where amount is not null) as totals
    from (
        select ${expression} as ${by}, currency, sum(value_amount)::decimal(38, 2)::varchar as amount, count(*) as n, count(*) filter (where flagged) as f
        from (${own}) group by all
    ) group by ${by}`;

/** Everything a page shows of one party in one role. */
export async function partyPage(generation: Generation, role: Role, id: string): Promise<PartyPage> {
  const { db } = generation;
  const [found] = await db.rows<{ party_key: number; name: string | null; kind: string }>(
    "select party_key, name, kind from canon.party where party_id = $id",
    { id: { type: "text", value: id } },
  );
  if (!found)
    throw new UserError("party-unknown", {
      what: { en: `nobody here is called "${id}"`, th: `ไม่มีผู้ใดชื่อหรือรหัส "${id}" ในข้อมูลนี้` },
      remedy: { en: "open a party from a list", th: "เปิดจากรายการ" },
      exit: "noInput",
    });
  const own = base(role, Number(found.party_key));
  const [whole] = await db.rows<Omit<PartyPage["by_year"][number], "year">>(grouped(own, "whole", "true"));
  const others = await db.rows<
    Omit<PartyPage["others"][number], "party"> & { id: string | null; name: string | null; kind: string | null; all: string }
  >(
    `select other.*, party_id as id, name, kind, count(*) over () as all
     from (${grouped(own, "other_key")}) as other left join canon.party on party_key = other_key
     order by contracts desc, party_id limit ${LISTED}`,
  );
  return {
    party: { id, name: found.name, kind: found.kind },
    contracts: whole?.contracts ?? 0,
    flagged: whole?.flagged ?? 0,
    totals: whole?.totals ?? [],
    by_year: (await db.rows<PartyPage["by_year"][number]>(`${grouped(own, "year")} order by year desc nulls last`)).map((row) => ({
      ...row,
      year: row.year === null ? null : Number(row.year),
      totals: row.totals ?? [],
    })),
    others: others.map(({ contracts, flagged, totals, id: otherId, name, kind }) => ({
      party: { id: otherId ?? "", name, kind: kind ?? "unknown" },
      contracts,
      flagged,
      totals: totals ?? [],
    })),
    others_count: Number(others[0]?.all ?? 0),
    newest: await db.rows<PartyPage["newest"][number]>(
      `select contract_id, title, signed_on, value_amount, currency, method, flagged from (${own}) order by signed_on desc nulls last, contract_id limit ${LISTED}`,
    ),
  };
}

/** Others who bid in the same processes as a supplier, most often first. */
export async function bidTies({ db }: Generation, id: string): Promise<{ party: PartyRef; processes: number }[]> {
  const rows = await db.rows<{ id: string; name: string | null; kind: string; processes: number }>(
    `with own as (
        select distinct process_key from canon.bid join canon.party on party_key = tenderer_key where party_id = $id
     )
     select party_id as id, name, kind, count(distinct process_key)::integer as processes
     from own join canon.bid using (process_key) join canon.party on party_key = tenderer_key
     where party_id <> $id
     group by party_id, name, kind
     order by processes desc, party_id limit ${LISTED}`,
    { id: { type: "text", value: id } },
  );
  return rows.map(({ processes, ...party }) => ({ party, processes }));
}
