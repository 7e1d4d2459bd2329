-- Whether the bids for each lot can be compared, or the reason why not. One row per lot; a tender without lots is one.
-- A status that nobody published stops nothing: the bids are there. Reads peers.lot_bids and peers.lot_award.

create table peers.lot_bidding as

with

considered as (

    select
        lot.lot_key,
        lot.process_key,
        -- A lot that was ended on its own goes before its tender.
        if(lot.status in ('cancelled', 'withdrawn', 'unsuccessful'), lot.status, coalesce(tender.status, lot.status)) as status,
        lot_award.awards,
        lot_bids.lots > 1 and lot_bids.has_unplaced_bids as has_unplaced_bids,
        list_sort(list_distinct([coalesce(tender.source_row, lot.source_row)] || lot_bids.source_rows)) as source_rows

    from canon.lot
    join peers.lot_bids using (lot_key)
    join peers.lot_award using (lot_key)
    left join canon.tender on tender.process_key = lot.process_key

)

select
    lot_key,
    process_key,
    case
        when status in ('cancelled', 'withdrawn') then 'tender_cancelled'
        when status = 'unsuccessful' then 'tender_unsuccessful'
        -- Bids can still arrive: a flag raised now might have to be withdrawn.
        when status in ('planning', 'planned', 'active') and awards = 0 then 'tender_not_closed'
        when has_unplaced_bids then 'lots_not_named'
    end as reason,
    source_rows

from considered
