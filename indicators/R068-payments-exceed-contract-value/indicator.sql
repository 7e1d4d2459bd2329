-- R068 Payments exceed contract value. One row per contract.

with

payment as (

    -- A payment published again under its id is one payment; the newest record of it counts.
    select
        contract_key,
        transaction_id,
        arg_max(value_amount, (known_from, source_row)) as amount,
        arg_max(currency, (known_from, source_row)) as currency,
        max(paid_on) as paid_on,
        arg_max({ told: rate_text, row: rate_row }, (known_from, source_row)) as rate,
        list(source_row order by source_row) as source_rows

    from peers.payment
    group by contract_key, transaction_id

),

paid as (

    select
        contract_key,
        count(*) as payments,
        count(*) filter (where amount is null) as unknown_payments,
        sum(amount) as amount,
        min(currency) as first_currency,
        max(currency) as last_currency,
        max(paid_on) as last_paid_on,
        told_rates(list(rate.told order by rate.told)) as rates_text,
        flatten(list(source_rows order by source_rows)) || coalesce(list(distinct rate.row order by rate.row) filter (where rate.row is not null), []) as source_rows

    from payment
    group by contract_key

),

judged as (

    select
        contract_key,
        value_amount,
        paid.amount as paid_amount,
        currency,
        rates_text,
        -- Fifteen decimals: the quotient of two decimals may miss an exact border by its last bit.
        round((paid_amount - value_amount) / nullif(value_amount, 0), 15) as excess_share,
        payments,
        last_paid_on,
        [contract.source_row] || paid.source_rows as seen_in,
        case
            when value_amount is null then 'contract.value_amount'
            when paid_amount is null then 'transaction.value_amount'
            when first_currency <> last_currency or first_currency <> currency then 'currency_mixed'
            when value_amount <= 0 then 'value_zero'
            -- What is known is already too much, or a payment of unknown amount could make it so.
            when excess_share > $limit_share then null
            when unknown_payments > 0 then 'transaction.value_amount'
        end as reason

    from canon.contract
    left join paid using (contract_key)

)

select
    contract_key as subject,
    status_of(reason, coalesce(excess_share > $limit_share, false)) as status,
    reason,
    excess_share as value,
    $limit_share as threshold,
    {
        paid_amount: paid_amount, contract_amount: value_amount, currency_code: currency, rates_text: rates_text,
        excess_share: excess_share, payments_count: payments, last_paid_on: last_paid_on
    } as evidence,
    seen_in

from judged
