-- C202 High kurtosis of bids. One row per lot; a tender without lots is one.

with

measured as (

    select
        *,
        list_aggregate(list_sort(above), 'avg') as middle,
        list_aggregate(list_sort(above), 'stddev_samp') as deviation,
        len(list_filter(above, lambda price: abs(price - middle) <= deviation)) as near_bids,
        -- Between 0 and 1, so that no digit is lost to the size of the amounts.
        list_aggregate(list_sort(list_transform(above, lambda price: price / nullif(list_max(above), 0))), 'kurtosis') as peakedness,
        greatest($limit_kurtosis::double, usual_kurtosis) as own_limit,
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
    status_of(why_not, peakedness > own_limit) as status,
    why_not as reason,
    peakedness as value,
    own_limit as threshold,
    {
        bids_count: bids, lowest_amount: list_min(amounts), highest_amount: list_max(amounts), currency_code: currency, rates_text: rates_text,
        near_count: near_bids
    } as evidence,
    source_rows as seen_in

from measured
