-- C205 Lowest bid stands apart. One row per lot; a tender without lots is one.

with

measured as (

    select
        *,
        above[2] as difference_share,
        list_slice(above, 2, bids) as losing,
        list_aggregate(list_sort(losing), 'stddev_samp') / (1 + list_aggregate(list_sort(losing), 'avg')) as losing_variation_share,
        difference_share > usual_spread_distance * list_aggregate(list_sort(losing), 'stddev_samp') as is_apart,
        case
            when reason is not null then reason
            when bids < $min_bids then 'too_few'
        end as why_not

    from peers.lot_prices
    left join peers.chance_limit on lot_prices.bids between of_bids and up_to_bids

)

select
    lot_key as subject,
    status_of(why_not, difference_share > $limit_difference_share and losing_variation_share < $limit_losing_variation_share and is_apart) as status,
    why_not as reason,
    difference_share as value,
    $limit_difference_share as threshold,
    {
        bids_count: bids, lowest_amount: list_min(amounts), currency_code: currency, rates_text: rates_text,
        difference_share: difference_share, losing_variation_share: losing_variation_share
    } as evidence,
    source_rows as seen_in

from measured
