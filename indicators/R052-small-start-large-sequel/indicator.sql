-- R052 Small start, large sequel. One row per buyer and supplier: what followed the first direct award within a year.

with

wins as (

    select
        buyer_key, supplier_key, country, process_key, contract_key,
        method, min(won_on) as won_on, min(amount) as amount, min(currency) as currency, min(source_row) as source_row

    from peers.win
    group by buyer_key, supplier_key, country, process_key, contract_key, method

),

known as (

    select country, min(won_on) as since_on from peers.win group by country

),

firsts as (

    select
        buyer_key, supplier_key,
        bool_or(won_on is null) as has_undated,
        arg_min(
            { won_on: won_on, amount: amount, currency: currency, method: method, country: country, source_row: source_row },
            (won_on, amount, process_key, contract_key)
        ) as start

    from wins
    group by buyer_key, supplier_key

),

followed as (

    select
        firsts.*, known.since_on,
        count(wins.won_on) as sequels,
        sum(wins.amount) as sequel_amount,
        bool_or(wins.amount is null and wins.won_on is not null) as has_unpriced,
        coalesce(bool_or(wins.currency <> start.currency), false) as is_mixed,
        coalesce(bool_or(wins.method = 'direct'), false) as has_direct,
        list(wins.source_row order by wins.source_row) as sequel_rows

    from firsts
    join known on known.country is not distinct from start.country
    left join wins
        on wins.buyer_key = firsts.buyer_key and wins.supplier_key = firsts.supplier_key
        and wins.won_on > start.won_on and wins.won_on <= start.won_on + to_days($max_days)
    group by all

),

judged as (

    select
        *,
        round(sequel_amount / nullif(start.amount, 0), 15) as times,
        case
            when has_undated then 'contract.signed_on'
            when date_diff('month', since_on, start.won_on) < $min_months then 'history_too_short'
            when start.method is null then 'tender.procurement_method'
            when start.method <> 'direct' then 'method_not_direct'
            when start.amount is null or has_unpriced then 'contract.value_amount'
            when start.amount <= 0 then 'value_zero'
            when is_mixed then 'currency_mixed'
        end as reason

    from followed

)

select
    buyer_supplier_key as subject,
    status_of(reason, coalesce(times >= $min_times and has_direct and sequels >= $min_sequels, false)) as status,
    reason, times as value, $min_times as threshold,
    {
        first_on: start.won_on, first_amount: start.amount, sequel_count: sequels, sequel_amount: sequel_amount, currency_code: start.currency
    } as evidence,
    list_distinct([start.source_row] || sequel_rows) as seen_in

from judged
join peers.buyer_supplier using (buyer_key, supplier_key)
