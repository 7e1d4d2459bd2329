-- D311 Payment ahead of works. One row per project: its latest measurement of works that spending can be held against.

with

worked as (

    select project_key, coalesce(ends_on, starts_on) as on_day, measure / 100 as share, share not between 0 and 1 as is_odd, source_row
    from canon.observation
    where series = 'metric' and metric = 'physicalProgress' and measure is not null

),

paired as (

    select
        worked.project_key,
        worked.source_row,
        worked.on_day as done_on,
        worked.share as done_share,
        spent.on_day as spent_on,
        spent.share as spent_share,
        spent.basis,
        spent.is_odd or worked.is_odd as is_odd,
        round(spent.share - worked.share - $max_advance_share, 15) as ahead_share,
        list_distinct([worked.source_row] || spent.source_rows) as seen_in

    from worked
    join peers.project_spending as spent
        on spent.project_key = worked.project_key and abs(date_diff('day', spent.on_day, worked.on_day)) <= $limit_days
    -- The nearest in time, the later of two that are as near.
    qualify row_number() over (
        partition by worked.project_key, worked.source_row
        order by abs(date_diff('day', spent.on_day, worked.on_day)), spent.on_day desc, spent.source_row
    ) = 1

),

latest as (

    select *, lag(ahead_share) over (partition by project_key order by done_on, source_row) as before_share
    from paired
    qualify row_number() over (partition by project_key order by done_on desc, source_row desc) = 1

),

known as (

    select
        project.project_key,
        bool_or(metric = 'physicalProgress' and measure is not null) as has_works,
        bool_or(metric = 'financialProgress' and measure is not null) as has_spending

    from canon.project
    join canon.observation using (project_key)
    where series = 'metric'
    group by project.project_key

),

judged as (

    select
        project.project_key,
        latest.* exclude (project_key, source_row, seen_in),
        list_distinct([project.source_row] || coalesce(seen_in, [])) as seen_in,
        case
            when status = 'cancelled' then 'project_cancelled'
            when latest.project_key is not null then if(is_odd, 'measure_not_plausible', null)
            when not coalesce(has_works, false) then 'observation.measure'
            when has_spending then 'observations_apart'
            else 'transaction.value_amount'
        end as reason

    from canon.project
    left join latest using (project_key)
    left join known using (project_key)

)

select
    project_key as subject,
    status_of(reason, coalesce(ahead_share >= $min_share and (before_share is null or ahead_share >= before_share), false)) as status,
    reason,
    ahead_share as value,
    $min_share as threshold,
    {
        spent_on: spent_on, spent_share: spent_share, done_on: done_on, done_share: done_share,
        advance_share: $max_advance_share, ahead_share: ahead_share, before_share: before_share, basis_code: basis
    } as evidence,
    seen_in

from judged
