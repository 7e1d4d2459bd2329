-- D303 Serial value changes. One row per contract. Adjustments by a price index are counted apart.

with

told as (

    select
        *,
        len(list_filter($index_words, lambda word: contains(lower(rationale), lower(word)))) > 0 as is_indexed

    from peers.value_change
    -- A change that changes nothing is none.
    where old_amount is distinct from new_amount or old_amount is null

),

spaced as (

    select
        *,
        date_diff(
            'day',
            lag(changed_on, $min_close_changes - 1) over (partition by contract_key, is_indexed order by changed_on, amendment_id),
            changed_on
        ) as between_days

    from told

),

changed as (

    select
        contract_key,
        count(*) filter (where not is_indexed) as changes,
        count(*) filter (where is_indexed) as indexed,
        count(*) filter (where not is_indexed and rationale is not null) as explained,
        min(between_days) filter (where not is_indexed) as between_days,
        bool_or(not is_indexed and changed_on is null) as has_undated,
        arg_min(old_amount, (changed_on, amendment_id)) as earliest_amount,
        arg_max(new_amount, (changed_on, amendment_id)) as last_amount,
        arg_max(basis, (changed_on, amendment_id)) as basis,
        flatten(list(source_rows order by source_rows)) as source_rows

    from spaced
    group by contract_key

),

judged as (

    select
        contract.contract_key,
        coalesce(contract.first_amount, earliest_amount) as first_amount,
        coalesce(final_amount, value_amount, last_amount) as latest_amount,
        currency,
        -- A value that differs from the one signed was changed at least once.
        greatest(changes, if(coalesce(value_amount <> contract.first_amount, false) and coalesce(indexed, 0) = 0, 1, 0)) as all_changes,
        coalesce(indexed, 0) as indexed,
        coalesce(explained, 0) as explained,
        between_days,
        coalesce(basis, 'published') as basis,
        list_distinct([contract.source_row] || coalesce(source_rows, [])) as seen_in,
        coalesce(all_changes >= $min_changes or between_days <= $limit_days, false) as is_serial,
        case
            when status = 'cancelled' then 'contract_cancelled'
            when changed.contract_key is null and contract.first_amount is null then 'contract.first_amount'
            when is_serial then null
            when has_undated and changes >= $min_close_changes then 'amendment.agreed_on'
        end as reason

    from canon.contract
    left join changed using (contract_key)

)

select
    contract_key as subject,
    status_of(reason, is_serial) as status,
    reason,
    all_changes as value,
    $min_changes as threshold,
    {
        changes_count: all_changes,
        indexed_count: indexed,
        explained_count: explained,
        between_days: between_days,
        first_amount: first_amount,
        latest_amount: latest_amount,
        currency_code: currency,
        basis_code: basis
    } as evidence,
    seen_in

from judged
