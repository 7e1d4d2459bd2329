-- R069 Amendments increase price. One row per contract.

with

increase as (

    -- Each increase with those that are certain to lie within the span that it opens.
    select
        one.contract_key, one.amendment_id,
        count(*) as close_increases

    from peers.value_change as one
    join peers.value_change as other using (contract_key)
    where one.new_amount > one.old_amount
    and other.new_amount > other.old_amount
    and other.earliest_on >= one.earliest_on
    and other.changed_on <= one.earliest_on + to_days($max_days)
    group by one.contract_key, one.amendment_id

),

changed as (

    select
        contract_key,
        count(*) filter (where new_amount > old_amount) as increases,
        count(*) filter (where len(list_filter($index_words, lambda word: contains(lower(rationale), lower(word)))) > 0) as indexed,
        sum(new_amount - old_amount) as increase_amount,
        arg_min(old_amount, (changed_on, amendment_id)) as earliest_amount,
        arg_max(basis, (changed_on, amendment_id)) as basis,
        bool_and(is_ordered) as is_ordered, bool_or(has_other_currency) as has_other_currency,
        bool_or(old_amount is null) as has_unknown_old, bool_or(new_amount is null) as has_unknown_new,
        max(close_increases) as close_increases,
        told_rates(list(rate_text order by rate_text)) as rates_text,
        flatten(list(source_rows order by source_rows)) as source_rows

    from peers.value_change
    left join increase using (contract_key, amendment_id)
    group by contract_key

),

judged as (

    select
        contract_key, currency, rates_text, increases, indexed, basis,
        coalesce(increase_amount, 0) as increase_amount, coalesce(close_increases, 0) as close_increases,
        coalesce(first_amount, if(is_ordered, earliest_amount, null)) as original_amount,
        -- Fifteen decimals: the quotient of two decimals may miss an exact border by its last bit.
        round(coalesce(increase_amount, 0) / nullif(original_amount, 0), 15) as growth_share,
        coalesce(growth_share >= $min_share, false) as flags_by_share,
        coalesce(close_increases >= $min_increases, false) as flags_by_count,
        list_distinct([contract.source_row] || coalesce(changed.source_rows, [])) as seen_in,
        case
            when status = 'cancelled' then 'contract_cancelled'
            when changed.contract_key is null and value_amount is distinct from first_amount then 'amendment.new_amount'
            when has_unknown_new then 'amendment.new_amount'
            when has_unknown_old then 'amendment.old_amount'
            when has_other_currency then 'currency_mixed'
            when original_amount is null then if(not is_ordered, 'amendment.agreed_on', 'amendment.new_amount')
            when original_amount <= 0 then 'value_zero'
        end as reason

    from canon.contract
    left join changed using (contract_key)

)

select
    contract_key as subject,
    status_of(reason, flags_by_share or flags_by_count) as status,
    reason,
    if(flags_by_count and not flags_by_share, close_increases, growth_share) as value,
    if(flags_by_count and not flags_by_share, $min_increases, $min_share) as threshold,
    {
        first_amount: original_amount, increase_amount: increase_amount, currency_code: currency, rates_text: rates_text, growth_share: growth_share,
        increases_count: increases, close_count: close_increases, indexed_count: indexed, basis_code: basis
    } as evidence,
    seen_in

from judged
