-- C210 Screens of bid subgroups. One row per lot; a tender without lots is one.

with

measured as (

    select
        prices.lot_key, prices.bids, prices.rates_text, prices.source_rows, lot_market.country, lot_market.class, lot_market.method,
        groups, least_variation_of_four as variation, most_distance_of_four as distance,
        case
            when reason is not null then reason
            when bids < $min_bids then 'too_few'
            when bids > $max_bids then 'too_many_bids'
            when class is null then 'process.category'
            when method is null then 'tender.procurement_method'
            when distance is null then 'prices_equal'
        end as why_not

    from peers.lot_prices as prices
    join peers.lot_market using (lot_key)
    left join peers.lot_subset using (lot_key)

),

likes as (

    -- Compared with whom: lots of the same country, class, method and number of bids.
    select
        country, class, method, bids,
        count(*) as lots,
        quantile_r8(list(variation order by variation), $limit_quantile) as low_variation,
        quantile_r8(list(distance order by distance), 1 - $limit_quantile) as high_distance

    from measured
    where why_not is null
    group by country, class, method, bids

),

judged as (

    select
        measured.*, lots, low_variation, high_distance,
        coalesce(why_not, if(lots < $min_peers, 'peers_too_few', null)) as reason

    from measured
    left join likes
        on likes.country is not distinct from measured.country and likes.class = measured.class
        and likes.method = measured.method and likes.bids = measured.bids

)

select
    lot_key as subject,
    status_of(reason, coalesce(variation < low_variation and distance > high_distance, false)) as status,
    reason,
    variation as value,
    low_variation as threshold,
    {
        groups_count: groups, bids_count: bids, rates_text: rates_text, variation_share: variation, low_share: low_variation,
        distance_count: round(distance, 2), high_count: round(high_distance, 2), peers_count: lots
    } as evidence,
    source_rows as seen_in

from judged
