-- Who was awarded each lot, or the reason why nobody can say. One row per lot; a tender without lots is one.
-- Where a process publishes no award, its contracts tell who won.

create table peers.lot_award as

with

only_lot as (

    select process_key, min(lot_key) as lot_key from canon.lot group by process_key having count(*) = 1

),

awarded as (

    select
        award.process_key,
        award.lot_key,
        award.status,
        award.awarded_on,
        -- An award that names its bid went to whoever made it.
        coalesce(bid.tenderer_key, award.supplier_key) as winner_key,
        award.source_row

    from canon.award
    left join canon.bid on bid.process_key = award.process_key and bid.bid_id = award.related_bid and bid.lot_key = award.lot_key

    union all

    select
        contract.process_key,
        only_lot.lot_key,
        if(contract.status = 'cancelled', 'cancelled', 'active') as status,
        contract.signed_on as awarded_on,
        contract.supplier_key as winner_key,
        contract.source_row

    from canon.contract
    left join only_lot using (process_key)
    where contract.process_key not in (select process_key from canon.award)

),

by_lot as (

    select
        process_key,
        lot_key,
        bool_or(status is null) as has_unstated,
        bool_or(coalesce(status, '') = 'pending') as has_pending,
        bool_or(coalesce(status, '') = 'active' and winner_key is null) as has_unnamed,
        count(*) filter (where status = 'active') as awards,
        coalesce(list(distinct winner_key order by winner_key) filter (where status = 'active' and winner_key is not null), []) as winners,
        min(awarded_on) filter (where status = 'active') as awarded_on,
        list(distinct source_row order by source_row) as source_rows

    from awarded
    group by process_key, lot_key

),

standing as (

    select lot_key, list(distinct tenderer_key order by tenderer_key) as bidders
    from canon.bid
    where tenderer_key is not null
    and coalesce(status, 'submitted') not in ('invited', 'withdrawn', 'disqualified')
    group by lot_key

)

select
    lot.lot_key,
    lot.process_key,
    coalesce(by_lot.awards, 0) as awards,
    coalesce(by_lot.winners, []) as winners,
    by_lot.awarded_on,
    -- Where a winner is not among the bids that stood, bids are missing or names differ: nobody can say who lost.
    not list_has_all(coalesce(standing.bidders, []), coalesce(by_lot.winners, [])) as has_stranger,
    case
        when unplaced.process_key is not null then 'lots_not_named'
        when by_lot.has_pending then 'award_pending'
        when by_lot.has_unstated then 'award.status'
        when coalesce(by_lot.awards, 0) = 0 then 'no_award'
        when by_lot.has_unnamed then 'award.supplier_key'
    end as reason,
    coalesce(by_lot.source_rows, []) as source_rows

from canon.lot
left join by_lot on by_lot.lot_key = lot.lot_key
left join standing on standing.lot_key = lot.lot_key
left join by_lot as unplaced on unplaced.process_key = lot.process_key and unplaced.lot_key is null
