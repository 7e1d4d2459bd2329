// What a list of flags shows beside each subject: its process, buyer, supplier, amount and year, by kind of subject.
import type { SubjectKind } from "./subject.ts";

const ofContracts = `
    select
        touched.subject,
        if(count(distinct contract.process_key) = 1, min(contract.process_key), null) as process_key,
        if(count(*) = 1, min(contract.contract_key), null) as contract_key,
        if(count(distinct process.buyer_key) = 1, min(process.buyer_key), null) as buyer_key,
        if(count(distinct contract.supplier_key) = 1, min(contract.supplier_key), null) as supplier_key,
        -- A sum over one currency or none: amounts of different currencies are never added.
        if(count(distinct contract.currency) = 1, sum(contract.value_amount), null)::decimal(18, 2) as amount,
        if(count(distinct contract.currency) = 1, min(contract.currency), null) as currency,
        if(count(distinct year) = 1, min(year), null) as fiscal_year
    from (TOUCHES) as touched
    join canon.contract as contract on contract.contract_key = touched.contract_key
    join canon.process as process on process.process_key = contract.process_key
    left join law.fiscal_year as law_year on law_year.country = process.country and contract.signed_on between law_year.from_on and law_year.to_on
    cross join lateral (select coalesce(process.fiscal_year, fiscal_year_of(contract.signed_on, coalesce(law_year.first_month, 1))) as year) as dated
    group by touched.subject`;

/** Kinds that belong to one process whether or not it has a contract. */
const PROCESS_OF: Partial<Record<SubjectKind, string>> = {
  process: "select process_key as subject, process_key from canon.process",
  lot: "select lot_key as subject, process_key from canon.lot",
  bid: "select bid_key as subject, process_key from canon.bid",
  award: "select award_key as subject, process_key from canon.award",
  contract: "select contract_key as subject, process_key from canon.contract",
  lot_pair: "select lot_pair_key as subject, process_key from peers.lot_pair",
};

/** A select of (subject, process_key) for kinds that belong to one process; undefined for the others. */
export const processOf = (kind: SubjectKind): string | undefined => PROCESS_OF[kind];

/** Columns that name the parties of a composite kind outright. */
const PARTIES: Partial<Record<SubjectKind, { buyer?: string; supplier?: string }>> = {
  buyer: { buyer: "own.subject" },
  supplier: { supplier: "own.subject" },
  party: { supplier: "own.subject" },
  buyer_year: { buyer: "part.buyer_key" },
  buyer_class: { buyer: "part.buyer_key" },
  buyer_supplier: { buyer: "part.buyer_key", supplier: "part.supplier_key" },
  buyer_supplier_year: { buyer: "part.buyer_key", supplier: "part.supplier_key" },
  buyer_supplier_class: { buyer: "part.buyer_key", supplier: "part.supplier_key" },
  supplier_market_year: { supplier: "part.supplier_key" },
};

/** Whether a kind belongs to one process, and so to no more than the contracts of one purchase. */
export const ofOneProcess = (kind: SubjectKind): boolean => kind in PROCESS_OF;

/** The column of a kind's relation that names its buyer or supplier; undefined where it has none. */
export function partyColumn(kind: SubjectKind, role: "buyer" | "supplier"): string | undefined {
  const column = PARTIES[kind]?.[role];
  return column?.replace(/^(own|part)\./, "");
}

/** Composite kinds that are cut by fiscal year. */
const OF_ONE_YEAR: ReadonlySet<SubjectKind> = new Set([
  "buyer_year",
  "buyer_supplier_year",
  "market_year",
  "province_market_year",
  "supplier_market_year",
]);

/**
 * A select of (subject, process_key, contract_key, buyer_key, supplier_key, amount, currency, fiscal_year)
 * for the subjects of `flags` that are of the kind.
 */
export function contextSql(kind: SubjectKind, flags: string, contracts: string): string {
  const touches = `select t.subject, t.contract_key from (${contracts}) as t where t.subject in (select subject from ${flags})`;
  const process = PROCESS_OF[kind];
  const parties = PARTIES[kind] ?? {};
  const year = OF_ONE_YEAR.has(kind) ? "part.fiscal_year" : "touched.fiscal_year";
  const part =
    parties.buyer?.startsWith("part.") || parties.supplier?.startsWith("part.") || OF_ONE_YEAR.has(kind)
      ? `left join peers.${kind} as part on part.${kind}_key = own.subject`
      : "";
  return `
    select
        own.subject,
        ${process ? "own_process.process_key" : "touched.process_key"} as process_key,
        touched.contract_key,
        ${parties.buyer ?? (process ? "of_process.buyer_key" : "touched.buyer_key")} as buyer_key,
        ${parties.supplier ?? "touched.supplier_key"} as supplier_key,
        ${process ? "coalesce(touched.amount, of_process.budget_amount)" : "touched.amount"} as amount,
        ${process ? "if(touched.amount is null, of_process.currency, touched.currency)" : "touched.currency"} as currency,
        ${process ? "coalesce(touched.fiscal_year, of_process.fiscal_year)" : year} as fiscal_year
    from (select distinct subject from ${flags}) as own
    left join (${ofContracts.replace("TOUCHES", touches)}) as touched on touched.subject = own.subject
    ${process ? `left join (${process}) as own_process on own_process.subject = own.subject left join canon.process as of_process on of_process.process_key = own_process.process_key` : ""}
    ${part}`;
}
