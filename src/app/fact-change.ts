// Which facts differ between two attached canons, for a set of processes, projects and parties: old and new value, and where each stands.
import { type Db, literal } from "../db.ts";

/** Whose a fact is; what belongs to nobody, such as rates of exchange, is everybody's. */
export type Owner = "process" | "project" | "party" | "everybody";

interface Table {
  owner: Owner;
  /** CANON stands for the attached canon. */
  from: string;
  /** How a row is called by people. */
  id: string;
  parties?: Record<string, string>;
}

const plain = (owner: Owner, name: string, id: string): Record<string, Table> => ({ [name]: { owner, from: `CANON.${name} as it`, id } });

const party = (key: string): string => `(select party_id from CANON.party where party_key = ${key})`;

const TABLES: Record<string, Table> = {
  process: { owner: "process", from: "CANON.process as it", id: "it.process_id", parties: { buyer_key: "buyer" } },
  ...plain("process", "tender", "of_process.process_id"),
  ...plain("process", "lot", "it.lot_id"),
  bid: { owner: "process", from: "CANON.bid as it", id: "it.bid_id", parties: { tenderer_key: "tenderer" } },
  award: { owner: "process", from: "CANON.award as it", id: "it.award_id", parties: { supplier_key: "supplier" } },
  contract: { owner: "process", from: "CANON.contract as it", id: "it.contract_id", parties: { supplier_key: "supplier" } },
  ...plain("process", "amendment", "concat_ws(' ', of_contract.contract_id, it.amendment_id, it.kind)"),
  ...plain("process", "transaction", "concat_ws(' ', of_contract.contract_id, it.transaction_id)"),
  ...plain("process", "milestone", "concat_ws(' ', of_contract.contract_id, it.milestone_id)"),
  ...plain("process", "conflict", "it.release_id"),
  ...plain("project", "project", "it.project_id"),
  ...plain("project", "project_process", "it.link_id"),
  ...plain("project", "budget_breakdown", "it.budget_breakdown_id"),
  ...plain("project", "cost_measurement", "it.cost_id"),
  ...plain("project", "observation", "concat_ws(' ', it.series, it.metric, it.observation_id)"),
  ...plain("project", "project_milestone", "it.milestone_id"),
  ...plain("project", "project_transaction", "it.transaction_id"),
  ...plain("project", "disclosure", "it.item"),
  // What is told of a natural person is nobody's to compare.
  party: { owner: "party", from: "(from CANON.party where kind <> 'natural') as it", id: "it.party_id" },
  member: {
    owner: "party",
    from: "(select member.*, party.source_row from CANON.member as member join CANON.party as party using (party_key)) as it",
    id: party("it.member_key"),
  },
  ...plain("party", "registration", "of_party.party_id"),
  holding: { owner: "party", from: "CANON.holding as it", id: party("it.holder_key") },
  ...plain("party", "debarment", "concat_ws(' ', it.authority, it.from_on)"),
  office: { owner: "party", from: "CANON.office as it", id: party("it.person_key") },
  ...plain("everybody", "listing", "concat_ws(' ', it.list, it.country)"),
  ...plain("everybody", "rate", "concat_ws(' ', it.currency, it.into_currency, it.rate_on)"),
};

/** Columns that say when or where something was read, or what it is called, and nothing about the purchase. */
const ASIDE = /_key$|_id$|^(known_from|source|source_row|old_source_row|other_source_row|seen_from|seen_to|related_bid)$/;

/** The tables that can differ, as they are named in lists of changes. */
export const CHANGING_TABLES: readonly string[] = Object.keys(TABLES);

/** How a table's rows find whose they are. */
function ownerSql(owner: Owner, columns: readonly string[]): { join: string; id: string } {
  const of = (name: string, from = "it") => `join CANON.${name} as of_${name} on of_${name}.${name}_key = ${from}.${name}_key`;
  if (owner === "everybody") return { join: "", id: "''" };
  if (owner !== "process") return { join: of(owner), id: `of_${owner}.${owner}_id` };
  const join = columns.includes("process_key") ? of("process") : `${of("contract")} ${of("process", "of_contract")}`;
  return { join, id: "of_process.process_id" };
}

async function factsSql(db: Db, canon: string, name: string, wanted: string): Promise<string> {
  const { owner, from, id, parties = {} } = TABLES[name]!;
  const columns = (await db.columns(`from ${canon}.${name}`)).map(([column]) => column);
  const fields = [
    ...columns.filter((column) => !ASIDE.test(column)).map((column) => [column, `it.${column}::varchar`]),
    ...Object.keys(parties).map((key) => [key, party(`it.${key}`)]),
  ];
  const list = fields.map(([field, sql]) => `{field: ${literal(field!)}, value: ${sql}}`).join(", ");
  const of = ownerSql(owner, columns);
  return `
    select
        ${literal(owner)} as owner, ${of.id} as owner_id, ${literal(name)} as place, ${id} as id, it.source_row,
        -- Rows of one name, such as a bid for two lots, are told apart by their order.
        row_number() over (partition by ${of.id}, ${id} order by it.source_row, ${columns[0] === "contract_key" ? "it.source_row" : `it.${columns[0]}`}) as nth,
        [${list}]::struct(field varchar, value varchar)[] as fields
    from ${from} ${of.join}
    ${owner === "everybody" ? "" : `where ${of.id} in (select owner_id from ${wanted} where owner = ${literal(owner)})`}`.replaceAll(
    "CANON",
    canon,
  );
}

/**
 * Fills the table fact_change (owner, owner_id, place, id, field, old, new, old_row, new_row) for whom `wanted` lists.
 * A record that stands in one canon only is one change without a field.
 */
export async function layFactChanges(db: Db, before: string, after: string, wanted: string): Promise<void> {
  const each: string[] = [];
  for (const name of CHANGING_TABLES) {
    each.push(`
      select
          owner, owner_id, place, id,
          if(old.id is null or new.id is null, null, field.name) as field,
          field.old, field.new, old.source_row as old_row, new.source_row as new_row
      from (${await factsSql(db, before, name, wanted)}) as old
      full outer join (${await factsSql(db, after, name, wanted)}) as new using (owner, owner_id, place, id, nth)
      cross join lateral (
          select unnest(
              if(
                  old.fields is null or new.fields is null,
                  [{name: null::varchar, old: null::varchar, new: null::varchar}],
                  list_transform(list_zip(old.fields, new.fields), lambda it: {name: it[1].field, old: it[1].value, new: it[2].value})
              )
          ) as field
      ) as told
      where field.name is null or field.old is distinct from field.new`);
  }
  await db.run(`create or replace table fact_change as ${each.join(" union all ")}`);
}
