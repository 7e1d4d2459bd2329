-- What was agreed at signature and what holds now, as the contract says or its changes tell. One row per contract.
-- Reads peers.value_change and peers.end_change.

create table peers.contract_state as

with

valued as (

    select
        contract_key,
        count(*) as changes,
        count(*) filter (where rationale is not null) as explained,
        bool_and(is_ordered) as is_ordered,
        arg_min(old_amount, (changed_on, amendment_id)) as earliest_amount,
        arg_max(new_amount, (changed_on, amendment_id)) as last_amount,
        arg_max(basis, (changed_on, amendment_id)) as basis,
        bool_or(has_other_currency) as has_other_currency,
        told_rates(list(rate_text order by rate_text)) as rates_text,
        flatten(list(source_rows order by source_rows)) as source_rows

    from peers.value_change
    group by contract_key

),

moved as (

    select
        contract_key,
        count(*) filter (where new_ends_on > old_ends_on) as extensions,
        count(*) filter (where new_ends_on > old_ends_on and rationale is not null) as explained,
        bool_and(is_ordered) as is_ordered,
        arg_min(old_ends_on, (changed_on, amendment_id)) as earliest_ends_on,
        arg_max(new_ends_on, (changed_on, amendment_id)) as last_ends_on,
        arg_max(basis, (changed_on, amendment_id)) as basis,
        flatten(list(source_rows order by source_rows)) as source_rows

    from peers.end_change
    group by contract_key

)

select
    contract.contract_key,
    contract.status,
    contract.currency,
    coalesce(contract.starts_on, contract.signed_on) as starts_on,
    coalesce(first_amount, if(valued.is_ordered, earliest_amount, null)) as original_amount,
    coalesce(final_amount, value_amount, if(valued.is_ordered, last_amount, null)) as latest_amount,
    if(final_amount is not null, 'final', coalesce(valued.basis, 'published')) as amount_basis,
    valued.is_ordered as is_value_ordered,
    coalesce(valued.has_other_currency, false) as has_other_currency,
    valued.rates_text,
    coalesce(changes, 0) as changes,
    coalesce(valued.explained, 0) as changes_explained,
    coalesce(first_ends_on, if(moved.is_ordered, earliest_ends_on, null)) as original_ends_on,
    coalesce(ends_on, if(moved.is_ordered, last_ends_on, null)) as latest_ends_on,
    coalesce(moved.basis, 'published') as end_basis,
    moved.is_ordered as is_end_ordered,
    coalesce(extensions, 0) as extensions,
    coalesce(moved.explained, 0) as extensions_explained,
    date_diff('day', coalesce(contract.starts_on, contract.signed_on), original_ends_on) as agreed_days,
    date_diff('day', original_ends_on, latest_ends_on) as extended_days,
    list_distinct([contract.source_row] || coalesce(valued.source_rows, [])) as value_source_rows,
    list_distinct([contract.source_row] || coalesce(moved.source_rows, [])) as end_source_rows

from canon.contract
left join valued using (contract_key)
left join moved using (contract_key)
