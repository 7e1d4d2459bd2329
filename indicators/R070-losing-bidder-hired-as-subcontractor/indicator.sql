-- R070 Losing bidder hired as subcontractor. One row per contract.

with

worked as (

    select contract_key, count(distinct subcontractor_key) as subcontractors, bool_or(subcontractor_key is null) as has_unnamed
    from peers.contract_subcontractor
    group by contract_key

),

rivals as (

    select
        contract_key,
        count(*) as losers,
        count(*) filter (where is_hired) as hired,
        max(times) filter (where is_hired) as times,
        flatten(list(source_rows order by source_rows) filter (where is_hired)) as source_rows

    from (select *, count(*) filter (where is_hired) over (partition by winner_key, loser_key) as times from peers.contract_rival)
    group by contract_key

),

judged as (

    select
        contract.contract_key, subcontractors, losers, times,
        coalesce(hired, 0) as hired,
        list_distinct([contract.source_row] || coalesce(source_rows, [])) as seen_in,
        case
            when contract.status = 'cancelled' then 'contract_cancelled'
            when hired >= $min_hired then null
            when worked.contract_key is null and award.has_subcontracting = false then 'no_subcontract'
            when worked.contract_key is null or has_unnamed then 'subcontract.subcontractor_key'
            when contract.supplier_key is null then 'contract.supplier_key'
            -- A single bidder leaves nobody to hire; otherwise those who lost are not told.
            when losers is null and bids_received is distinct from 1 then 'bid.tenderer_key'
        end as reason

    from canon.contract
    left join canon.award using (award_key)
    left join canon.tender on tender.process_key = contract.process_key
    left join worked using (contract_key)
    left join rivals using (contract_key)

)

select
    contract_key as subject,
    status_of(reason, hired >= $min_hired) as status,
    reason,
    hired as value,
    $min_hired as threshold,
    { hired_count: hired, subcontractors_count: subcontractors, losers_count: losers, times_count: times } as evidence,
    seen_in

from judged
