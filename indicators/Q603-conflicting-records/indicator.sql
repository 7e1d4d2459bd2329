-- Q603 Conflicting records. One row per process.

with

counted as (

    select
        process_key,
        count(*) as conflicts,
        count(distinct release_id) as releases,
        list_sort(list_distinct(list(source_row order by source_row) || list(other_source_row order by other_source_row))) as source_rows

    from canon.conflict
    group by process_key

)

select
    process_key as subject,
    status_of(null, coalesce(conflicts, 0) > 0) as status,
    null::varchar as reason,
    coalesce(conflicts, 0) as value,
    null::integer as threshold,
    { conflicts_count: conflicts, releases_count: releases } as evidence,
    coalesce(counted.source_rows, [process.source_row]) as seen_in

from canon.process
left join counted using (process_key)
