-- X126 Signed soon after announcement. One row per process.

with

closed as (

    select country, list(holiday_on order by holiday_on) as days
    from law.holiday
    where verified = 'yes'
    and isodow(holiday_on) < 6
    group by country

),

signed as (

    select process_key, min(signed_on) as signed_on, list(source_row order by source_row) as source_rows
    from canon.contract
    where status is distinct from 'cancelled'
    group by process_key

),

considered as (

    select
        process.process_key, process.country, process.budget_amount, process.currency,
        tender.procurement_method,
        coalesce(tender.published_on, tender.opens_on) as announced_on,
        signed.process_key is not null as has_contract, signed.signed_on, process_days.days as least_days,
        date_diff('day', announced_on, signed.signed_on) as calendar_days,
        coalesce(len(list_filter(closed.days, lambda day: day >= announced_on and day < signed.signed_on)), 0) as holidays,
        -- Only holidays that are verified go off. The day of the announcement counts, that of the signature does not: until then the result could be appealed.
        if(calendar_days between 0 and $limit_period_days, len(list_filter(range(announced_on, signed.signed_on, to_days(1)), lambda day: isodow(day) < 6)), null)
            - holidays as weekdays,
        list_distinct([process.source_row, coalesce(tender.source_row, process.source_row)] || coalesce(signed.source_rows, [])) as seen_in

    from canon.process
    left join canon.tender using (process_key)
    left join signed using (process_key)
    left join peers.process_days
        on process_days.process_key = process.process_key and process_days.unit = 'weekdays'
        and process_days.announced_on = coalesce(tender.published_on, tender.opens_on)
    left join closed on closed.country = process.country

),

judged as (

    select
        considered.*, appeal_days.days as appeal_days, least_days + appeal_days.days as enough_days,
        case
            when procurement_method is null then 'tender.procurement_method'
            when procurement_method <> 'open' then 'method_not_competitive'
            when not has_contract then 'no_contract'
            when announced_on is null then 'tender.published_on'
            when signed_on is null then 'contract.signed_on'
            when calendar_days < 0 then 'dates_out_of_order'
            when calendar_days > $limit_period_days then 'date_not_plausible'
            when budget_amount is null then 'process.budget_amount'
            when enough_days is null then 'limit_not_known'
        end as reason

    from considered
    left join law.appeal_days
        on appeal_days.country = considered.country and announced_on between appeal_days.from_on and appeal_days.to_on
        and appeal_days.verified = 'yes'

)

select
    process_key as subject,
    status_of(reason, coalesce(weekdays < enough_days, false)) as status,
    reason, weekdays as value, enough_days as threshold,
    {
        announced_on: announced_on, signed_on: signed_on, between_days: weekdays, unit_code: if(holidays > 0, 'working_days', 'weekdays'), least_days: least_days, appeal_days: appeal_days,
        budget_amount: budget_amount, currency_code: currency
    } as evidence,
    seen_in

from judged
