-- R067 Late deliveries. One row per contract.

with

delivery as (

    select
        contract_key,
        source_row,
        due_on,
        met_on,
        date_diff('day', due_on, coalesce(met_on, if(list_contains($met_words, lower(status)), due_on, null), as_of())) as over_days

    from canon.milestone
    where list_contains($delivery_kinds, lower(kind))

),

counted as (

    select
        contract_key,
        count(*) filter (where due_on <= as_of()) as due,
        count(*) filter (where over_days > $limit_days) as late,
        count(*) filter (where over_days > $limit_days and met_on is null) as missing,
        max(over_days) as over_days,
        bool_or(due_on is null) as has_unknown,
        coalesce(list(source_row order by source_row) filter (where over_days > $limit_days), []) as source_rows

    from delivery
    group by contract_key

),

kinds as (

    select contract_key, bool_or(kind is null) as has_unknown from canon.milestone group by contract_key

),

judged as (

    select
        contract.contract_key, due, late, missing, over_days,
        list_distinct([contract.source_row] || coalesce(counted.source_rows, [])) as seen_in,
        case
            when contract.status = 'cancelled' then 'contract_cancelled'
            -- Those that are known are enough, or one that is not could make them so.
            when late > 0 then null
            when counted.contract_key is null or kinds.has_unknown then 'milestone.kind'
            when counted.has_unknown then 'milestone.due_on'
            when due = 0 then 'nothing_due'
        end as reason

    from canon.contract
    left join counted using (contract_key)
    left join kinds using (contract_key)

)

select
    contract_key as subject,
    status_of(reason, late > 0) as status,
    reason,
    late / nullif(due, 0)::double as value,
    null::double as threshold,
    { late_count: late, deliveries_count: due, limit_days: $limit_days, overdue_days: over_days, missing_count: missing, as_of_on: as_of() } as evidence,
    seen_in

from judged
