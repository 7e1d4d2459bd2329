-- D308 Change without explanation. One row per contract. Whether a publisher gives reasons at all is seen over all its contracts.

with

told as (

    select
        contract_key,
        source,
        agreed_on,
        amendment.source_row,
        rationale is not null or description is not null as has_words,
        coalesce(greatest(
            length(regexp_replace(rationale, '[^\p{L}\p{N}]', '', 'g')),
            length(regexp_replace(description, '[^\p{L}\p{N}]', '', 'g'))
        ), 0) < $min_letters as is_unexplained

    from canon.amendment
    join canon.contract using (contract_key)
    join canon.process using (process_key)
    where basis = 'published'

),

publishing as (

    select source, bool_or(has_words) as gives_reasons
    from told
    group by source

),

counted as (

    select
        contract_key,
        count(*) as changes,
        count(*) filter (where is_unexplained) as unexplained,
        min(agreed_on) filter (where is_unexplained) as first_on,
        coalesce(list(source_row order by source_row) filter (where is_unexplained), []) as source_rows,
        gives_reasons

    from told
    join publishing using (source)
    group by contract_key, gives_reasons

),

judged as (

    select
        contract.contract_key,
        contract.source_row,
        counted.* exclude (contract_key),
        case
            when counted.contract_key is null then 'no_change'
            when unexplained < $min_changes then null
            when not gives_reasons then 'amendment.rationale'
        end as reason

    from canon.contract
    left join counted using (contract_key)

)

select
    contract_key as subject,
    status_of(reason, coalesce(unexplained >= $min_changes, false)) as status,
    reason,
    unexplained as value,
    $min_changes as threshold,
    { changes_count: changes, unexplained_count: unexplained, first_on: first_on, least_letters_count: $min_letters } as evidence,
    [source_row] || coalesce(source_rows, []) as seen_in

from judged
