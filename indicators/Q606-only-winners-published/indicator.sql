-- Q606 Only winners published. One row per buyer.

with

considered as (

    select
        lot_market.buyer_key,
        case
            when lot_bidding.reason in ('tender_cancelled', 'tender_unsuccessful', 'tender_not_closed') then 'void'
            when lot_market.method is null then 'unstated'
            when not list_contains($competitive_methods, lot_market.method) then 'invited none'
            when lot_bidding.reason is not null or coalesce(lot_bids.submitted_count, 0) < 1 then 'unpublished'
            when lot_bids.submitted_count = 1 then 'single'
            else 'several'
        end as lot,
        lot_bidding.source_rows

    from peers.lot_bidding
    join peers.lot_bids using (lot_key)
    join peers.lot_market using (lot_key)
    where lot_market.buyer_key is not null

),

judged as (

    select
        buyer_key,
        count(*) filter (where lot = 'several') as several,
        several + count(*) filter (where lot = 'single') as lots,
        lots + count(*) filter (where lot = 'unpublished') as if_published,
        if_published + count(*) filter (where lot = 'unstated') as if_stated,
        several / nullif(lots, 0) as several_share,
        case
            when lots >= $min_lots then null
            when if_stated = 0 and bool_or(lot = 'invited none') then 'method_not_competitive'
            when if_published >= $min_lots then 'bid.tenderer_key'
            when if_stated >= $min_lots then 'tender.procurement_method'
            else 'too_few'
        end as reason,
        flatten(list(source_rows order by source_rows)) as source_rows

    from considered
    group by buyer_key

)

select
    buyer_key as subject,
    status_of(reason, several_share <= $max_several_share) as status,
    reason,
    several_share as value,
    $max_several_share as threshold,
    { lots_count: lots, several_count: several } as evidence,
    source_rows as seen_in

from judged
