-- From project documents to the project and what belongs to it, after the processes stand. `project_doc`, `place`, `party_key` are made by map.sql.

insert into canon.project
select
    project_key,
    p.id,
    record.source,
    record.country,
    party_key.party_key,
    laid.r.title,
    p.description,
    p.purpose,
    p.type,
    p.sector,
    p.region,
    p.site.latitude::decimal(9, 6),
    p.site.longitude::decimal(9, 6),
    p.status,
    day_of(p.period.startDate),
    day_of(p.period.endDate),
    day_of(p.implementationPeriod.startDate),
    day_of(p.implementationPeriod.endDate),
    amount_of(p.first.budget.amount),
    amount_of(p.budget.amount.amount),
    coalesce(p.budget.amount.currency, p.first.budget.currency),
    day_of(p.budget.approvalDate),
    day_of(p.completion.endDate),
    p.completion.endDateDetails,
    amount_of(p.completion.finalValue.amount),
    p.completion.finalValue.currency,
    p.completion.finalValueDetails,
    p.completion.finalScope,
    p.completion.finalScopeDetails,
    laid.known_from,
    place.source_row
from (select *, r.project as p from project_doc) as laid
join record using (record)
join place on place.record = laid.record and place.pointer = ''
left join party_key on party_key.id = laid.r.buyer.id
order by project_key;

-- A link leads to the first of its names that a process bears. Two entries of one project for one process are one link.
insert into canon.project_process
with
named as (
    select project_key, record, known_from, l, unnest(l.names) as name, generate_subscripts(l.names, 1) as nth
    from (select project_key, record, known_from, unnest(r.project.contractingProcesses) as l from project_doc)
),
found as (
    select project_key, l.at as at, arg_min(process.process_key, nth) as process_key
    from named join canon.process on process.process_id = named.name
    group by project_key, l.at
)
select laid.project_key, l.id, found.process_key, coalesce(l.carried, false), laid.known_from, place.source_row
from (select project_key, record, known_from, unnest(r.project.contractingProcesses) as l from project_doc) as laid
join place on place.record = record_of(l.at, laid.record) and place.pointer = pointer_of(l.at)
left join found on found.project_key = laid.project_key and found.at = l.at
qualify found.process_key is null or row_number() over (partition by laid.project_key, found.process_key order by l.at) = 1
order by all;

insert into canon.budget_breakdown
select project_key, b.id, b.description, b.sourceParty, day_of(b.period.startDate), day_of(b.period.endDate), amount_of(b.amount.amount), b.amount.currency, laid.known_from, place.source_row
from (select project_key, record, known_from, unnest(r.project.budgetBreakdown) as b from project_doc) as laid
join place on place.record = record_of(b.at, laid.record) and place.pointer = pointer_of(b.at)
order by all;

insert into canon.cost_measurement
select project_key, c.id, day_of(c.date), c.category, amount_of(c.value.amount), c.value.currency, laid.known_from, place.source_row
from (select project_key, record, known_from, unnest(r.project.costMeasurements) as c from project_doc) as laid
join place on place.record = record_of(c.at, laid.record) and place.pointer = pointer_of(c.at)
order by all;

insert into canon.observation
select project_key, series, o.metric, o.id, day_of(o.period.startDate), day_of(o.period.endDate), o.measure::decimal(18, 4), o.unit, amount_of(o.value.amount), o.value.currency, laid.known_from, place.source_row
from (
    select project_key, record, known_from, 'forecast' as series, unnest(r.project.forecasts) as o from project_doc
    union all
    select project_key, record, known_from, 'metric', unnest(r.project.metrics) from project_doc
) as laid
join place on place.record = record_of(o.at, laid.record) and place.pointer = pointer_of(o.at)
order by all;

insert into canon.project_milestone
select project_key, m.id, m.title, m.status, day_of(m.dueDate), day_of(m.dateMet), laid.known_from, place.source_row
from (select project_key, record, known_from, unnest(r.project.milestones) as m from project_doc) as laid
join place on place.record = record_of(m.at, laid.record) and place.pointer = pointer_of(m.at)
order by all;

