-- X103 Fewer than three bidders. One row per lot; a tender without lots is one.

with

judged as (

    select
        *,
        case
            when procurement_method is null then 'tender.procurement_method'
            when not list_contains($competitive_methods, procurement_method) then 'method_not_competitive'
            else lot_competition.reason
        end as why_not

    from peers.lot_competition

)

select
    lot_key as subject,
    status_of(why_not, bids < $limit_bids) as status,
    why_not as reason,
    bids as value,
    $limit_bids as threshold,
    { bids_count: bids, procurement_method_code: procurement_method, open_days: open_days } as evidence,
    source_rows as seen_in

from judged
