-- R019 Few bidders for class. One row per buyer and class; lots count as R018 judges them.

with

considered as (

    select
        pair.buyer_class_key, lot_market.country, lot_market.class, lot_competition.process_key, bids, lot_competition.source_rows,
        case
            when procurement_method is null then 'unstated'
            when not list_contains($competitive_methods, procurement_method) then 'invited none'
            when contains(reason, '.') then 'uncounted'
            when reason is not null then 'void'
            else 'counted'
        end as lot

    from peers.lot_competition
    join peers.lot_market using (lot_key)
    join peers.buyer_class as pair on pair.buyer_key = lot_market.buyer_key and pair.class is not distinct from lot_market.class

),

counted as (

    select
        buyer_class_key, min(country) as country, class,
        count(*) filter (where lot = 'counted') as lots,
        lots + count(*) filter (where lot = 'uncounted') as if_counted,
        if_counted + count(*) filter (where lot = 'unstated') as if_stated,
        count(distinct process_key) filter (where lot = 'counted') as processes,
        (sum(bids) filter (where lot = 'counted'))::bigint as bids,
        (sum(bids * bids) filter (where lot = 'counted'))::bigint as squares,
        bool_and(lot = 'invited none') as invites_none,
        flatten(coalesce(list(source_rows order by source_rows) filter (where lot = 'counted'), [])) as source_rows

    from considered
    group by buyer_class_key, class

),

compared as (

    select
        *,
        sum(lots) over market - lots as elsewhere_lots,
        sum(bids) over market - bids as elsewhere_bids,
        sum(squares) over market - squares as elsewhere_squares,
        count(*) filter (where lots > 0) over market - 1 as elsewhere_buyers,
        lots * elsewhere_bids::double / nullif(elsewhere_lots, 0) as expected,
        -- Where counts vary more than chance, what they say counts for less (quasi-Poisson).
        greatest(1, (elsewhere_squares - elsewhere_bids * elsewhere_bids::double / nullif(elsewhere_lots, 0)) / nullif(elsewhere_lots - 1, 0)
            / nullif(elsewhere_bids::double / nullif(elsewhere_lots, 0), 0)) as dispersion

    from counted
    window market as (partition by country, class)

),

judged as (

    select
        *,
        -- exp(-excess) is never below the chance of so few bids (Chernoff).
        if(bids < expected, expected - bids + bids * ln(bids / nullif(expected, 0)), 0) / dispersion as excess,
        case
            when class is null then 'process.category'
            when invites_none then 'method_not_competitive'
            when lots >= $min_lots and processes < $min_processes then 'too_few'
            when lots >= $min_lots then if(elsewhere_lots >= $min_elsewhere and elsewhere_buyers >= $min_buyers, null, 'peers_too_few')
            when if_counted >= $min_lots then 'tender.bids_received'
            when if_stated >= $min_lots then 'tender.procurement_method'
            else 'too_few'
        end as reason

    from compared

)

select
    buyer_class_key as subject,
    status_of(reason, exp(-excess) <= $max_chance and bids / expected <= $max_bids_share) as status,
    reason, bids / nullif(expected, 0) as value, $max_bids_share as threshold,
    { bids_count: bids, lots_count: lots, expected_count: round(expected, 1), elsewhere_bids_count: elsewhere_bids, elsewhere_lots_count: elsewhere_lots,
        buyers_count: elsewhere_buyers, chance_share: exp(-excess) } as evidence,
    source_rows as seen_in

from judged
