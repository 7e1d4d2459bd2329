-- D310 Extended after the end. One row per contract: of its extensions the one agreed latest after the end it moved.

with

extended as (

    select
        contract_key,
        amendment_id,
        changed_on,
        old_ends_on,
        new_ends_on,
        rationale,
        source_rows,
        date_diff('day', old_ends_on, changed_on) as late_days

    from peers.end_change
    where basis = 'published' and (new_ends_on > old_ends_on or old_ends_on is null)

),

latest as (

    select
        contract_key,
        count(*) as extensions,
        count(*) filter (where late_days > $limit_days) as late,
        bool_or(changed_on is null) as has_undated,
        bool_or(old_ends_on is null) as has_unknown,
        max(late_days) as late_days,
        arg_max(
            { agreed_on: changed_on, old_ends_on: old_ends_on, new_ends_on: new_ends_on, rationale: rationale, source_rows: source_rows },
            (late_days, amendment_id)
        ) filter (where late_days is not null) as it

    from extended
    group by contract_key

),

judged as (

    select
        contract.contract_key,
        latest.* exclude (contract_key),
        list_distinct([contract.source_row] || coalesce(it.source_rows, [])) as seen_in,
        case
            when status = 'cancelled' then 'contract_cancelled'
            when latest.contract_key is null then 'no_change'
            when late > 0 then null
            when has_undated then 'amendment.agreed_on'
            when has_unknown then 'amendment.old_ends_on'
        end as reason

    from canon.contract
    left join latest using (contract_key)

)

select
    contract_key as subject,
    status_of(reason, coalesce(late > 0, false)) as status,
    reason,
    late_days as value,
    $limit_days as threshold,
    {
        old_ends_on: it.old_ends_on,
        new_ends_on: it.new_ends_on,
        agreed_on: it.agreed_on,
        late_days: late_days,
        late_count: late,
        extensions_count: extensions,
        explanation_code: if(it.rationale is null, 'not_explained', 'explained')
    } as evidence,
    seen_in

from judged
