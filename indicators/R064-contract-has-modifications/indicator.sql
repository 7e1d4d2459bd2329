-- R064 Contract has modifications. One row per contract.

with

judged as (

    select
        *,
        case
            when status = 'cancelled' then 'contract_cancelled'
            when not has_history then 'amendment.amendment_id'
        end as reason

    from peers.contract_change

)

select
    contract_key as subject,
    status_of(reason, changes >= $min_changes) as status,
    reason,
    changes as value,
    $min_changes as threshold,
    {
        changes_count: changes,
        increases_count: increases,
        moves_count: moves,
        first_on: first_on,
        last_on: last_on,
        basis_code: basis
    } as evidence,
    source_rows as seen_in

from judged
