-- X120 Price and time both changed. One row per contract.

with

judged as (

    select
        *,
        increases > 0 and moves > 0 and greatest(changes, rationales) >= $min_changes as is_both,
        case
            when status = 'cancelled' then 'contract_cancelled'
            when not has_history then 'amendment.amendment_id'
            -- What is known may be enough; otherwise what is not could make it so.
            when is_both then null
            when increases = 0 and has_unknown_amount then 'amendment.new_amount'
            when moves = 0 and has_unknown_end then 'amendment.new_ends_on'
        end as reason

    from peers.contract_change

)

select
    contract_key as subject,
    status_of(reason, is_both) as status,
    reason,
    greatest(changes, rationales) as value,
    $min_changes as threshold,
    {
        increases_count: increases,
        moves_count: moves,
        changes_count: changes,
        rationales_count: rationales,
        first_on: first_on,
        last_on: last_on,
        basis_code: basis
    } as evidence,
    source_rows as seen_in

from judged
