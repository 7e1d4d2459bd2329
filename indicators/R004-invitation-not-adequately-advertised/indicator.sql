-- R004 Invitation not adequately advertised. One row per process.

with

noticed as (

    select process_key, min(published_on) as noticed_on, list(source_row order by source_row) as source_rows
    from canon.document
    where list_contains($notice_documents, document_type)
    group by process_key

),

considered as (

    select
        process.process_key, process.source,
        tender.procurement_method, tender.status, tender.opens_on, tender.closes_on, noticed_on,
        list_contains($competitive_methods, procurement_method) as is_competitive,
        noticed.process_key is not null as has_notice,
        date_diff('day', opens_on, noticed_on) as late_days,
        list_distinct([process.source_row, coalesce(tender.source_row, process.source_row)] || coalesce(noticed.source_rows, [])) as seen_in

    from canon.process
    left join canon.tender using (process_key)
    left join noticed using (process_key)

),

usual as (

    select source, procurement_method, count(*) as compared, count(*) filter (where has_notice) as documented
    from considered
    where coalesce(status not in ('planning', 'planned', 'cancelled', 'withdrawn'), true)
    group by source, procurement_method

),

-- Nobody can answer an invitation once bidding has closed: a source whose notices mostly bear later days tells when files were uploaded.
dated as (

    select
        source,
        count(*) as dated,
        count(*) filter (where noticed_on > closes_on) as afterwards
    from considered
    where is_competitive
    and noticed_on is not null
    and closes_on is not null
    group by source

),

judged as (

    select
        considered.*, usual.compared, usual.documented, dated, afterwards,
        case
            when procurement_method is null then 'tender.procurement_method'
            when not is_competitive then 'method_not_competitive'
            when status in ('cancelled', 'withdrawn') then 'tender_cancelled'
            when status in ('planning', 'planned') then 'still_planned'
            when has_notice and noticed_on is null then 'document.published_on'
            -- A feed shows what happened while it was read: of a tender whose beginning it does not know, it need not hold the notice.
            when opens_on is null then 'tender.opens_on'
            when has_notice and late_days <= $limit_late_days then null
            when has_notice and days_told.value = 'no' then 'notice_days_late'
            when dated >= $min_dated and afterwards > $max_late_share * dated and days_told.value is distinct from 'yes' and has_notice then 'notice_days_late'
            when has_notice then null
            when compared < $min_peers then 'peers_too_few'
            -- The source does not publish notices as documents: that is no finding about this purchase.
            when documented < $min_published_share * compared then 'document.document_type'
        end as reason

    from considered
    left join usual using (source, procurement_method)
    left join dated using (source)
    left join law.source_trait as days_told on days_told.source = considered.source and days_told.trait = 'notice_dated'

)

select
    process_key as subject,
    status_of(reason, coalesce(late_days > $limit_late_days, true)) as status,
    reason,
    late_days as value,
    $limit_late_days as threshold,
    {
        procurement_method_code: procurement_method, notice_code: if(has_notice, 'document_late', 'document_none'), noticed_on: noticed_on, opens_on: opens_on,
        documented_count: documented, similar_count: compared,
        noticed_count: coalesce(dated, 0), afterwards_count: coalesce(afterwards, 0)
    } as evidence,
    seen_in

from judged
