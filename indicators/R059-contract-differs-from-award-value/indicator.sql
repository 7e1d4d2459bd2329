-- R059 Contract differs from award value. One row per contract; contracts of one award are compared together.

with

awarded as (

    -- Rows of one award, one for each lot or supplier, repeat its value: it counts once.
    select
        process_key, award_id,
        max(value_amount) as award_amount,
        max(currency) as currency,
        list(source_row order by source_row) as source_rows

    from canon.award
    group by process_key, award_id

),

linked as (

    select contract.*, award.award_id, contract.process_key in (select process_key from awarded) as has_awards

    from canon.contract
    left join canon.award using (award_key)

),

contracted as (

    select
        process_key, award_id,
        sum(value_amount) as contracts_amount,
        count(*) as contracts, bool_or(value_amount is null) as has_unpriced, min(currency) as currency, coalesce(min(currency) <> max(currency), false) as has_mixed_currencies,
        list(source_row order by source_row) as source_rows

    from linked
    where status is distinct from 'cancelled'
    group by process_key, award_id

),

judged as (

    select
        linked.contract_key, contracts_amount, contracts, contracted.currency,
        if(has_awards, awarded.award_amount, process.agreed_amount) as compared_amount,
        if(has_awards, 'award_value', 'agreed_price') as basis,
        compared_amount - contracts_amount > greatest($limit_gap_units, $limit_gap_share * compared_amount) as falls_short,
        -- Fifteen decimals: the quotient of two decimals may miss an exact border by its last bit.
        round((contracts_amount - compared_amount) / nullif(compared_amount, 0), 15) as difference_share,
        list_distinct(contracted.source_rows || if(has_awards, awarded.source_rows, [process.source_row])) as seen_in,
        case
            when linked.status = 'cancelled' then 'contract_cancelled'
            when has_awards and linked.award_key is null then 'contract.award_key'
            when has_unpriced then 'contract.value_amount'
            when compared_amount is null then 'award.value_amount'
            when has_mixed_currencies or contracted.currency <> if(has_awards, awarded.currency, process.currency) then 'currency_mixed'
            when contracts_amount <= 0 or compared_amount <= 0 then 'value_zero'
            -- The agreed price covers every contract of the process, and some are not here.
            when not has_awards and falls_short then 'sister_contracts_missing'
        end as reason

    from linked
    join canon.process on process.process_key = linked.process_key
    left join contracted on contracted.process_key = linked.process_key and contracted.award_id is not distinct from linked.award_id
    left join awarded on awarded.process_key = linked.process_key and awarded.award_id = linked.award_id

)

select
    contract_key as subject,
    status_of(reason, coalesce(abs(difference_share) >= $min_share and abs(difference_share) not between $min_tax_share and $max_tax_share, false)) as status,
    reason, difference_share as value, $min_share as threshold,
    {
        contracts_amount: contracts_amount, compared_amount: compared_amount, currency_code: currency,
        difference_share: difference_share, contracts_count: contracts, basis_code: basis
    } as evidence,
    seen_in

from judged
