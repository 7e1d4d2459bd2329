-- C209 Bids unevenly spread. One row per lot; a tender without lots is one.

with

measured as (

    select
        *,
        list_transform(above, lambda price, place: greatest(
            place::double / bids - price / nullif(list_max(above), 0),
            price / nullif(list_max(above), 0) - (place - 1)::double / bids)) as distances,
        list_max(distances) as distance_share,
        greatest($limit_distance::double, usual_unevenness) as own_limit,
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
    status_of(why_not, distance_share > own_limit) as status,
    why_not as reason,
    distance_share as value,
    own_limit as threshold,
    {
        bids_count: bids, lowest_amount: list_min(amounts), highest_amount: list_max(amounts), currency_code: currency, rates_text: rates_text,
        distance_share: distance_share
    } as evidence,
    source_rows as seen_in

from measured
