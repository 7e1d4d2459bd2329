-- R003 Short submission period. One row per contracting process.

with

lawful as (

    select
        process.process_key,
        submission_days.unit,
        min(submission_days.days) as days

    from canon.process
    join canon.tender using (process_key)
    join law.submission_days on submission_days.country = process.country and submission_days.method = tender.procurement_method
    where tender.opens_on >= submission_days.from_on
    and tender.opens_on <= coalesce(submission_days.to_on, date '9999-12-31')
    and process.budget_amount >= submission_days.min_amount
    and process.budget_amount <= coalesce(submission_days.max_amount, process.budget_amount)
    and coalesce(process.currency = submission_days.currency, true)
    group by process.process_key, submission_days.unit

),

considered as (

    select
        process.process_key, process.budget_amount, process.currency, process.source_row as process_row,
        tender.* exclude (process_key, currency),
        regulated.country is not null as has_law,
        lawful.days as lawful_days,
        coalesce(lawful.unit, 'days') as unit,
        if(has_law, lawful_days, $limit_days) as least_days,
        date_diff('day', opens_on, closes_on) as calendar_days,
        -- Holidays are not known, and both the first and the last day count: a period too short by this count is too short by any.
        if(calendar_days between 0 and $limit_period_days, len(list_filter(range(opens_on, closes_on + 1, to_days(1)), lambda day: isodow(day) < 6)), null) as weekdays,
        if(unit = 'weekdays', weekdays, calendar_days) as open_days

    from canon.process
    left join canon.tender using (process_key)
    left join lawful using (process_key)
    left join (select distinct country from law.submission_days) as regulated using (country)

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
        opens_on: opens_on, closes_on: closes_on, open_days: open_days, least_days: least_days, unit_code: unit,
        procurement_method_code: procurement_method, budget_amount: budget_amount, currency_code: currency
    } as evidence,
    list_distinct([process_row, source_row]) as seen_in

from judged
