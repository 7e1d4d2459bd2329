// Infrastructure projects as a table: budget, contracts, payments, final value, and how much of what is due was disclosed.
import type { Generation } from "./generation.ts";
import { soughtIn, teachSearch } from "./search.ts";
import { columns, type Table } from "./table.ts";

const COLUMNS = columns({
  rank: "integer",
  id: "text",
  title: "text",
  status: "text",
  sector: "text",
  region: "text",
  "public_authority.id": "text",
  "public_authority.name": "text",
  "public_authority.kind": "text",
  budget_amount: "amount",
  currency: "text",
  contracts: "integer",
  contracts_amount: "amount",
  contracts_currency: "text",
  paid_amount: "amount",
  final_amount: "amount",
  final_currency: "text",
  completed_on: "day",
  due: "integer",
  disclosed: "integer",
  flags: "integer",
  quality_flags: "integer",
});

/** Projects in the order of their ids; sums are left out where contracts are in several currencies. */
export async function projectTable(generation: Generation, { q }: { q?: string | undefined }): Promise<Table> {
  await generation.peers();
  if (q !== undefined) teachSearch(generation.db);
  return {
    columns: COLUMNS,
    from: `(
      select
          (row_number() over (order by project_id))::uinteger as rank,
          project_id as id, project.title, project.status, sector, project.region,
          party_id as public_authority_id, party.name as public_authority_name, party.kind as public_authority_kind,
          budget_amount, project.currency, coalesce(contracts, 0)::integer as contracts,
          if(is_mixed, null, agreed_amount)::decimal(18, 2) as contracts_amount, if(is_mixed, null, sums.currency) as contracts_currency,
          if(is_mixed, null, paid_amount)::decimal(18, 2) as paid_amount,
          final_amount, final_currency, completed_on,
          due::integer as due, disclosed::integer as disclosed,
          coalesce(flags, 0)::integer as flags, coalesce(quality_flags, 0)::integer as quality_flags
      from canon.project as project
      left join canon.party as party on party_key = public_authority_key
      left join peers.project_contract as sums on sums.project_key = project.project_key
      left join (
          select project_key, count(*) as due, count(*) filter (where is_disclosed) as disclosed
          from peers.disclosure where disclosure = 'proactive' and is_due group by project_key
      ) as items on items.project_key = project.project_key
      left join (
          select subject, count(*) filter (where family <> 'quality') as flags, count(*) filter (where family = 'quality') as quality_flags
          from run.flag join run.outcome using (indicator) where flag.kind = 'project' group by subject
      ) as flagged on flagged.subject = project.project_key
    )`,
    where: q === undefined ? "true" : "contains(sought_in(concat_ws(' | ', id, title)), $q)",
    params: q === undefined ? {} : { q: { type: "text", value: soughtIn(q) } },
  };
}
