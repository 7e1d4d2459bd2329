-- How often each contract was changed after signature, and how. One row per contract.
-- An amendment of value and time is one change; so is what was seen between two records. Reads peers.value_change and peers.end_change.

create table peers.contract_change as

with

changed as (

    select
        contract_key,
        count(distinct case
            when basis = 'published' then regexp_replace(amendment_id, '/(value|scope)$', '')
            else seen_from::varchar || ' ' || seen_to::varchar
        end) as changes,
        count(distinct rationale) as rationales,
        min(coalesce(agreed_on, seen_to)) as first_on,
        max(coalesce(agreed_on, seen_to)) as last_on,
        arg_max(basis, (coalesce(agreed_on, seen_to), amendment_id)) as basis,
        list_sort(list(distinct source_row)) as source_rows

    from canon.amendment
    -- A contract that runs or ends has not been modified.
    where kind <> 'status'
    group by contract_key

),

increased as (

    select
        contract_key,
        count(*) filter (where new_amount > old_amount) as increases,
        bool_or(new_amount is null or old_amount is null) as has_unknown_amount

    from peers.value_change
    group by contract_key

),

moved as (

    select
        contract_key,
        count(*) filter (where new_ends_on <> old_ends_on) as moves,
        bool_or(new_ends_on is null or old_ends_on is null) as has_unknown_end

    from peers.end_change
    group by contract_key

)

select
    contract.contract_key,
    contract.status,
    coalesce(contract.value_amount > contract.first_amount, false) as grew,
    coalesce(contract.ends_on <> contract.first_ends_on, false) as was_moved,
    -- A state that differs from the one signed was changed at least once, whoever published it.
    greatest(coalesce(changes, 0), if(coalesce(contract.value_amount <> contract.first_amount, false) or was_moved, 1, 0)) as changes,
    greatest(coalesce(increases, 0), if(grew, 1, 0)) as increases,
    greatest(coalesce(moves, 0), if(was_moved, 1, 0)) as moves,
    coalesce(rationales, 0) as rationales,
    first_on,
    last_on,
    coalesce(basis, 'published') as basis,
    -- Without an amendment and without an earlier state of the contract nobody can say whether it was changed.
    changed.contract_key is not null or contract.first_amount is not null or contract.first_ends_on is not null as has_history,
    coalesce(has_unknown_amount, false) as has_unknown_amount,
    coalesce(has_unknown_end, false) as has_unknown_end,
    list_sort(list_distinct([contract.source_row] || coalesce(changed.source_rows, []))) as source_rows

from canon.contract
left join changed using (contract_key)
left join increased using (contract_key)
left join moved using (contract_key)
