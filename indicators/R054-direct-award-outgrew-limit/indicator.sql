-- R054 Direct award outgrew limit. One row per contract.

with

changed as (

    select
        contract_key,
        bool_and(is_ordered) as is_ordered,
        arg_min(old_amount, (changed_on, amendment_id)) as earliest_amount,
        arg_max(new_amount, (changed_on, amendment_id)) as last_amount,
        arg_max(basis, (changed_on, amendment_id)) as basis,
        bool_or(has_other_currency) as has_other_currency,
        flatten(list(source_rows order by source_rows)) as source_rows

    from peers.value_change
    group by contract_key

),

considered as (

    select
        contract.contract_key,
        contract.signed_on,
        contract.currency,
        process_limit.amount as limit_amount,
        coalesce(first_amount, if(is_ordered, earliest_amount, null)) as original_amount,
        coalesce(final_amount, value_amount, if(is_ordered, last_amount, null)) as latest_amount,
        if(final_amount is not null, 'final', coalesce(changed.basis, 'published')) as basis,
        list_distinct([contract.source_row] || coalesce(changed.source_rows, [])) as seen_in,
        case
            when contract.status = 'cancelled' then 'contract_cancelled'
            when tender.procurement_method is null then 'tender.procurement_method'
            when tender.procurement_method <> 'direct' then 'method_not_direct'
            when signed_on is null then 'contract.signed_on'
            when process_limit.amount is null then 'limit_not_known'
            when original_amount is null then 'contract.first_amount'
            when latest_amount is null then 'contract.value_amount'
            when contract.currency is null then 'contract.currency'
            when has_other_currency or contract.currency <> process_limit.currency then 'currency_mixed'
            when original_amount <= 0 or latest_amount <= 0 then 'value_zero'
            when original_amount > process_limit.amount then 'above_limit'
        end as reason

    from canon.contract
    left join canon.tender using (process_key)
    left join changed using (contract_key)
    left join peers.process_limit
        on process_limit.process_key = contract.process_key and contract.signed_on between process_limit.from_on and process_limit.to_on

)

select
    contract_key as subject,
    status_of(reason, coalesce(latest_amount > limit_amount, false)) as status,
    reason,
    latest_amount / nullif(limit_amount, 0) as value,
    1 as threshold,
    {
        signed_on: signed_on,
        first_amount: original_amount,
        latest_amount: latest_amount,
        limit_amount: limit_amount,
        currency_code: currency,
        basis_code: basis
    } as evidence,
    seen_in

from considered
