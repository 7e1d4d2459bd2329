-- cardinal:R028 Identical bid prices. One row per process.
-- As Cardinal 0.0.8 computes it: prices of different lots are compared too.

with

shared as (

    select
        process_key, value_amount, currency,
        min(tenderer_key) <> max(tenderer_key) as is_shared,
        list(distinct bid.source_row order by bid.source_row) as source_rows,
        list(distinct party_id order by party_id) as parties

    from peers.cardinal_bid as bid
    join canon.party as party on party.party_key = bid.tenderer_key
    where value_amount is not null and currency is not null
    group by process_key, value_amount, currency

),

met as (

    select
        process_key,
        max(value_amount) filter (where is_shared) as price_amount,
        list_sort(list_distinct(flatten(list(source_rows order by source_rows) filter (where is_shared)))) as source_rows,
        list_sort(list_distinct(flatten(list(parties order by parties) filter (where is_shared)))) as parties

    from shared
    group by process_key

),

judged as (

    select
        decided.process_key, decided.source_row, price_amount, source_rows, parties,
        case
            when decided.why_not = 'tender_cancelled' then 'tender_cancelled'
            when met.process_key is not null then null
            when decided.process_key not in (select process_key from peers.cardinal_bid) then 'bid.status'
            else 'bid.value_amount'
        end as why_not

    from peers.cardinal_process as decided
    left join met using (process_key)

)

select
    process_key as subject,
    status_of(why_not, price_amount is not null) as status,
    why_not as reason,
    1e0 as value,
    null::double as threshold,
    { price_amount: price_amount, parties_code: parties } as evidence,
    coalesce(source_rows, [source_row]) as seen_in

from judged
