-- D306 Contract past its end date. One row per contract.

with

moved as (

    select
        contract_key,
        max(new_ends_on) as last_ends_on,
        count(*) filter (where new_ends_on > old_ends_on) as extensions,
        flatten(list(source_rows order by source_rows)) as source_rows

    from peers.end_change
    group by contract_key

),

judged as (

    select
        contract_key,
        status,
        -- The latest end that anybody agreed to: a change may be published before the contract shows it.
        greatest(ends_on, last_ends_on) as due_on,
        completed_on is not null or status = 'terminated' as is_over,
        if(is_over, 0, date_diff('day', due_on, as_of())) as overdue_days,
        coalesce(extensions, 0) as extensions,
        source_status.due,
        source_status.closed,
        list_distinct([contract.source_row] || coalesce(moved.source_rows, [])) as seen_in,
        case
            when status_kept.value = 'no' then 'status_not_kept'
            when status = 'cancelled' then 'contract_cancelled'
            when is_over then null
            when status = 'pending' then 'no_contract'
            when due_on is null then 'contract.ends_on'
            when due_on < coalesce(starts_on, signed_on) then 'dates_out_of_order'
            when as_of() <= due_on then 'contract_not_due'
            when status is null then 'contract.status'
            -- A source that leaves most of its contracts open past their end tells of its records, not of the works.
            when source_status.due >= $min_due and source_status.closed < $min_closed_share * source_status.due and status_kept.value is distinct from 'yes' then 'status_not_kept'
        end as reason

    from canon.contract
    join canon.process using (process_key)
    left join law.source_trait as status_kept on status_kept.source = process.source and status_kept.trait = 'status_kept'
    left join peers.source_status on source_status.source = process.source
    left join moved using (contract_key)

)

select
    contract_key as subject,
    status_of(reason, coalesce(overdue_days > $limit_days, false)) as status,
    reason,
    overdue_days as value,
    $limit_days as threshold,
    {
        ends_on: due_on,
        as_of_on: as_of(),
        overdue_days: overdue_days,
        status_code: status,
        extensions_count: extensions,
        ended_count: due,
        closed_count: closed
    } as evidence,
    seen_in

from judged
