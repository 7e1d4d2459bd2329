-- D305 Repeated time extensions. One row per contract.

with

moved as (

    select
        contract_key,
        count(*) filter (where new_ends_on > old_ends_on) as extensions,
        bool_or(old_ends_on is null) as has_unknown_old,
        bool_or(new_ends_on is null) as has_unknown_new,
        arg_min(old_ends_on, (changed_on, amendment_id)) as earliest_ends_on,
        arg_max(new_ends_on, (changed_on, amendment_id)) as last_ends_on,
        max(changed_on) filter (where new_ends_on > old_ends_on) as last_extended_on,
        arg_max(basis, (changed_on, amendment_id)) as basis,
        is_ordered,
        flatten(list(source_rows order by source_rows)) as source_rows

    from peers.end_change
    group by contract_key, is_ordered

),

judged as (

    select
        contract_key,
        coalesce(first_ends_on, if(is_ordered, earliest_ends_on, null)) as first_ends_on,
        coalesce(ends_on, if(is_ordered, last_ends_on, null)) as latest_ends_on,
        last_extended_on,
        -- An end that moved without a published change moved at least once.
        greatest(extensions, if(ends_on > contract.first_ends_on, 1, 0)) as extensions,
        coalesce(basis, 'published') as basis,
        list_distinct([contract.source_row] || coalesce(moved.source_rows, [])) as seen_in,
        case
            when status = 'cancelled' then 'contract_cancelled'
            when moved.contract_key is null and contract.first_ends_on is null then 'contract.first_ends_on'
            -- Those that are known are enough, or one that is not could make them so.
            when extensions >= $min_extensions then null
            when has_unknown_new then 'amendment.new_ends_on'
            when has_unknown_old then 'amendment.old_ends_on'
        end as reason

    from canon.contract
    left join moved using (contract_key)

)

select
    contract_key as subject,
    status_of(reason, extensions >= $min_extensions) as status,
    reason,
    extensions as value,
    $min_extensions as threshold,
    {
        extensions_count: extensions,
        first_ends_on: first_ends_on,
        latest_ends_on: latest_ends_on,
        extended_days: date_diff('day', first_ends_on, latest_ends_on),
        last_extended_on: last_extended_on,
        basis_code: basis
    } as evidence,
    seen_in

from judged
