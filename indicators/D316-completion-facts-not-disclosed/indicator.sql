-- D316 Completion facts not disclosed. One row per project.

with

judged as (

    select
        *,
        list_filter([
            if(final_amount is null, 'completion_cost', null),
            if(completed_on is null, 'completion_date', null),
            if(final_scope is null, 'scope_at_completion', null)
        ], lambda item: item is not null) as missing,
        case
            when status is null then 'project.status'
            when status = 'cancelled' then 'project_cancelled'
            when status not in ('completion', 'maintenance', 'decommissioning', 'decommissioned') then 'project_not_completed'
            when coalesce(completed_on, ends_on) > as_of() - $limit_days then 'completed_lately'
        end as reason

    from canon.project

)

select
    project_key as subject,
    status_of(reason, len(missing) >= $min_items) as status,
    reason,
    len(missing) as value,
    $min_items as threshold,
    { status_code: status, missing_code: missing, missing_count: len(missing), completed_on: completed_on, as_of_on: as_of() } as evidence,
    [source_row] as seen_in

from judged
