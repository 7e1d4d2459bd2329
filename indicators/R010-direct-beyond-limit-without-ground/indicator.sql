-- R010 Direct beyond limit without ground. One row per process.

with

considered as (

    select
        process.process_key,
        process.budget_amount,
        process.currency,
        tender.procurement_method,
        tender.status,
        -- A dash is how forms say nothing.
        coalesce(trim(tender.rationale), '') not in ('', '-') as has_ground,
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
            when procurement_method is null then 'tender.procurement_method'
            when not list_contains($methods, procurement_method) then 'method_not_direct'
            when status in ('cancelled', 'withdrawn') then 'tender_cancelled'
            when status = 'unsuccessful' then 'tender_unsuccessful'
            when has_ground then null
            when budget_amount is null then 'process.budget_amount'
            when budget_amount <= 0 then 'value_zero'
            when considered.currency is null then 'process.currency'
            when decided_on is null then 'contract.signed_on'
            when limit_amount is null then 'limit_not_known'
            when considered.currency <> process_limit.currency then 'currency_mixed'
        end as reason

    from considered
    left join peers.process_limit
        on process_limit.process_key = considered.process_key and decided_on between process_limit.from_on and process_limit.to_on

)

select
    process_key as subject,
    status_of(reason, not has_ground and budget_amount > limit_amount) as status,
    reason,
    budget_amount / nullif(limit_amount, 0) as value,
    1 as threshold,
    {
        budget_amount: budget_amount,
        limit_amount: limit_amount,
        currency_code: currency,
        procurement_method_code: procurement_method,
        decided_on: decided_on
    } as evidence,
    seen_in

from judged
