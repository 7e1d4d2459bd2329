-- R005 Key tender documents missing. One row per process.

with

published as (

    select
        process_key,
        count(distinct document_type) as types,
        min(published_on) as first_on,
        bool_or(published_on is null) as has_undated,
        list(source_row order by source_row) as source_rows

    from canon.document
    where list_contains($key_documents, document_type)
    group by process_key

),

considered as (

    select
        process.process_key, process.source,
        tender.procurement_method, tender.status, tender.opens_on, tender.closes_on, first_on, has_undated,
        list_contains($competitive_methods, procurement_method) as is_competitive,
        published.process_key is not null as has_documents,
        coalesce(types, 0) as types,
        -- Whichever of the two is published; of both the earlier.
        least(opens_on + $limit_late_days::integer, closes_on) as last_on,
        list_distinct([process.source_row, coalesce(tender.source_row, process.source_row)] || coalesce(published.source_rows, [])) as seen_in

    from canon.process
    left join canon.tender using (process_key)
    left join published using (process_key)

),

usual as (

    select source, procurement_method, count(*) as compared, count(*) filter (where has_documents) as documented
    from considered
    where coalesce(status not in ('planning', 'planned', 'cancelled', 'withdrawn'), true)
    group by source, procurement_method

),

judged as (

    select
        *,
        coalesce(first_on <= last_on, false) as is_in_time,
        case
            when procurement_method is null then 'tender.procurement_method'
            when not is_competitive then 'method_not_competitive'
            when status in ('cancelled', 'withdrawn') then 'tender_cancelled'
            when status in ('planning', 'planned') then 'still_planned'
            when has_documents and last_on is null then 'tender.opens_on'
            when is_in_time then null
            when has_undated then 'document.published_on'
            when has_documents then null
            when compared < $min_peers then 'peers_too_few'
            -- The source does not publish such documents: that is no finding about this purchase.
            when documented < $min_published_share * compared then 'document.document_type'
        end as reason

    from considered
    left join usual using (source, procurement_method)

)

select
    process_key as subject,
    status_of(reason, not is_in_time) as status,
    reason,
    date_diff('day', last_on, first_on) as value,
    0 as threshold,
    {
        procurement_method_code: procurement_method, notice_code: if(has_documents, 'document_late', 'document_none'), types_count: types, first_on: first_on, last_on: last_on,
        documented_count: documented, similar_count: compared
    } as evidence,
    seen_in

from judged
