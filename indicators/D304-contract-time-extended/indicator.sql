-- D304 Contract time extended. One row per contract. Agreed dates only: what the day of the run is plays no part.

with

judged as (

    select
        *,
        -- A contract that starts and ends on one day lasts a day; six decimals take the noise off the product.
        if(agreed_days is null, $min_days, least($min_days, ceil(round($min_share * greatest(agreed_days, 1), 6)))::integer) as enough_days,
        case
            when status = 'cancelled' then 'contract_cancelled'
            when original_ends_on is null and not is_end_ordered then 'amendment.agreed_on'
            when original_ends_on is null then 'contract.first_ends_on'
            when latest_ends_on is null then 'contract.ends_on'
            when agreed_days < 0 then 'dates_out_of_order'
            when abs(extended_days) > $limit_slip_days then 'date_not_plausible'
            -- Without a start only the rule in days can be judged.
            when agreed_days is null and extended_days > 0 and extended_days < $min_days then 'contract.starts_on'
        end as reason

    from peers.contract_state

)

select
    contract_key as subject,
    status_of(reason, coalesce(extended_days >= enough_days, false)) as status,
    reason,
    extended_days as value,
    enough_days as threshold,
    {
        starts_on: starts_on, first_ends_on: original_ends_on, latest_ends_on: latest_ends_on,
        agreed_days: agreed_days, extended_days: extended_days, extensions_count: extensions,
        explained_count: extensions_explained, basis_code: end_basis
    } as evidence,
    end_source_rows as seen_in

from judged
