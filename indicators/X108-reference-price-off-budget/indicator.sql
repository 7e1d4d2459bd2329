-- X108 Reference price off budget. One row per process.

with

judged as (

    select
        process.process_key,
        process.budget_amount,
        tender.reference_amount,
        coalesce(tender.currency, process.currency) as currency,
        -- Fifteen decimals: the quotient of two decimals may miss an exact border by its last bit.
        round(reference_amount / nullif(budget_amount, 0), 15) as reference_share,
        list_distinct([process.source_row, coalesce(tender.source_row, process.source_row)]) as seen_in,
        case
            when tender.status in ('cancelled', 'withdrawn') then 'tender_cancelled'
            when reference_amount is null then 'tender.reference_amount'
            when budget_amount is null then 'process.budget_amount'
            when coalesce(tender.currency, process.currency) is null then 'tender.currency'
            when tender.currency <> process.currency then 'currency_mixed'
            when reference_amount <= 0 or budget_amount <= 0 then 'value_zero'
            -- One baht, or a dot in the wrong place.
            when reference_share >= $min_slip_times or reference_share * $min_slip_times <= 1 then 'amount_not_plausible'
        end as reason

    from canon.process
    left join canon.tender using (process_key)

)

select
    process_key as subject,
    status_of(reason, coalesce(reference_share > $limit_over_share or reference_share < $limit_under_share, false)) as status,
    reason,
    reference_share as value,
    if(reference_share < 1, $limit_under_share, $limit_over_share) as threshold,
    { reference_amount: reference_amount, budget_amount: budget_amount, currency_code: currency, reference_share: reference_share } as evidence,
    seen_in

from judged
