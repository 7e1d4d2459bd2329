-- D319 Contracts exceed budget. One row per process.

with

judged as (

    select
        process.process_key,
        process.budget_amount,
        process.currency,
        price.is_mixed or price.currency is distinct from process.currency as is_foreign,
        if(is_foreign, price.budgeted.amount, price.price_amount) as price_amount,
        if(is_foreign, price.budgeted.rates_text, null) as rates_text,
        -- Fifteen decimals: the quotient of two decimals may miss an exact border by its last bit.
        round(if(is_foreign, price.budgeted.amount, price.price_amount) / nullif(budget_amount, 0), 15) as budget_share,
        list_sort(list_distinct(price.source_rows || if(is_foreign, coalesce(price.budgeted.rate_rows, []), []))) as source_rows,
        case
            when tender.status in ('cancelled', 'withdrawn') then 'tender_cancelled'
            when not price.is_awarded then 'no_award'
            when budget_amount is null then 'process.budget_amount'
            when price.price_amount is null then 'contract.value_amount'
            when process.currency is null then 'process.currency'
            when is_foreign and price.budgeted.amount is null then 'currency_mixed'
            when budget_amount <= 0 or if(is_foreign, price.budgeted.amount, price.price_amount) <= 0 then 'value_zero'
            when budget_share >= $min_slip_times or budget_share * $min_slip_times <= 1 then 'amount_not_plausible'
        end as reason

    from canon.process
    join peers.process_price as price using (process_key)
    left join canon.tender using (process_key)

)

select
    process_key as subject,
    status_of(reason, coalesce(budget_share > $limit_share, false)) as status,
    reason,
    budget_share as value,
    $limit_share as threshold,
    { price_amount: price_amount, budget_amount: budget_amount, currency_code: currency, rates_text: rates_text, budget_share: budget_share } as evidence,
    source_rows as seen_in

from judged
