// What is told of an infrastructure project: itself, its money, its processes and contracts, progress, and what was and was not disclosed.

/** Contracts of the processes that the project links to. */
export const CONTRACTS_OF_PROJECT =
  "contract.process_key in (select process_key from canon.project_process where project_key = $key and process_key is not null)";

const OWN = (table: string, order: string): string =>
  `select * exclude (project_key), source_row as row from canon.${table} where project_key = $key order by ${order} limit 500`;

/** Tables whose rows tell of a project, in the order in which they are read. */
export const PROJECT_FACTS: Record<string, string> = {
  project: `select project.* exclude (project_key, public_authority_key), party_id as public_authority_id, party.name as public_authority_name, project.source_row as row
    from canon.project left join canon.party on party_key = public_authority_key where project_key = $key`,
  project_contract: `select contracts::integer as contracts_count, agreed_amount as contracts_amount, paid_amount, currency, is_mixed, are_here, source_rows[1] as row
    from peers.project_contract where project_key = $key and contracts > 0`,
  project_process: `select link_id, is_carried, process_id, process.title, tender.procurement_method, tender.status, project_process.source_row as row
    from canon.project_process left join canon.process using (process_key) left join canon.tender using (process_key)
    where project_key = $key order by process_id nulls last, link_id`,
  budget_breakdown: OWN("budget_breakdown", "starts_on nulls last, budget_breakdown_id"),
  cost_measurement: OWN("cost_measurement", "measured_on nulls last, cost_id"),
  observation: OWN("observation", "metric, coalesce(ends_on, starts_on) nulls last, series, observation_id"),
  project_milestone: OWN("project_milestone", "due_on nulls last, milestone_id"),
  project_transaction: OWN("project_transaction", "paid_on nulls last, transaction_id"),
  disclosure: `select disclosure.item, disclosure.disclosure, disclosure.phase, disclosure.level, disclosure.is_due, disclosure.is_disclosed,
      disclosure.processes::integer as processes_count, disclosure.disclosing::integer as disclosing_count, disclosure.source_rows[1] as row
    from peers.disclosure as disclosure join law.cost_item as cost_item on cost_item.code = disclosure.item
    where project_key = $key
    order by disclosure.disclosure, list_position(['identification', 'identification and preparation', 'preparation', 'procurement', 'contract', 'implementation', 'completion'], disclosure.phase), disclosure.level desc, disclosure.item`,
  document: OWN("document", "document_type nulls last, document_id"),
};

/** Peers tables that the facts read. */
export const PROJECT_PEERS = ["peers.disclosure", "peers.project_contract"];
