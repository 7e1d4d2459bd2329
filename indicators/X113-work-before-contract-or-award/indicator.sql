-- X113 Work before contract or award. One row per contract.

with

considered as (

    select
        contract.contract_key,
        contract.status,
        contract.signed_on,
        -- Where the start is the day of signature nobody told it apart.
        if(contract.starts_on <> contract.signed_on, contract.starts_on, null) as starts_on,
        tender.closes_on,
        award.awarded_on,
        list_filter(
            list_distinct([contract.source_row, tender.source_row, award.source_row]),
            lambda row: row is not null
        ) as seen_in

    from canon.contract
    left join canon.tender using (process_key)
    left join canon.award using (award_key)

),

judged as (

    select
        *,
        list_filter([
            if(signed_on < closes_on, 'signed_before_closed', null),
            if(signed_on < awarded_on, 'signed_before_awarded', null),
            if(date_diff('day', starts_on, signed_on) >= $min_start_days, 'started_before_signed', null)
        ], lambda step: step is not null) as steps,
        greatest(
            date_diff('day', signed_on, closes_on),
            date_diff('day', signed_on, awarded_on),
            date_diff('day', starts_on, signed_on)
        ) as ahead_days,
        case
            when status = 'cancelled' then 'contract_cancelled'
            when signed_on is null then 'contract.signed_on'
            when coalesce(closes_on, awarded_on, starts_on) is null then 'award.awarded_on'
            when ahead_days > $limit_slip_days then 'date_not_plausible'
        end as reason

    from considered

)

select
    contract_key as subject,
    status_of(reason, len(steps) > 0) as status,
    reason,
    ahead_days as value,
    null::integer as threshold,
    { steps_code: steps, ahead_days: ahead_days, closes_on: closes_on, awarded_on: awarded_on, signed_on: signed_on, starts_on: starts_on } as evidence,
    seen_in

from judged
