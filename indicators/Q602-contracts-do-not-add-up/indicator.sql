-- Q602 Contracts do not add up. One row per process: its contracts beside the price agreed for all of them.

with

contracted as (

    select
        process_key,
        sum(value_amount) as amount,
        count(*) as contracts,
        bool_or(value_amount is null) as has_unpriced,
        min(currency) as first_currency,
        max(currency) as last_currency,
        list(source_row order by source_row) as source_rows

    from canon.contract
    where status is distinct from 'cancelled'
    group by process_key

),

judged as (

    select
        process.process_key,
        process.agreed_amount,
        process.currency,
        contracted.amount as contracts_amount,
        contracted.contracts,
        abs(contracted.amount - agreed_amount) > greatest($limit_gap_units, $limit_gap_share * agreed_amount) as differs,
        -- Fifteen decimals: the quotient of two decimals may miss an exact border by its last bit.
        round((contracted.amount - agreed_amount) / nullif(agreed_amount, 0), 15) as difference_share,
        list_distinct([process.source_row] || coalesce(contracted.source_rows, [])) as seen_in,
        case
            when agreed_amount is null then 'process.agreed_amount'
            when contracted.process_key is null then 'no_contract'
            when has_unpriced then 'contract.value_amount'
            when first_currency <> last_currency or last_currency <> process.currency then 'currency_mixed'
            when agreed_amount <= 0 or contracts_amount <= 0 then 'value_zero'
        end as reason

    from canon.process
    left join contracted using (process_key)

)

select
    process_key as subject,
    status_of(reason, differs) as status,
    reason,
    difference_share as value,
    $limit_gap_share as threshold,
    { contracts_count: contracts, contracts_amount: contracts_amount, agreed_amount: agreed_amount, currency_code: currency } as evidence,
    seen_in

from judged
