-- D313 Works behind plan. One row per project: its latest measurement of works against the plan for that day.

with

measured as (

    select project_key, coalesce(ends_on, starts_on) as on_day, measure, source_row
    from canon.observation
    where series = 'metric' and metric = 'physicalProgress' and measure is not null and coalesce(ends_on, starts_on) is not null
    qualify row_number() over (partition by project_key order by on_day desc, source_row desc) = 1

),

points as (

    select project_key, coalesce(ends_on, starts_on) as on_day, measure, source_row
    from canon.observation
    where series = 'forecast' and metric = 'physicalProgress' and measure is not null and coalesce(ends_on, starts_on) is not null

),

timed as (

    select project_key, coalesce(works_start_on, starts_on) as begins_on, coalesce(works_end_on, ends_on) as finishes_on
    from canon.project

),

around as (

    select
        measured.project_key,
        max({ on_day: points.on_day, measure: points.measure }) filter (where points.on_day <= measured.on_day) as before,
        min({ on_day: points.on_day, measure: points.measure }) filter (where points.on_day >= measured.on_day) as after,
        list_sort(list(points.source_row order by points.source_row)) as source_rows

    from measured
    join points using (project_key)
    group by measured.project_key

),

spanned as (

    select
        measured.*,
        if(around.project_key is null, 'linear', 'forecast') as basis,
        -- Before the first point the plan rises from nothing at the start of works; after the last it stays.
        coalesce(around.before, if(around.project_key is null or begins_on < around.after.on_day, { on_day: begins_on, measure: 0 }, null)) as left_point,
        if(around.project_key is null, { on_day: finishes_on, measure: 100 }, coalesce(around.after, around.before)) as right_point,
        around.project_key is null and finishes_on <= begins_on as is_disordered,
        [measured.source_row] || coalesce(around.source_rows, []) as seen_in

    from measured
    join timed using (project_key)
    left join around using (project_key)

),

planned as (

    select
        *,
        date_diff('day', left_point.on_day, on_day) / nullif(date_diff('day', left_point.on_day, right_point.on_day), 0)::double as way,
        round((left_point.measure + (right_point.measure - left_point.measure) * greatest(0, least(1, way))) / 100, 9) as planned_share,
        measure / 100 as done_share,
        left_point.on_day is null or right_point.on_day is null as is_unplanned

    from spanned

),

judged as (

    select
        project.project_key,
        planned.* exclude (project_key, seen_in),
        round(planned_share - done_share, 9) as behind_share,
        [project.source_row] || coalesce(planned.seen_in, []) as seen_in,
        case
            when status = 'cancelled' then 'project_cancelled'
            when planned.project_key is null then
                if(project.project_key in (select project_key from canon.observation where series = 'metric' and metric = 'physicalProgress' and measure is not null), 'observation.ends_on', 'observation.measure')
            when done_share not between 0 and 1 or planned_share not between 0 and 1 then 'measure_not_plausible'
            when is_disordered then 'dates_out_of_order'
            when is_unplanned then 'project.works_start_on'
        end as reason

    from canon.project
    left join planned using (project_key)

)

select
    project_key as subject,
    status_of(reason, coalesce(behind_share >= $min_share, false)) as status,
    reason,
    behind_share as value,
    $min_share as threshold,
    { done_on: on_day, done_share: done_share, planned_share: planned_share, behind_share: behind_share, basis_code: basis } as evidence,
    seen_in

from judged
