-- X000 Title of the indicator. One row per contract.

with

considered as (

    -- One row for every subject, with all that is needed to judge it, and why it cannot be judged.
    select
        contract_key, signed_on, value_amount,
        case
            when status = 'cancelled' then 'contract_cancelled'
            when value_amount is null then 'contract.value_amount'
        end as reason

    from canon.contract

)

select
    contract_key as subject,
    status_of(reason, value_amount >= $min_amount) as status,
    reason,
    value_amount::double as value,
    $min_amount as threshold,
    { contract_amount: value_amount, signed_on: signed_on } as evidence

from considered