insert into canon.project_transaction
select project_key, t.id, day_of(t.date), amount_of(t.value.amount), t.value.currency, laid.known_from, place.source_row
from (select project_key, record, known_from, unnest(r.project.transactions) as t from project_doc) as laid
join place on place.record = record_of(t.at, laid.record) and place.pointer = pointer_of(t.at)
order by all;

-- What of CoST's standard the record of a process fills, told from the canon; what no column carries comes with the record.
create temp table process_fills as
with
of_project as (
    select distinct process_key from canon.project_process where process_key is not null
),
contract as (
    select * from canon.contract where process_key in (from of_project)
),
change as (
    select contract.process_key, amendment.* from canon.amendment join contract using (contract_key) where basis = 'published'
)
select process_key, item, min(source_row) as source_row
from (
    select process_key, 'procuring_entity' as item, source_row from canon.process where buyer_key is not null
    union all
    select process_key, 'procuring_entity_contact_details', process.source_row from canon.process join canon.party on party_key = buyer_key where coalesce(party.address, party.phone) is not null
    union all
    select process_key, 'contract_type', source_row from canon.process where category is not null
    union all
    select process_key, 'contract_title', source_row from canon.process where title is not null
    union all
    select process_doc.process_key, 'contract_scope_of_work', process.source_row from process_doc join canon.process using (process_key) where r.description is not null
    union all
    select process_key, unnest(list_filter([
        if(procurement_method is not null, 'procurement_method', null),
        if(method_text is not null, 'procurement_process', null),
        if(bids_received is not null, 'number_of_firms_tendering', null),
        if(reference_amount is not null, 'cost_estimate', null)
    ], lambda it: it is not null)), source_row from canon.tender
    union all
    select process_key, unnest(list_filter([
        if(status is not null, 'contract_status', null),
        if(supplier_key is not null, 'contract_firms', null),
        if(value_amount is not null, 'contract_price', null),
        if(coalesce(starts_on, signed_on) is not null, 'contract_start_date', null),
        if(ends_on is not null, 'contract_period', null)
    ], lambda it: it is not null)), source_row from contract
    union all
    select process_key, unnest(list_filter([
        'list_of_variations',
        if(kind = 'value', 'price_variation', null),
        -- OC4IDS publishes an escalation as a change of value: a list of them discloses both.
        if(kind = 'value', 'price_escalation', null),
        if(kind = 'duration', 'duration_variation', null),
        if(kind = 'scope', 'scope_variation', null),
        if(kind = 'value' and rationale is not null, 'reasons_for_price_changes', null),
        if(kind in ('duration', 'scope') and rationale is not null, 'reasons_for_scope_and_duration_changes', null)
    ], lambda it: it is not null)), source_row from change
    union all
    select process_key, 'disbursement_records', transaction.source_row from canon.transaction join contract using (contract_key)
    union all
    select process_key, items.item, document.source_row
    from canon.document
    join (values
        ('contractSigned', 'contract_agreement_and_conditions'),
        ('incorporationCertificate', 'registration_and_ownership_of_firms'),
        ('technicalSpecifications', 'specifications_and_drawings'),
        ('escalationApprovals', 'list_of_escalation_approvals'),
        ('qualityAssuranceReport', 'quality_assurance_reports'),
        ('paymentCertificate', 'disbursement_records'),
        ('contractAmendment', 'contract_amendments'),
        ('biddingDocuments', 'tender_documents'),
        ('evaluationReports', 'tender_evaluation_results'),
        ('projectDesignReport', 'project_design_report')
    ) as items (document_type, item) using (document_type)
    where process_key is not null
    union all
    select process_key, d.id, place.source_row
    from (select process_key, record, unnest(r.disclosed) as d from process_doc) as laid
    join place on place.record = record_of(d.at, laid.record) and place.pointer = pointer_of(d.at)
)
where process_key in (from of_project)
group by process_key, item;

insert into canon.disclosure
select project_key, null, d.id, place.source_row
from (select project_key, record, unnest(r.project.disclosed) as d from project_doc) as laid
join place on place.record = record_of(d.at, laid.record) and place.pointer = pointer_of(d.at)
union all
select project_key, process_key, item, process_fills.source_row
from canon.project_process join process_fills using (process_key)
order by all;
