-- Who works under each contract. One row per contract and subcontract; those told of an award count for each contract that came from it.

create table peers.contract_subcontractor as

select contract.contract_key, subcontractor_key, subcontract.subcontract_id, subcontract.value_amount, subcontract.currency, subcontract.source_row
from canon.contract
left join canon.award using (award_key)
join canon.subcontract
    on subcontract.process_key = contract.process_key
    and (subcontract.contract_key = contract.contract_key or subcontract.award_id = award.award_id)
