-- What each process was agreed at beside its reference price, or the reason why the two cannot be compared. One row per process.
-- Which methods to compare is for each indicator to say. `budgeted` is the same price in the currency of the budget, awards as of their day and
-- contracts as of their signature, where all of it is in that currency or a rate of the day is known. Reads peers.rate.

create table peers.process_price as

with

priced as (

    select
        process_key, award_id as part_id, true as is_award, value_amount as amount, currency, source_row, awarded_on as priced_on

    from canon.award
    where status = 'active'

    union all

    select process_key, contract_id, false, value_amount, currency, source_row, signed_on
    from canon.contract
    where status is distinct from 'cancelled'

),

budgeted as (

    -- Rows of one award, one for each lot, repeat its value: it counts once.
    select
        process_key,
        is_award,
        if(bool_or(amount is null), null, sum(amount)) as amount,
        told_rates(list(rate_text order by rate_text)) as rates_text,
        list(distinct rate_row order by rate_row) filter (where rate_row is not null) as rate_rows

    from (
        select
            priced.process_key, part_id, is_award,
            max(if(priced.currency = process.currency, amount, converted(amount, value, is_back))) as amount,
            max(rate_text) as rate_text,
            max(rate.source_row) as rate_row
        from priced
        join canon.process on process.process_key = priced.process_key
        left join peers.rate
            on rate.currency = priced.currency and rate.into_currency = process.currency
            and priced_on between from_on and until_on
        group by priced.process_key, part_id, is_award
    )
    group by process_key, is_award

),

awarded as (

    -- Rows of one award, one for each lot, repeat its value: it counts once.
    select
        process_key,
        if(bool_or(amount is null), null, sum(amount)) as amount,
        min(currency) as currency,
        coalesce(min(currency) <> max(currency), false) as is_mixed,
        flatten(list(source_rows order by source_rows)) as source_rows

    from (
        select process_key, award_id, max(value_amount) as amount, max(currency) as currency, list(source_row order by source_row) as source_rows
        from canon.award
        where status = 'active'
        group by process_key, award_id
    )
    group by process_key

),

contracted as (

    select
        process_key,
        if(bool_or(value_amount is null), null, sum(value_amount)) as amount,
        min(currency) as currency,
        coalesce(min(currency) <> max(currency), false) as is_mixed,
        list(source_row order by source_row) as source_rows

    from canon.contract
    where status is distinct from 'cancelled'
    group by process_key

),

lots_awarded as (

    select process_key, count(distinct lot_key) as lots
    from canon.award
    where status = 'active'
    group by process_key

),

considered as (

    select
        process.process_key,
        process.buyer_key,
        process.country,
        process.category,
        tender.status,
        tender.procurement_method,
        tender.reference_amount,
        tender.currency as reference_currency,
        tender.lots_count,
        coalesce(lots_awarded.lots, 0) as lots,
        awarded.process_key is not null or contracted.process_key is not null or agreed_amount is not null as is_awarded,
        -- What the source says of the whole process goes before its parts; awards are whole, of contracts some may be missing.
        coalesce(agreed_amount, awarded.amount, contracted.amount) as price_amount,
        case
            when agreed_amount is not null then process.currency
            when awarded.amount is not null then awarded.currency
            when contracted.amount is not null then contracted.currency
        end as price_currency,
        case
            when agreed_amount is not null then false
            when awarded.amount is not null then awarded.is_mixed
            else contracted.is_mixed
        end as is_mixed,
        -- Not said where it is joined: a condition on one side of an outer join alone makes the engine compare every pair.
        if(agreed_amount is null, budgeted, null) as budgeted,
        list_sort(list_distinct(list_filter(
            [process.source_row, tender.source_row]
            || case when agreed_amount is not null then [] when awarded.amount is not null then awarded.source_rows else coalesce(contracted.source_rows, []) end,
            lambda row: row is not null
        ))) as source_rows

    from canon.process
    left join canon.tender using (process_key)
    left join awarded using (process_key)
    left join contracted using (process_key)
    left join lots_awarded using (process_key)
    left join budgeted on budgeted.process_key = process.process_key and budgeted.is_award = (awarded.amount is not null)

)

select
    process_key,
    buyer_key,
    country,
    category,
    procurement_method,
    reference_amount,
    is_awarded,
    price_amount,
    price_currency as currency,
    is_mixed,
    budgeted,
    -- How many digits the reference price has before its point: prices of one size are compared with each other.
    if(reference_amount >= 1, length(floor(reference_amount)::bigint::varchar), null) as digits,
    if(reference_amount > 0, round(price_amount / reference_amount, 15), null) as price_share,
    case
        when status in ('cancelled', 'withdrawn') then 'tender_cancelled'
        when status = 'unsuccessful' then 'tender_unsuccessful'
        when not is_awarded then 'no_award'
        when reference_amount is null then 'tender.reference_amount'
        when price_amount is null then 'contract.value_amount'
        when is_mixed or reference_currency <> price_currency then 'currency_mixed'
        when reference_currency is null or price_currency is null then 'tender.currency'
        when reference_amount <= 0 or price_amount <= 0 then 'value_zero'
        -- The reference price covers every lot.
        when lots_count > 1 and lots < lots_count then 'lots_not_all_awarded'
    end as reason,
    source_rows

from considered
