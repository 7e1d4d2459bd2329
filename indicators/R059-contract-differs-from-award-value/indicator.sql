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

    -- A contract in another currency than what it is compared with is converted as of its signature, where a rate of that day is known.
    select
        placed.* replace (
            coalesce(converted(value_amount, value, is_back), value_amount) as value_amount,
            if(rate.value is null, placed.currency, compared_currency) as currency
        ),
        rate_text,
        rate.source_row as rate_row

    from (
        select
            contract.*, award.award_id, any_awarded.process_key is not null as has_awards,
            if(has_awards, awarded.currency, process.currency) as compared_currency
        from canon.contract
        join canon.process on process.process_key = contract.process_key
        left join canon.award using (award_key)
        left join (select distinct process_key from awarded) as any_awarded on any_awarded.process_key = contract.process_key
        left join awarded on awarded.process_key = contract.process_key and awarded.award_id = award.award_id
    ) as placed
    left join peers.rate
        on rate.currency = placed.currency and rate.into_currency = compared_currency
        and signed_on between from_on and until_on

),

contracted as (

    select
        process_key, award_id,
        sum(value_amount) as contracts_amount,
        count(*) as contracts, bool_or(value_amount is null) as has_unpriced, min(currency) as currency, coalesce(min(currency) <> max(currency), false) as has_mixed_currencies,
        told_rates(list(rate_text order by rate_text)) as rates_text,
        list(source_row order by source_row) || list(rate_row order by rate_row) as source_rows

    from linked
    where status is distinct from 'cancelled'
    group by process_key, award_id

),

judged as (

    select
        linked.contract_key, contracts_amount, contracts, contracted.currency, rates_text,
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
        contracts_amount: contracts_amount, compared_amount: compared_amount, currency_code: currency, rates_text: rates_text,
        difference_share: difference_share, contracts_count: contracts, basis_code: basis
    } as evidence,
    seen_in

from judged
