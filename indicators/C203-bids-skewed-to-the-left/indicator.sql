-- C203 Bids skewed to the left. One row per lot; a tender without lots is one.

with

measured as (

    select
        *,
        list_transform(above, lambda price: price / nullif(list_max(above), 0)) as places,
        list_aggregate(list_sort(places), 'skewness') as skewness,
        list_aggregate(list_sort(places), 'median') as middle_share,
        least($limit_skewness::double, usual_skewness) as own_limit,
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
    status_of(why_not, skewness < own_limit) as status,
    why_not as reason,
    skewness as value,
    own_limit as threshold,
    {
        bids_count: bids, lowest_amount: list_min(amounts), highest_amount: list_max(amounts), currency_code: currency, rates_text: rates_text,
        middle_share: middle_share
    } as evidence,
    source_rows as seen_in

from measured
