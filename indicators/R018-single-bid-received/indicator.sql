-- R018 Single bid received. One row per lot; a tender without lots is one.

with

considered as (

    select
        lot.lot_key,
        coalesce(lot.status, tender.status) as status,
        tender.procurement_method,
        date_diff('day', tender.opens_on, tender.closes_on) as open_days,
        lot_bids.lots,
        lot_bids.has_unplaced_bids,
        lot_bids.submitted_count,
        lot_bids.declared_count,
        -- What the bids show goes before what was declared.
        coalesce(lot_bids.submitted_count, lot_bids.declared_count) as bids,
        list_sort(list_distinct([coalesce(tender.source_row, lot.source_row)] || lot_bids.source_rows)) as seen_in

    from canon.lot
    join peers.lot_bids using (lot_key)
    left join canon.tender on tender.process_key = lot.process_key

),

judged as (

    select
        *,
        case
            when procurement_method is null then 'tender.procurement_method'
            when not list_contains($competitive_methods, procurement_method) then 'method_not_competitive'
            when status in ('cancelled', 'withdrawn') then 'tender_cancelled'
            when status = 'unsuccessful' then 'tender_unsuccessful'
            -- Bids can still arrive: a flag raised now might have to be withdrawn.
            when status in ('planning', 'planned', 'active') then 'tender_not_closed'
            when status is null then 'tender.status'
            when lots > 1 and has_unplaced_bids then 'lots_not_named'
            when submitted_count <> declared_count then 'sources_disagree'
            -- Zero in a completed tender is a number the buyer does not publish, not a lone bid.
            when coalesce(bids, 0) < 1 then 'tender.bids_received'
        end as reason

    from considered

)

select
    lot_key as subject,
    status_of(reason, bids <= $max_bids) as status,
    reason,
    bids as value,
    $max_bids as threshold,
    {
        bids_count: bids,
        procurement_method_code: procurement_method,
        open_days: open_days
    } as evidence,
    seen_in

from judged
