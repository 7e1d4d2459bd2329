-- Q605 Bidder counts disagree. One row per contracting process.

with

published as (

    select
        process_key,
        count(distinct tenderer_key) filter (where coalesce(status, 'submitted') not in ('invited', 'withdrawn')) as bidders,
        count(distinct tenderer_key) filter (where coalesce(status, 'submitted') <> 'invited') as with_withdrawn,
        bool_or(tenderer_key is null) as has_unnamed,
        list(distinct source_row order by source_row) as source_rows

    from canon.bid
    group by process_key

),

judged as (

    select
        process.process_key,
        tender.bids_received as declared,
        published.bidders,
        -- Bids that were withdrawn may or may not have been counted.
        least(abs(declared - published.bidders), abs(declared - published.with_withdrawn)) as difference,
        case
            when tender.status in ('planning', 'planned', 'active') then 'tender_not_closed'
            when declared is null then 'tender.bids_received'
            when published.process_key is null or published.has_unnamed then 'bid.tenderer_key'
        end as reason,
        list_sort(list_distinct([coalesce(tender.source_row, process.source_row)] || coalesce(published.source_rows, []))) as source_rows

    from canon.process
    left join canon.tender using (process_key)
    left join published using (process_key)

)

select
    process_key as subject,
    status_of(reason, difference > $limit_difference) as status,
    reason,
    difference as value,
    $limit_difference as threshold,
    { declared_count: declared, published_count: bidders } as evidence,
    source_rows as seen_in

from judged
