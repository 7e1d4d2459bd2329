-- How far the next price lies above the winning one, as Cardinal 0.0.8 measures it, in each currency. One row per process and currency.
create table peers.cardinal_ratio as
with

offered as (

    select
        single.process_key, bid.currency, single.supplier_key,
        min(bid.value_amount) filter (where bid.tenderer_key = single.supplier_key) as winning_amount,
        min(bid.value_amount) filter (where bid.tenderer_key <> single.supplier_key) as next_amount,
        min({ position: bid.position, bid_id: bid.bid_id }) as first_bid

    from peers.cardinal_process as single
    join peers.cardinal_bid as bid using (process_key)
    where single.why_not is null and single.supplier_key is not null
        and bid.status = 'valid' and bid.is_single and bid.value_amount is not null and bid.currency is not null
    group by single.process_key, bid.currency, single.supplier_key

),

first as (

    -- The currency of the first bid of the first process, which Cardinal takes when none is set.
    select min({ process_key: process_key, first_bid: first_bid, currency: currency }) as it from offered

)

select
    process_key, offered.currency, offered.currency = first.it.currency as is_first, supplier_key, winning_amount, next_amount,
    case
        when winning_amount is null then 'winner_without_bid'
        when next_amount is null then 'too_few'
        when next_amount < winning_amount then 'winner_not_lowest'
        when winning_amount = 0 then 'value_zero'
    end as why_not,
    if(next_amount >= winning_amount, (next_amount::double - winning_amount::double) / nullif(winning_amount::double, 0), null) as ratio

from offered cross join first
order by process_key, currency
