-- cardinal:R003 Short submission period. One row per process.
-- As Cardinal 0.0.8 computes it: both instants have a time and a zone, days are cut off, a negative period is short too.

with

instants as (

    select
        process.process_key, coalesce(tender.source_row, process.source_row) as source_row, tender.status,
        regexp_full_match(opens_text, '[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})') as has_start,
        regexp_full_match(closes_text, '[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})') as has_end,
        trunc(date_diff('microsecond', try_cast(opens_text as timestamptz), try_cast(closes_text as timestamptz)) / 86400e6) as open_days,
        opens_on, closes_on

    from canon.process as process
    left join canon.tender as tender using (process_key)

),

judged as (

    select
        *,
        case
            when status = 'cancelled' then 'tender_cancelled'
            when not coalesce(has_start, false) then 'tender.opens_text'
            when not coalesce(has_end, false) then 'tender.closes_text'
        end as why_not

    from instants

)

select
    process_key as subject,
    status_of(why_not, open_days < $limit_days) as status,
    why_not as reason,
    1e0 as value,
    $limit_days as threshold,
    { open_days: open_days, opens_on: opens_on, closes_on: closes_on } as evidence,
    [source_row] as seen_in

from judged
