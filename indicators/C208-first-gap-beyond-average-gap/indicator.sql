-- C208 First gap beyond average gap. One row per lot; a tender without lots is one.

with

measured as (

    select
        *,
        above[2] as difference_share,
        list_max(above) / (bids - 1) as average_gap_share,
        difference_share / nullif(average_gap_share, 0) as distance,
        greatest($limit_distance::double, usual_average_distance) as own_limit,
        case
            when reason is not null then reason
            when bids < $min_bids then 'too_few'
            when list_max(above) = 0 then 'prices_equal'
        end as why_not

    from peers.lot_prices
    left join peers.chance_limit on lot_prices.bids between of_bids and up_to_bids

)

select
    lot_key as subject,
    status_of(why_not, distance > own_limit) as status,
    why_not as reason,
    distance as value,
    own_limit as threshold,
    {
        bids_count: bids, lowest_amount: list_min(amounts), currency_code: currency, rates_text: rates_text,
        difference_share: difference_share, average_gap_share: average_gap_share
    } as evidence,
    source_rows as seen_in

from measured
