-- What each project cost in the currency of its budget, by what tells it: its final value (as of its completion), its contracts (as of their
-- signatures) or its payments (as of their days). Amounts in another currency are converted where a rate of the day is known; the amount is
-- null where one of them cannot be, and has_foreign where any is in another. One row per project and basis. Contracts that were cancelled do not count. Reads peers.rate.

create table peers.project_cost as

with

contracted as (

    select project_key, contract.*
    from canon.project_process
    join canon.contract using (process_key)
    where status is distinct from 'cancelled'

),

told as (

    select project_key, 'final' as basis, final_amount as amount, final_currency as currency, completed_on as known_on from canon.project

    union all

    select project_key, 'contracts', coalesce(final_amount, value_amount), currency, coalesce(signed_on, starts_on) from contracted

    union all

    select project_key, 'payments', payment.value_amount, payment.currency, paid_on
    from contracted
    join canon.transaction as payment using (contract_key)

)

select
    told.project_key,
    basis,
    if(
        bool_and(coalesce(told.currency = project.currency, false) or rate.value is not null),
        sum(coalesce(converted(amount, value, is_back), amount)),
        null
    ) as amount,
    not bool_and(coalesce(told.currency = project.currency, false)) as has_foreign,
    told_rates(list(rate_text order by rate_text)) as rates_text,
    list(distinct rate.source_row order by rate.source_row) filter (where rate.source_row is not null) as rate_rows

from told
join canon.project on project.project_key = told.project_key
left join peers.rate
    on rate.currency = told.currency and rate.into_currency = project.currency
    and known_on between from_on and until_on
where amount is not null
group by told.project_key, basis
