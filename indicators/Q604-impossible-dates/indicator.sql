-- Q604 Impossible dates. One row per contract.

with

paid as (

    select
        contract_key,
        max(paid_on) as last_paid_on,
        arg_max(source_row, (paid_on, source_row)) as source_row

    from canon.transaction
    group by contract_key

),

considered as (

    select
        contract.*,
        least(tender.opens_on, tender.published_on) as announced_on,
        award.awarded_on,
        paid.last_paid_on,
        coalesce(contract.starts_on, contract.signed_on) as begins_on,
        list_filter(
            [announced_on, awarded_on, signed_on, starts_on, first_ends_on, ends_on, completed_on, last_paid_on],
            lambda day: day is not null
        ) as days,
        list_filter(
            list_distinct([contract.source_row, tender.source_row, award.source_row, paid.source_row]),
            lambda row: row is not null
        ) as seen_in

    from canon.contract
    left join canon.tender on tender.process_key = contract.process_key
    left join canon.award on award.award_key = contract.award_key
    left join paid on paid.contract_key = contract.contract_key

),

judged as (

    select
        *,
        list_filter([
            if(ends_on < begins_on, 'ends_before_start', null),
            if(signed_on < announced_on, 'signed_before_announced', null),
            if(signed_on < awarded_on, 'signed_before_awarded', null),
            -- A Buddhist year left as it was, or taken off twice.
            if(len(list_filter(days, lambda day: abs(abs(year(day) - year(as_of())) - $era_years) <= $limit_years)) > 0, 'year_of_other_era', null),
            if(greatest(signed_on, completed_on, last_paid_on) > as_of(), 'after_day_of_record', null),
            if(ends_on > begins_on + to_years($limit_years), 'longer_than_limit', null)
        ], lambda slip: slip is not null) as slips,
        if(len(days) = 0, 'contract.signed_on', null) as reason

    from considered

)

select
    contract_key as subject,
    status_of(reason, len(slips) > 0) as status,
    reason,
    len(slips) as value,
    null::integer as threshold,
    {
        slips_code: slips, slips_count: len(slips),
        announced_on: announced_on, awarded_on: awarded_on, signed_on: signed_on, starts_on: starts_on,
        ends_on: ends_on, completed_on: completed_on, last_paid_on: last_paid_on, as_of_on: as_of()
    } as evidence,
    seen_in

from judged
