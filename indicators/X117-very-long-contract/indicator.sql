-- X117 Very long contract. One row per contract.

with

judged as (

    select
        contract.contract_key,
        tender.procurement_method,
        coalesce(starts_on, signed_on) as starts_on,
        contract.ends_on,
        date_diff('day', coalesce(contract.starts_on, signed_on), contract.ends_on) as agreed_days,
        case
            when contract.status = 'cancelled' then 'contract_cancelled'
            when coalesce(contract.starts_on, signed_on) is null then 'contract.signed_on'
            when contract.ends_on is null then 'contract.ends_on'
            when agreed_days < 0 then 'dates_out_of_order'
            when agreed_days > $limit_slip_days then 'date_not_plausible'
        end as reason

    from canon.contract
    left join canon.tender using (process_key)

)

select
    contract_key as subject,
    status_of(reason, coalesce(agreed_days > $limit_days, false)) as status,
    reason,
    agreed_days as value,
    $limit_days as threshold,
    { starts_on: starts_on, ends_on: ends_on, agreed_days: agreed_days, procurement_method_code: procurement_method } as evidence

from judged
