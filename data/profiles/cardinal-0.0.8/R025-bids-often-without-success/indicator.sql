-- cardinal:R025 Bids often without success. One row per party.
-- As Cardinal 0.0.8 computes it.

with

entered as (

    -- A tenderer counts once per process, however many bids it made.
    select distinct bid.process_key, bid.tenderer_key, bid.tenderer_key = single.supplier_key as has_won
    from peers.cardinal_bid as bid
    join peers.cardinal_process as single on single.process_key = bid.process_key and single.why_not is null and single.supplier_key is not null
    where bid.status = 'valid' and bid.is_single

),

record as (

    select tenderer_key, count(*) as tries, count(*) filter (where has_won) as wins, count(*) filter (where has_won) / count(*) as won_share
    from entered group by tenderer_key

),

bounds as (

    select
        quantile_r8(list_sort(list(tries::double order by tries)), $min_percentile / 100e0) as least,
        quantile_r8(list(won_share order by won_share), 0.25e0) as q1,
        quantile_r8(list(won_share order by won_share), 0.75e0) as q3

    from record

),

judged as (

    select
        party.party_key, party.source_row, tries, wins, won_share, q1, q1 - 1.5e0 * (q3 - q1) as fence,
        case
            when record.tenderer_key is null then 'not_a_bidder'
            when tries < least then 'too_few'
        end as why_not

    from canon.party as party
    cross join bounds
    left join record on record.tenderer_key = party.party_key

)

select
    party_key as subject,
    status_of(why_not, q1 > 0 and fence > 0 and won_share <= fence) as status,
    why_not as reason,
    won_share as value,
    fence as threshold,
    { bids_count: tries, wins_count: wins, won_share: won_share } as evidence,
    [source_row] as seen_in

from judged
