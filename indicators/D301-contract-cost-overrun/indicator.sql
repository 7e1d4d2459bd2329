-- D301 Contract cost overrun. One row per contract. What a price index added is taken off and told apart.

with

escalated as (

    select
        contract_key,
        count(*) as changes,
        -- One of them whose amounts nobody tells cannot be taken off.
        sum(new_amount - old_amount) as amount

    from peers.value_change
    where len(list_filter($index_words, lambda word: contains(lower(rationale), lower(word)))) > 0
    group by contract_key

),

considered as (

    select
        state.*,
        coalesce(escalated.changes, 0) as indexed,
        coalesce(escalated.amount, 0)::decimal(18, 2) as escalated_amount,
        -- Fifteen decimals: the quotient of two decimals may miss an exact border by its last bit.
        round((latest_amount - escalated_amount - original_amount) / nullif(original_amount, 0), 15) as growth_share,
        case
            when status = 'cancelled' then 'contract_cancelled'
            when original_amount is null and not is_value_ordered then 'amendment.agreed_on'
            when original_amount is null then 'contract.first_amount'
            when latest_amount is null then 'contract.value_amount'
            when has_other_currency then 'currency_mixed'
            when original_amount <= 0 or latest_amount <= 0 then 'value_zero'
        end as reason

    from peers.contract_state as state
    left join escalated using (contract_key)

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
        rates_text: rates_text,
        growth_share: growth_share,
        changes_count: changes,
        indexed_count: indexed,
        escalated_amount: escalated_amount,
        explained_count: changes_explained,
        basis_code: amount_basis
    } as evidence,
    value_source_rows as seen_in

from considered
