-- D314 Contract given up after signature. One row per contract.

with

paid as (

    select
        contract_key, sum(value_amount) as amount, max(currency) as currency, count(distinct currency) > 1 as is_mixed,
        list(source_row order by source_row) as source_rows

    from canon.transaction
    where value_amount > 0
    group by contract_key

),

considered as (

    select
        contract.*,
        status_kept.value as kept,
        paid.amount as paid_amount,
        if(is_mixed or paid.currency <> contract.currency, null, round(paid.amount / nullif(value_amount, 0), 15)) as paid_share,
        len(list_filter($given_up_words, lambda word: contains(lower(status_text), lower(word)))) > 0 as says_given_up,
        signed_on is not null or starts_on <= as_of() or paid.contract_key is not null as was_signed,
        least(contract.known_from, as_of()) as measured_on,
        [contract.source_row] || coalesce(paid.source_rows, []) as seen_in

    from canon.contract
    join canon.process using (process_key)
    left join law.source_trait as status_kept on status_kept.source = process.source and status_kept.trait = 'status_kept'
    left join paid using (contract_key)

),

judged as (

    select
        *,
        says_given_up or (status = 'cancelled' and was_signed) as is_given_up,
        case
            when is_given_up then null
            when status = 'cancelled' then 'contract_cancelled'
            when kept = 'no' then 'status_not_kept'
            when status is null then 'contract.status'
            when status = 'pending' then 'no_contract'
            when status = 'terminated' and not coalesce(completed_on <= measured_on or ends_on <= measured_on, false) then 'contract.completed_on'
        end as reason

    from considered

)

select
    contract_key as subject,
    status_of(reason, is_given_up and coalesce(paid_share, 0) >= $min_paid_share) as status,
    reason,
    paid_share as value,
    $min_paid_share as threshold,
    {
        signed_on: coalesce(signed_on, starts_on), ends_on: ends_on, status_code: status, paid_amount: paid_amount,
        value_amount: value_amount, currency_code: currency, paid_share: paid_share
    } as evidence,
    seen_in

from judged
