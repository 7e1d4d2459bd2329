-- C206 First gap beyond losers' spread. One row per lot; a tender without lots is one.

with

measured as (

    select
        *,
        above[2] as difference_share,
        list_aggregate(list_sort(list_slice(above, 2, bids)), 'stddev_samp') as losing_deviation_share,
        difference_share / nullif(losing_deviation_share, 0) as distance,
        greatest($limit_distance::double, usual_spread_distance) as own_limit,
        case
            when reason is not null then reason
            when bids < $min_bids then 'too_few'
            when list_max(above) = difference_share then 'prices_equal'
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
        difference_share: difference_share, losing_deviation_share: losing_deviation_share
    } as evidence,
    source_rows as seen_in

from measured
