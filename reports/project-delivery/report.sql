-- Projects of the run: money and time as planned and as they came, what is disclosed of CoST's items, and changes of their contracts.
-- With filters: the projects of the contracts in scope; without: all.

-- name: projects
with

mine as (

    select * from canon.project
    where project_key in (select project_key from canon.project_process join in_scope using (process_key))
        or not exists (select 1 from report_filter)

),

disclosed as (

    select project_key, count(distinct item) as disclosed
    from canon.disclosure
    where project_key in (select project_key from mine) and item in (select item from report_cost_item where disclosure = 'proactive')
    group by project_key

),

linked as (

    select project_key, count(*) as processes, count(process_key) as here from canon.project_process group by project_key

)

select
    mine.project_id,
    mine.title,
    party.name as buyer_name,
    mine.status as project_status,
    mine.first_budget_amount,
    mine.budget_amount,
    mine.final_amount,
    mine.currency,
    mine.final_amount::double / nullif(coalesce(mine.first_budget_amount, mine.budget_amount), 0)::double - 1 as growth_share,
    mine.starts_on,
    mine.ends_on,
    mine.completed_on,
    date_diff('day', mine.ends_on, mine.completed_on)::integer as late_days,
    coalesce(linked.processes, 0)::integer as processes_count,
    coalesce(linked.here, 0)::integer as present_count,
    coalesce(disclosed.disclosed, 0)::integer as disclosed_count,
    (select count(*) from report_cost_item where disclosure = 'proactive')::integer as items_count,
    coalesce(disclosed.disclosed, 0)::double / nullif((select count(*) from report_cost_item where disclosure = 'proactive'), 0) as disclosed_share
from mine
left join canon.party as party on party.party_key = mine.public_authority_key
left join disclosed on disclosed.project_key = mine.project_key
left join linked on linked.project_key = mine.project_key
order by mine.project_id

-- name: items
select
    item.item,
    item.en as title_en,
    item.th as title_th,
    item.disclosure as disclosure_code,
    count(distinct disclosure.project_key)::integer as disclosed_count,
    (select count(*) from canon.project)::integer as projects_count
from report_cost_item as item
left join canon.disclosure as disclosure on disclosure.item = item.item
group by item.item, item.en, item.th, item.disclosure
order by disclosed_count, item.item

-- name: progress
select project.project_id, observation.series as series_code, observation.metric, observation.starts_on, observation.ends_on, observation.measure as measure_amount, observation.unit
from canon.observation as observation
join canon.project as project using (project_key)
order by project.project_id, observation.metric, observation.series, observation.ends_on nulls last, observation.observation_id

-- name: contract_changes
select project.project_id, contract.contract_id, contract.first_amount, contract.value_amount, contract.final_amount, contract.currency, contract.first_ends_on, contract.ends_on, contract.completed_on,
    (select count(*) from canon.amendment as amendment where amendment.contract_key = contract.contract_key)::integer as changes_count
from canon.project_process as link
join canon.project as project using (project_key)
join canon.contract as contract on contract.process_key = link.process_key
order by project.project_id, contract.contract_id
