-- D304 Contract time extended. One row per contract. Agreed dates only: what the day of the run is plays no part.

with

moved as (

    select
        contract_key,
        count(*) filter (where new_ends_on > old_ends_on) as extensions,
        arg_min(old_ends_on, (changed_on, amendment_id)) as earliest_ends_on,
        arg_max(new_ends_on, (changed_on, amendment_id)) as last_ends_on,
        arg_max(basis, (changed_on, amendment_id)) as basis,
        bool_and(is_ordered) as is_ordered,
        flatten(list(source_rows order by source_rows)) as source_rows

    from peers.end_change
    group by contract_key

),

considered as (

    select
        contract_key,
        status,
        coalesce(starts_on, signed_on) as starts_on,
        coalesce(first_ends_on, if(is_ordered, earliest_ends_on, null)) as first_ends_on,
        coalesce(ends_on, if(is_ordered, last_ends_on, null)) as latest_ends_on,
        is_ordered,
        coalesce(extensions, 0) as extensions,
        coalesce(basis, 'published') as basis,
        list_distinct([contract.source_row] || coalesce(moved.source_rows, [])) as seen_in

    from canon.contract
    left join moved using (contract_key)

),

judged as (

    select
        *,
        date_diff('day', starts_on, first_ends_on) as agreed_days,
        date_diff('day', first_ends_on, latest_ends_on) as extended_days,
        -- A contract that starts and ends on one day lasts a day; six decimals take the noise off the product.
        if(agreed_days is null, $min_days, least($min_days, ceil(round($min_share * greatest(agreed_days, 1), 6)))::integer) as enough_days,
        case
            when status = 'cancelled' then 'contract_cancelled'
            when first_ends_on is null and not is_ordered then 'amendment.agreed_on'
            when first_ends_on is null then 'contract.first_ends_on'
            when latest_ends_on is null then 'contract.ends_on'
            when agreed_days < 0 then 'dates_out_of_order'
            when abs(extended_days) > $limit_slip_days then 'date_not_plausible'
            -- Without a start only the rule in days can be judged.
            when agreed_days is null and extended_days > 0 and extended_days < $min_days then 'contract.starts_on'
        end as reason

    from considered

)

select
    contract_key as subject,
    status_of(reason, coalesce(extended_days >= enough_days, false)) as status,
    reason,
    extended_days as value,
    enough_days as threshold,
    {
        starts_on: starts_on, first_ends_on: first_ends_on, latest_ends_on: latest_ends_on,
        agreed_days: agreed_days, extended_days: extended_days, extensions_count: extensions, basis_code: basis
    } as evidence,
    seen_in

from judged
