-- X101 No invitation on record. One row per process.

with

awarded as (

    select process_key from canon.award where status = 'active'
    union
    select process_key from canon.contract where status is distinct from 'cancelled'

),

considered as (

    select
        process.process_key, process.source,
        tender.procurement_method, tender.status,
        coalesce(published_on, opens_on, closes_on) is not null as is_dated,
        list_contains($competitive_methods, procurement_method) as is_competitive,
        awarded.process_key is not null as is_awarded,
        list_distinct([process.source_row, coalesce(tender.source_row, process.source_row)]) as seen_in

    from canon.process
    left join canon.tender using (process_key)
    left join awarded using (process_key)

),

usual as (

    select source, procurement_method, count(*) as compared, count(*) filter (where is_dated) as dated
    from considered
    where is_competitive
    and is_awarded
    group by source, procurement_method

),

judged as (

    select
        *,
        case
            when procurement_method is null then 'tender.procurement_method'
            when not is_competitive then 'method_not_competitive'
            when status in ('cancelled', 'withdrawn') then 'tender_cancelled'
            when status = 'unsuccessful' then 'tender_unsuccessful'
            when not is_awarded then 'no_award'
            when is_dated then null
            when compared < $min_peers then 'peers_too_few'
            -- The source keeps no such days: that is no finding about this purchase.
            when dated < $min_dated_share * compared then 'tender.published_on'
        end as reason

    from considered
    left join usual using (source, procurement_method)

)

select
    process_key as subject,
    status_of(reason, not is_dated) as status,
    reason,
    dated / nullif(compared, 0)::double as value,
    $min_dated_share as threshold,
    { procurement_method_code: procurement_method, dated_count: dated, compared_count: compared } as evidence,
    seen_in

from judged
