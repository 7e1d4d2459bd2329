-- One contract (or all of one purchase): its facts, changes, payments, bids, and the answer to every question about it.

-- name: contracts
select
    in_scope.contract_id, in_scope.process_id, in_scope.title as process_title, in_scope.buyer_name, in_scope.supplier_name, in_scope.method, in_scope.category,
    process.budget_amount, tender.reference_amount, contract.first_amount, contract.value_amount, contract.final_amount, contract.currency,
    tender.published_on, in_scope.signed_on, contract.starts_on, contract.first_ends_on, contract.ends_on, contract.completed_on, contract.status
from in_scope
left join canon.contract as contract using (contract_key)
join canon.process as process on process.process_key = in_scope.process_key
left join canon.tender as tender on tender.process_key = in_scope.process_key
order by in_scope.subject_id

-- name: amendments
select contract_id, amendment.kind as amendment_kind, agreed_on, old_ends_on, new_ends_on, old_amount, new_amount, amendment.currency, rationale, basis as basis_code
from canon.amendment as amendment
join in_scope using (contract_key)
order by contract_id, agreed_on nulls last, amendment_id, amendment_kind

-- name: payments
select contract_id, paid_on, value_amount, payment.currency
from canon.transaction as payment
join in_scope using (contract_key)
order by contract_id, paid_on nulls last, transaction_id

-- name: bids
select distinct in_scope.process_id, party.name as tenderer_name, bid.status, bid.submitted_on, bid.value_amount, bid.currency, bid.bid_id
from canon.bid as bid
join in_scope using (process_key)
left join canon.party as party on party.party_key = bid.tenderer_key
order by in_scope.process_id, bid.value_amount nulls last, bid.bid_id, tenderer_name nulls last

-- name: answers
select answer.indicator, title.en as title_en, title.th as title_th, answer.kind as subject_kind, answer.subject_id, answer.status, answer.reason
from report_answer as answer
left join report_title as title on title.indicator = answer.indicator
order by answer.indicator, answer.kind, answer.subject_id

-- name: read_in
select 'contract' as subject_kind, in_scope.contract_id as subject_id, source_file.name as file, source_row.place, source_file.sha256
from in_scope
join canon.contract as contract using (contract_key)
join canon.source_row as source_row on source_row.source_row = contract.source_row
join canon.source_file as source_file using (file_key)
order by in_scope.contract_id
