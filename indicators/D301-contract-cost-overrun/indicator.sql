-- D301 Contract cost overrun. One row per contract.

with

changed as (

    select
        contract_key,
        count(*) as changes,
        count(*) filter (where len(list_filter($index_words, lambda word: contains(lower(rationale), lower(word)))) > 0) as indexed,
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
        contract.*,
        coalesce(first_amount, if(is_ordered, earliest_amount, null)) as original_amount,
        coalesce(final_amount, value_amount, if(is_ordered, last_amount, null)) as latest_amount,
        -- Fifteen decimals: the quotient of two decimals may miss an exact border by its last bit.
        round((latest_amount - original_amount) / nullif(original_amount, 0), 15) as growth_share,
        coalesce(changes, 0) as changes,
        coalesce(indexed, 0) as indexed,
        if(final_amount is not null, 'final', coalesce(changed.basis, 'published')) as basis,
        list_distinct([contract.source_row] || coalesce(changed.source_rows, [])) as seen_in,
        case
            when status = 'cancelled' then 'contract_cancelled'
            when original_amount is null and not is_ordered then 'amendment.agreed_on'
            when original_amount is null then 'contract.first_amount'
            when latest_amount is null then 'contract.value_amount'
            when has_other_currency then 'currency_mixed'
            when original_amount <= 0 or latest_amount <= 0 then 'value_zero'
        end as reason

    from canon.contract
    left join changed using (contract_key)

)

select
    contract_key as subject,
    status_of(reason, coalesce(growth_share >= $min_share, false)) as status,
    reason,
    growth_share as value,
    $min_share as threshold,
    {
        first_amount: original_amount,
        latest_amount: latest_amount,
        currency_code: currency,
        growth_share: growth_share,
        changes_count: changes,
        indexed_count: indexed,
        basis_code: basis
    } as evidence,
    seen_in

from considered
