-- D315 Delivery record of a supplier. One row per supplier; a contract counts as D301 and D304 judge it.

with

escalated as (

    select contract_key, sum(new_amount - old_amount) as amount
    from peers.value_change
    where len(list_filter($index_words, lambda word: contains(lower(rationale), lower(word)))) > 0
    group by contract_key

),

delivered as (

    select
        contract.supplier_key, process.country, contract.source_row,
        if(original_amount > 0 and latest_amount > 0 and not has_other_currency,
            round((latest_amount - coalesce(escalated.amount, 0) - original_amount) / original_amount, 15) >= $min_growth_share, null) as is_overrun,
        if(agreed_days >= 0, extended_days >= least($min_extended_days, ceil(round($min_extended_share * greatest(agreed_days, 1), 6))), null) as is_extended,
        is_overrun or is_extended as is_changed,
        coalesce(is_overrun, is_extended) is not null as is_judged

    from canon.contract
    join canon.process using (process_key)
    join peers.contract_state as state using (contract_key)
    left join escalated using (contract_key)
    where supplier_key is not null and contract.status is distinct from 'cancelled'

),

counted as (

    select
        supplier_key, min(country) as country, count(*) as contracts,
        count(*) filter (where is_judged) as judged_contracts,
        count(*) filter (where is_changed) as changed,
        count(*) filter (where is_overrun) as overruns,
        count(*) filter (where is_extended) as extended,
        changed / nullif(judged_contracts, 0)::double as changed_share,
        list(source_row order by source_row) filter (where is_changed) as source_rows

    from delivered
    group by supplier_key

),

-- A beta distribution of the suppliers' shares by the method of moments; where they differ no more than chance, all have the common share.
common as (

    select
        country, sum(judged_contracts) as all_contracts, sum(changed) as all_changed,
        sum(changed)::double / sum(judged_contracts) as mean_share,
        (list_aggregate(list(changed * changed_share order by changed * changed_share), 'sum') - all_contracts * mean_share * mean_share
            - mean_share * (1 - mean_share) * (count(*) - 1))
            / nullif(all_contracts - sum(judged_contracts * judged_contracts)::double / all_contracts, 0) as variance,
        case when variance > 0 then greatest(mean_share * (1 - mean_share) / variance - 1, 1e-6) end as prior

    from counted
    where judged_contracts > 0
    group by country

),

judged as (

    select
        supplier.supplier_key, counted.* exclude (supplier_key), mean_share, prior,
        wilson_lo(changed, judged_contracts, $standard_errors) as low_share,
        (all_changed - changed) / nullif(all_contracts - judged_contracts, 0)::double as peers_share,
        if(prior is null, mean_share, (mean_share * prior + changed) / (prior + judged_contracts)) as shrunken_share,
        case
            when coalesce(judged_contracts, 0) = 0 then 'contract.first_amount'
            when judged_contracts < $min_contracts then 'too_few'
            when all_contracts - judged_contracts < $min_peer_contracts then 'peers_too_few'
        end as reason

    from (select distinct supplier_key from canon.contract where supplier_key is not null) as supplier
    left join counted on counted.supplier_key = supplier.supplier_key
    left join common on common.country is not distinct from counted.country

)

select
    supplier_key as subject,
    status_of(reason, coalesce(low_share > peers_share, false)) as status,
    reason,
    low_share as value,
    peers_share as threshold,
    {
        changed_count: changed, judged_count: judged_contracts, contracts_count: contracts, overrun_count: overruns, extended_count: extended,
        low_share: low_share, shrunken_share: shrunken_share, peers_share: peers_share
    } as evidence,
    coalesce(source_rows, []) as seen_in

from judged
