-- One OC4IDS project per project of the canon, with its processes summed up. One row per project: its key, its id, and the project as JSON with nulls
-- still in it. Reads what export-ocds.sql lays: macros, and the organisations that stand for a party.

create or replace temp macro span(starts_on, ends_on) as {startDate: at_midnight(starts_on), endDate: at_midnight(ends_on)};

create or replace temp table part_breakdown as
select project_key, [{id: '1', budgetBreakdown: list({
    id: budget_breakdown_id, description: description, amount: money(value_amount, currency), period: span(starts_on, ends_on), sourceParty: {name: source_party}
} order by budget_breakdown_id)}] as breakdowns
from canon.budget_breakdown group by project_key;

create or replace temp table part_series as
select project_key, series, list({id: metric, observations: observations} order by metric) as metrics
from (
    select project_key, series, metric, list({
        id: if(starts_with(observation_id, metric || '/'), observation_id[length(metric) + 2:], observation_id),
        period: span(starts_on, ends_on), measure: measure::varchar, unit: {name: unit}, value: money(value_amount, currency)
    } order by observation_id) as observations
    from canon.observation group by project_key, series, metric
)
group by project_key, series;

create or replace temp table part_cost as
select project_key, list({
    id: measurement, date: at_midnight(measured_on), lifeCycleCosting: if(whole is null, null, {value: whole}), costGroups: groups
} order by measurement) as costs
from (
    select
        project_key, measurement, max(measured_on) as measured_on, max(whole) as whole,
        list({id: grouped, category: category, costs: costs} order by grouped) filter (where grouped <> '') as groups
    from (
        select
            project_key, split_part(cost_id, '/', 1) as measurement, split_part(cost_id, '/', 2) as grouped, max(category) as category, max(measured_on) as measured_on,
            max(if(category = 'lifeCycleCosting', money(value_amount, currency), null)) as whole,
            list({id: split_part(cost_id, '/', 3), value: money(value_amount, currency)} order by cost_id) as costs
        from canon.cost_measurement group by 1, 2, 3
    )
    group by project_key, measurement
)
group by project_key;

-- A process is summed up where it has one contract; with several, only what they share is told.
create or replace temp table part_process as
select project_key, list({id: link_id, summary: summary} order by link_id) as processes
from (
    select link.project_key, link.link_id, if(process.process_key is null, null, {
        ocid: process_id, title: process.title,
        nature: case process.category when 'works' then ['construction'] when 'services' then ['supervision'] end,
        tender: {
            procurementMethod: procurement_method, procurementMethodDetails: method_text, numberOfTenderers: bids_received,
            costEstimate: money(reference_amount, tender.currency), datePublished: at_midnight(published_on)
        },
        suppliers: sole.organisations, contractValue: sole.value, contractPeriod: sole.period, finalValue: sole.final_value
    }) as summary
    from canon.project_process as link
    left join canon.process as process using (process_key)
    left join canon.tender as tender using (process_key)
    left join (
        select process_key, any_value(organisations) as organisations, any_value(money(value_amount, currency)) as value,
            any_value(span(starts_on, ends_on)) as period, any_value(money(final_amount, currency)) as final_value
        from canon.contract left join organisation on party_key = supplier_key
        group by process_key having count(*) = 1
    ) as sole using (process_key)
)
group by project_key;

create or replace temp view project_release as
select project_key, project_id, to_json({
    id: project_id, title: title, description: description, status: project.status, type: type,
    sector: if(sector is null, null, [sector]), purpose: purpose,
    period: span(project.starts_on, project.ends_on), implementationPeriod: span(works_start_on, works_end_on),
    locations: if(project.region is null and project.site_latitude is null, null, [{
        id: '1', address: {region: project.region}, geometry: point(project.site_latitude, project.site_longitude).geometry
    }]),
    budget: {amount: money(budget_amount, currency), approvalDate: at_midnight(budget_approved_on), budgetBreakdowns: breakdowns},
    publicAuthority: {id: authority.party_id, name: authority.name},
    parties: if(authority.party_key is null, null, [{id: authority.party_id, name: authority.name, roles: ['publicAuthority']}]),
    forecasts: forecast.metrics, metrics: metric.metrics,
    milestones: (select list({id: milestone_id, title: it.title, status: if(it.status in ('scheduled', 'met', 'notMet', 'partiallyMet'), it.status, null),
        dueDate: at_midnight(due_on), dateMet: at_midnight(met_on)} order by milestone_id) from canon.project_milestone as it where it.project_key = project.project_key),
    completion: {
        endDate: at_midnight(completed_on), endDateDetails: end_details, finalValue: money(final_amount, coalesce(final_currency, if(final_amount is null, null, currency))),
        finalValueDetails: value_details, finalScope: final_scope, finalScopeDetails: scope_details
    },
    costMeasurements: costs,
    transactions: (select list({id: transaction_id, date: at_midnight(paid_on), value: money(value_amount, it.currency)} order by transaction_id)
        from canon.project_transaction as it where it.project_key = project.project_key),
    documents: (select list({id: document_id, documentType: document_type, title: it.title, url: url, datePublished: at_midnight(published_on)} order by document_id)
        from canon.document as it where it.project_key = project.project_key),
    contractingProcesses: processes
})::varchar as doc
from canon.project as project
left join canon.party as authority on authority.party_key = project.public_authority_key
left join part_breakdown using (project_key)
left join part_series as forecast on forecast.project_key = project.project_key and forecast.series = 'forecast'
left join part_series as metric on metric.project_key = project.project_key and metric.series = 'metric'
left join part_cost on part_cost.project_key = project.project_key
left join part_process on part_process.project_key = project.project_key;
