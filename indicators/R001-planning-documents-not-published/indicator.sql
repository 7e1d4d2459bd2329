-- R001 Planning documents not published. One row per process.

with

planned as (

    select distinct process_key from canon.document where list_contains($planning_documents, document_type)

),

begun as (

    select process_key from canon.award where status is distinct from 'cancelled'
    union
    select process_key from canon.contract where status is distinct from 'cancelled'

),

considered as (

    select
        process.process_key, process.source,
        tender.procurement_method, tender.status,
        planned.process_key is not null as is_planned,
        begun.process_key is not null or coalesce(status in ('active', 'complete', 'unsuccessful'), false) as is_begun,
        list_distinct([process.source_row, coalesce(tender.source_row, process.source_row)]) as seen_in

    from canon.process
    left join canon.tender using (process_key)
    left join planned using (process_key)
    left join begun using (process_key)

),

usual as (

    select source, procurement_method, count(*) as compared, count(*) filter (where is_planned) as documented
    from considered
    where is_begun
    group by source, procurement_method

),

judged as (

    select
        *,
        case
            when status in ('cancelled', 'withdrawn') then 'tender_cancelled'
            when not is_begun and status is null then 'tender.status'
            when not is_begun then 'still_planned'
            when procurement_method is null then 'tender.procurement_method'
            when is_planned then null
            when compared < $min_peers then 'peers_too_few'
            -- The source does not publish such documents: that is no finding about this purchase.
            when documented < $min_published_share * compared then 'document.document_type'
        end as reason

    from considered
    left join usual using (source, procurement_method)

)

select
    process_key as subject,
    status_of(reason, not is_planned) as status,
    reason,
    documented / nullif(compared, 0)::double as value,
    $min_published_share as threshold,
    { procurement_method_code: procurement_method, documented_count: documented, similar_count: compared } as evidence,
    seen_in

from judged
