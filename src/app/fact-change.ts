// Which facts differ between two attached canons, for a set of processes: old and new value, and where each stands.
import { type Db, literal } from "../db.ts";

/** How a row of each table is called by people, and to which process it belongs; CANON stands for the attached canon. */
const TABLES: Record<string, { from: string; id: string; parties?: Record<string, string> }> = {
  process: { from: "CANON.process as it", id: "it.process_id", parties: { buyer_key: "buyer" } },
  tender: { from: "CANON.tender as it", id: "of_process.process_id" },
  lot: { from: "CANON.lot as it", id: "it.lot_id" },
  bid: { from: "CANON.bid as it", id: "it.bid_id", parties: { tenderer_key: "tenderer" } },
  award: { from: "CANON.award as it", id: "it.award_id", parties: { supplier_key: "supplier" } },
  contract: { from: "CANON.contract as it", id: "it.contract_id", parties: { supplier_key: "supplier" } },
  amendment: { from: "CANON.amendment as it", id: "concat_ws(' ', of_contract.contract_id, it.amendment_id, it.kind)" },
  transaction: { from: "CANON.transaction as it", id: "concat_ws(' ', of_contract.contract_id, it.transaction_id)" },
  milestone: { from: "CANON.milestone as it", id: "concat_ws(' ', of_contract.contract_id, it.milestone_id)" },
};

/** Columns that say when or where something was read, or what it is called, and nothing about the purchase. */
const ASIDE = /_key$|_id$|^(known_from|source|source_row|old_source_row|seen_from|seen_to|related_bid)$/;

/** The tables and fields that can differ, as they are named in lists of changes. */
export const CHANGING_TABLES: readonly string[] = Object.keys(TABLES);

async function factsSql(db: Db, canon: string, name: string, wanted: string): Promise<string> {
  const { from, id, parties = {} } = TABLES[name]!;
  const columns = (await db.columns(`from ${canon}.${name}`)).map(([column]) => column);
  const fields = [
    ...columns.filter((column) => !ASIDE.test(column)).map((column) => [column, `it.${column}::varchar`]),
    ...Object.keys(parties).map((key) => [key, `(select party_id from ${canon}.party where party_key = it.${key})`]),
  ];
  const process = columns.includes("process_key")
    ? `join ${canon}.process as of_process on of_process.process_key = it.process_key`
    : `join ${canon}.contract as of_contract on of_contract.contract_key = it.contract_key join ${canon}.process as of_process on of_process.process_key = of_contract.process_key`;
  const list = fields.map(([field, sql]) => `{field: ${literal(field!)}, value: ${sql}}`).join(", ");
  return `
    select
        of_process.process_id, ${literal(name)} as place, ${id} as id, it.source_row,
        -- Rows of one name, such as a bid for two lots, are told apart by their order.
        row_number() over (partition by of_process.process_id, ${id} order by it.source_row, ${columns[0] === "contract_key" ? "it.source_row" : `it.${columns[0]}`}) as nth,
        [${list}] as fields
    from ${from.replace("CANON", canon)} ${process}
    where of_process.process_id in (select process_id from ${wanted})`;
}

/**
 * Fills the temp table fact_change (process_id, place, id, field, old, new, old_row, new_row) for the processes listed in `wanted`.
 * A record that stands in one canon only is one change without a field.
 */
export async function layFactChanges(db: Db, before: string, after: string, wanted: string): Promise<void> {
  const each: string[] = [];
  for (const name of CHANGING_TABLES) {
    each.push(`
      select
          process_id, place, id,
          if(old.id is null or new.id is null, null, field.name) as field,
          field.old, field.new, old.source_row as old_row, new.source_row as new_row
      from (${await factsSql(db, before, name, wanted)}) as old
      full outer join (${await factsSql(db, after, name, wanted)}) as new using (process_id, place, id, nth)
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
  await db.run(`create or replace temp table fact_change as ${each.join(" union all ")}`);
}
