-- D307 Contract scope changed. One row per contract.

with

changed as (

    select
        contract_key,
        count(*) filter (where kind = 'scope') as scopes,
        count(*) filter (where kind = 'scope' and rationale is not null) as explained,
        min(agreed_on) filter (where kind = 'scope') as first_on,
        bool_and(kind in ('scope', 'value', 'duration')) as is_typed,
        coalesce(list(source_row order by source_row) filter (where kind = 'scope'), []) as source_rows

    from canon.amendment
    where basis = 'published'
    group by contract_key

),

carried as (

    select distinct process_key
    from canon.project_process
    where is_carried

),

judged as (

    select
        contract.contract_key,
        coalesce(scopes, 0) as scopes,
        explained,
        first_on,
        round((coalesce(final_amount, value_amount) - first_amount) / nullif(first_amount, 0), 15) as growth_share,
        list_distinct([contract.source_row] || coalesce(source_rows, [])) as seen_in,
        case
            when status = 'cancelled' then 'contract_cancelled'
            when scopes >= $min_changes then null
            -- A list that says of each change what it changes, and no scope among them.
            when is_typed and carried.process_key is not null then null
            else 'amendment.kind'
        end as reason

    from canon.contract
    left join changed using (contract_key)
    left join carried using (process_key)

)

select
    contract_key as subject,
    status_of(reason, scopes >= $min_changes) as status,
    reason,
    scopes as value,
    $min_changes as threshold,
    { scope_count: scopes, first_on: first_on, explained_count: explained, growth_share: growth_share } as evidence,
    seen_in

from judged
