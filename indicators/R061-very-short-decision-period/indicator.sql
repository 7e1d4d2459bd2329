-- R061 Very short decision period. One row per lot; a tender without lots is one.

with

judged as (

    select
        *,
        case
            when reason in ('tender_cancelled', 'tender_unsuccessful') then reason
            when not list_contains($competitive_methods, method) then 'method_not_competitive'
            else reason
        end as why_not

    from peers.lot_decision

)

select
    lot_key as subject,
    status_of(why_not, coalesce(decision_days <= $max_days, false)) as status,
    why_not as reason,
    decision_days as value,
    $max_days as threshold,
    { closes_on: closes_on, awarded_on: awarded_on, decision_days: decision_days } as evidence,
    source_rows as seen_in

from judged
