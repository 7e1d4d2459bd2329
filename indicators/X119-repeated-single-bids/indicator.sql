-- X119 Repeated single bids. One row per buyer and class; lots count as R018 judges them.

with

considered as (

    select
        buyer_key,
        coalesce(item_class, category) as class,
        country, source_rows,
        case
            when bids_on > as_of() or bids_on <= as_of() - to_months($max_months) then 'outside'
            when procurement_method is null then 'unstated'
            when not list_contains($competitive_methods, procurement_method) then 'invited none'
            when contains(reason, '.') then 'uncounted'
            when reason is not null then 'void'
            when bids_on is null then 'undated'
            when bids <= $max_bids then 'single'
            else 'several'
        end as lot

    from peers.lot_competition
    join canon.process using (process_key)

),

counted as (

    select
        buyer_key,
        class,
        min(country) as country,
        count(*) filter (where lot = 'single') as singles,
        singles + count(*) filter (where lot = 'several') as lots,
        lots + count(*) filter (where lot = 'uncounted') as if_counted,
        if_counted + count(*) filter (where lot = 'undated') as if_dated,
        if_dated + count(*) filter (where lot = 'unstated') as if_stated,
        bool_and(lot in ('invited none', 'outside')) and bool_or(lot = 'invited none') as invites_none,
        flatten(coalesce(list(source_rows order by source_rows) filter (where lot = 'single'), [])) as source_rows,
        if(lots >= $min_lots, singles / lots, null) as single_share

    from considered
    group by buyer_key, class

),

judged as (

    select
        *, count(single_share) over peers as peers_count,
        quantile_cont(single_share, 0.5) over peers as peers_share,
        wilson_lo(singles, lots, $standard_errors) as low_share,
        case
            when class is null then 'process.category'
            when lots >= $min_lots then if(peers_count < $min_peers, 'peers_too_few', null)
            when invites_none then 'method_not_competitive'
            when if_counted >= $min_lots then 'tender.bids_received'
            when if_dated >= $min_lots then 'tender.closes_on'
            when if_stated >= $min_lots then 'tender.procurement_method'
            else 'too_few'
        end as reason

    from counted
    -- The other buyers of the class with enough lots.
    window peers as (partition by country, class rows between unbounded preceding and unbounded following exclude current row)

)

select
    buyer_class.buyer_class_key as subject,
    status_of(reason, singles >= $min_single_bids and low_share > peers_share) as status,
    reason,
    low_share as value,
    peers_share as threshold,
    { single_count: singles, lots_count: lots, low_share: low_share, since_on: (as_of() - to_months($max_months))::date + 1,
        peers_count: peers_count, peers_share: peers_share } as evidence,
    source_rows as seen_in

from peers.buyer_class
join judged on judged.buyer_key = buyer_class.buyer_key and judged.class is not distinct from buyer_class.class
