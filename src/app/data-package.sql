-- What a data package tells of the run in force: named selects, each in a total order. Natural persons are not named, masked or not.

-- name: contracts
select
    contract.contract_id,
    process.process_id,
    contract.number as contract_number,
    process.title as process_title,
    buyer.party_id as buyer_id,
    buyer.name as buyer_name,
    if(supplier.kind = 'natural', null, supplier.party_id) as supplier_id,
    if(supplier.kind = 'natural', null, supplier.name) as supplier_name,
    supplier.kind as supplier_kind,
    tender.procurement_method as method,
    process.category,
    process.buyer_province as province,
    contract.status,
    contract.signed_on,
    contract.starts_on,
    contract.ends_on,
    contract.completed_on,
    process.budget_amount,
    contract.value_amount,
    contract.currency,
    process.source
from canon.contract as contract
join canon.process as process using (process_key)
left join canon.tender as tender using (process_key)
left join canon.party as buyer on buyer.party_key = process.buyer_key
left join canon.party as supplier on supplier.party_key = contract.supplier_key
order by contract.contract_id

-- name: questions
select
    indicator,
    title.en as title_en,
    title.th as title_th,
    outcome.version,
    outcome.maturity,
    outcome.kind as subject_kind,
    (outcome.flagged + outcome.clear)::integer as judged_count,
    outcome.no_data::integer as no_data_count,
    outcome.not_applicable::integer as not_applicable_count
from run.outcome as outcome
left join package_title as title using (indicator)
order by indicator

-- name: sources
select name as file, source, layout, known_from as as_of, sha256
from canon.source_file
order by known_from, name, sha256
