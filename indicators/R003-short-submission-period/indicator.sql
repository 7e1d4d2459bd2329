-- R003 Short submission period. One row per contracting process.

with

closed as (

    select country, list(holiday_on order by holiday_on) as days
    from law.holiday
    where verified = 'yes'
    and isodow(holiday_on) < 6
    group by country

),

considered as (

    select
        process.process_key, process.budget_amount, process.currency, process.source_row as process_row,
        tender.* exclude (process_key, currency),
        regulated.country is not null as has_law,
        process_days.days as lawful_days,
        coalesce(process_days.unit, 'days') as unit,
        if(has_law, lawful_days, $limit_days) as least_days,
        date_diff('day', opens_on, closes_on) as calendar_days,
        -- Both the first and the last day count, and of holidays only those that are verified go off: a period too short by this count is too short by any.
        coalesce(len(list_filter(closed.days, lambda day: day between opens_on and closes_on)), 0) as holidays,
        if(calendar_days between 0 and $limit_period_days, len(list_filter(range(opens_on, closes_on + 1, to_days(1)), lambda day: isodow(day) < 6)), null) as weekdays,
        if(unit = 'weekdays', weekdays - holidays, calendar_days) as open_days

    from canon.process
    left join canon.tender using (process_key)
    left join peers.process_days on process_days.process_key = process.process_key and process_days.announced_on = tender.opens_on
    left join closed on closed.country = process.country
    left join (select distinct country from law.submission_days) as regulated on regulated.country = process.country

),

judged as (

    select
        *,
        case
            when procurement_method is null then 'tender.procurement_method'
            when not list_contains($competitive_methods, procurement_method) then 'method_not_competitive'
            when status in ('cancelled', 'withdrawn') then 'tender_cancelled'
            when status in ('planning', 'planned') then 'tender_not_closed'
            when opens_on is null then 'tender.opens_on'
            when closes_on is null then 'tender.closes_on'
            when calendar_days < 0 then 'dates_out_of_order'
            when calendar_days > $limit_period_days then 'period_too_long'
            when not has_law and $limit_days = 0 then 'limit_not_known'
            when has_law and budget_amount is null then 'process.budget_amount'
            when has_law and lawful_days is null then 'limit_not_known'
        end as reason

    from considered

)

select
    process_key as subject,
    status_of(reason, coalesce(open_days < least_days, false)) as status,
    reason,
    open_days as value,
    least_days as threshold,
    {
        opens_on: opens_on, closes_on: closes_on, open_days: open_days, least_days: least_days, unit_code: if(unit = 'weekdays' and holidays > 0, 'working_days', unit),
        procurement_method_code: procurement_method, budget_amount: budget_amount, currency_code: currency
    } as evidence,
    list_distinct([process_row, source_row]) as seen_in

from judged
