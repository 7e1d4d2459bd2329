-- X102 Method without open competition. One row per process.

with

considered as (

    select
        process.process_key,
        process.budget_amount,
        process.currency,
        tender.procurement_method,
        tender.status,
        case
            when list_contains($open_methods, procurement_method) then 0
            when list_contains($selective_methods, procurement_method) then 0.5
            when list_contains($direct_methods, procurement_method) then 1
        end::double as grade,
        coalesce(grade >= $min_grade, false) as is_graded_high,
        coalesce(tender.published_on, tender.opens_on, signed.first_on) as decided_on,
        list_distinct([process.source_row, coalesce(tender.source_row, process.source_row)]) as seen_in

    from canon.process
    left join canon.tender using (process_key)
    left join (select process_key, min(signed_on) as first_on from canon.contract group by process_key) as signed using (process_key)

),

judged as (

    select
        considered.*,
        process_limit.amount as limit_amount,
        case
            when grade is null then 'tender.procurement_method'
            when status in ('cancelled', 'withdrawn') then 'tender_cancelled'
            when status = 'unsuccessful' then 'tender_unsuccessful'
            when grade < 1 then null
            when budget_amount is null then 'process.budget_amount'
            when budget_amount <= 0 then 'value_zero'
            when considered.currency is null then 'process.currency'
            when decided_on is null then 'contract.signed_on'
            when limit_amount is null then 'limit_not_known'
            when considered.currency <> process_limit.currency then 'currency_mixed'
            when budget_amount <= limit_amount then 'within_limit'
        end as reason

    from considered
    left join peers.process_limit
        on process_limit.process_key = considered.process_key and decided_on between process_limit.from_on and process_limit.to_on

)

select
    process_key as subject,
    status_of(reason, is_graded_high) as status,
    reason,
    grade as value,
    $min_grade as threshold,
    { procurement_method_code: procurement_method, budget_amount: budget_amount, limit_amount: limit_amount, currency_code: currency, decided_on: decided_on } as evidence,
    seen_in

from judged
