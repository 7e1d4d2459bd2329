-- How many bid for each lot that is closed, or the reason why nobody can say. One row per lot; a tender without lots is one.
-- Reads peers.lot_bids. Which methods invite competition is for each indicator to say.

create table peers.lot_competition as

with

considered as (

    select
        lot.lot_key,
        lot.process_key,
        -- A lot that was ended on its own goes before its tender; otherwise publishers seldom keep the status of lots.
        if(lot.status in ('cancelled', 'withdrawn', 'unsuccessful'), lot.status, coalesce(tender.status, lot.status)) as status,
        tender.procurement_method,
        coalesce(tender.closes_on, tender.opens_on, tender.published_on) as bids_on,
        date_diff('day', tender.opens_on, tender.closes_on) as open_days,
        lot_bids.lots,
        lot_bids.has_unplaced_bids,
        lot_bids.submitted_count,
        lot_bids.declared_count,
        -- What the bids show goes before what was declared.
        coalesce(lot_bids.submitted_count, lot_bids.declared_count) as bids,
        list_sort(list_distinct([coalesce(tender.source_row, lot.source_row)] || lot_bids.source_rows)) as source_rows

    from canon.lot
    join peers.lot_bids using (lot_key)
    left join canon.tender on tender.process_key = lot.process_key

)

select
    lot_key,
    process_key,
    procurement_method,
    bids_on,
    open_days,
    bids,
    case
        when status in ('cancelled', 'withdrawn') then 'tender_cancelled'
        when status = 'unsuccessful' then 'tender_unsuccessful'
        -- Bids can still arrive: a flag raised now might have to be withdrawn.
        when status in ('planning', 'planned', 'active') then 'tender_not_closed'
        when status is null then 'tender.status'
        when lots > 1 and has_unplaced_bids then 'lots_not_named'
        when submitted_count <> declared_count then 'sources_disagree'
        -- Zero in a completed tender is a number the buyer does not publish, not a lone bid.
        when coalesce(bids, 0) < 1 then 'tender.bids_received'
    end as reason,
    source_rows

from considered
