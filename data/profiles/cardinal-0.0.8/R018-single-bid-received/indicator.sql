-- cardinal:R018 Single bid received. One row per process.
-- As Cardinal 0.0.8 computes it: only the declared number counts.

with

judged as (

    select
        process.process_key, coalesce(tender.source_row, process.source_row) as source_row, procurement_method, bids_received,
        case
            when tender.status = 'cancelled' then 'tender_cancelled'
            when procurement_method is null then 'tender.procurement_method'
            when procurement_method not in ('open', 'selective') then 'method_not_competitive'
            when bids_received is null then 'tender.bids_received'
        end as why_not

    from canon.process as process
    left join canon.tender as tender using (process_key)

)

select
    process_key as subject,
    status_of(why_not, bids_received = $max_bids) as status,
    why_not as reason,
    1e0 as value,
    $max_bids as threshold,
    { bids_count: bids_received, procurement_method_code: procurement_method } as evidence,
    [source_row] as seen_in

from judged
