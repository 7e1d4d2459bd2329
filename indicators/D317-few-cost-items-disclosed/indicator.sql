-- D317 Few CoST items disclosed. One row per project.

with

counted as (

    select
        project_key,
        count(*) as due,
        count(*) filter (where is_disclosed) as disclosed,
        list_sort(list(item) filter (where not is_disclosed)) as missing,
        list_sort(list_distinct(flatten(list(source_rows order by source_rows)))) as source_rows

    from peers.disclosure
    where disclosure = 'proactive' and is_due
    group by project_key

),

linked as (

    select project_key, bool_or(process_key is null) as lacks_records
    from canon.project_process
    group by project_key

),

judged as (

    select
        project.project_key,
        project.status as stage,
        counted.* exclude (project_key, source_rows),
        round(disclosed / due::double, 15) as disclosed_share,
        list_distinct([project.source_row] || source_rows) as seen_in,
        case
            when project.status = 'cancelled' then 'project_cancelled'
            when lacks_records then 'processes_not_here'
        end as reason

    from canon.project
    join counted using (project_key)
    left join linked using (project_key)

)

select
    project_key as subject,
    status_of(reason, disclosed_share < $min_share) as status,
    reason,
    disclosed_share as value,
    $min_share as threshold,
    {
        status_code: stage,
        due_count: due,
        disclosed_count: disclosed,
        disclosed_share: disclosed_share,
        missing_count: due - disclosed,
        missing_code: missing
    } as evidence,
    seen_in

from judged
