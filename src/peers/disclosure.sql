-- What of CoST's standard each project discloses: one row per project and item of law.cost_item.
-- An item of a process is disclosed where every process of the project fills it; those whose record is not here fill nothing.

create table peers.disclosure as

with

staged as (

    select
        project_key,
        -- Without a stage, or after the end of works, everything is due.
        list_position(stages, if(list_contains(stages, status), status, stages[-1])) as reached

    from canon.project
    cross join (select ['identification', 'preparation', 'implementation', 'completion'] as stages)

),

linked as (

    select project_key, count(*) as processes
    from canon.project_process
    group by project_key

),

filled as (

    select
        project_key,
        item,
        count(*) filter (where process_key is null) > 0 as is_own,
        count(distinct process_key) as disclosing,
        list_sort(list(distinct source_row)) as source_rows

    from canon.disclosure
    group by project_key, item

)

select
    staged.project_key,
    cost_item.code as item,
    cost_item.disclosure,
    cost_item.level,
    cost_item.phase,
    list_position(['identification', 'preparation', 'implementation', 'completion'], cost_item.due_from) <= reached as is_due,
    if(level = 'process', coalesce(processes, 0), null) as processes,
    if(level = 'process', coalesce(disclosing, 0), null) as disclosing,
    if(level = 'process', coalesce(disclosing = processes, false), coalesce(is_own, false)) as is_disclosed,
    coalesce(filled.source_rows, []) as source_rows

from staged
cross join law.cost_item as cost_item
left join linked on linked.project_key = staged.project_key
left join filled on filled.project_key = staged.project_key and filled.item = cost_item.code
