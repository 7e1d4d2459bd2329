-- cardinal:R036 Lowest bid disqualified. One row per process.
-- As Cardinal 0.0.8 computes it: of equally low bids the first in the file counts.

with

priced as (

    select bid.*
    from peers.cardinal_bid as bid
    where bid.value_amount is not null and bid.currency is not null
        and bid.process_key in (select process_key from peers.cardinal_winner)

),

first as (

    select min({ process_key: process_key, position: position, bid_id: bid_id, currency: currency }) as it from priced

),

ranked as (

    select
        process_key, currency, source_row,
        row_number() over (partition by process_key order by value_amount, position, bid_id) as place,
        bool_or(status = 'valid') over (partition by process_key) as has_valid,
        status, value_amount

    from priced cross join first
    where if(len($currencies) > 0, list_contains($currencies, currency), currency = first.it.currency)

),

judged as (

    select
        decided.process_key, decided.source_row, ranked.status, ranked.value_amount, ranked.currency, ranked.source_row as bid_row,
        case
            when decided.why_not = 'tender_cancelled' then 'tender_cancelled'
            when decided.process_key not in (select process_key from peers.cardinal_winner) then 'no_award'
            when decided.process_key not in (select process_key from peers.cardinal_bid) then 'bid.status'
            when ranked.process_key is null then 'bid.value_amount'
            when not has_valid then 'too_few'
        end as why_not

    from peers.cardinal_process as decided
    left join ranked on ranked.process_key = decided.process_key and ranked.place = 1

)

select
    process_key as subject,
    status_of(why_not, status = 'disqualified') as status,
    why_not as reason,
    1e0 as value,
    null::double as threshold,
    { price_amount: value_amount, currency_code: currency } as evidence,
    [coalesce(bid_row, source_row)] as seen_in

from judged
