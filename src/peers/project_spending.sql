-- How much of its money each project had spent, by day: financialProgress where it is published, otherwise payments up to the day of each
-- measurement of works against the latest values of all contracts. One row per project and day; none where payments cannot tell.
-- Reads peers.project_contract.

create table peers.project_spending as

with

measured as (

    select project_key, metric, coalesce(ends_on, starts_on) as on_day, measure, source_row
    from canon.observation
    where series = 'metric' and metric in ('physicalProgress', 'financialProgress') and measure is not null

),

payment as (

    select project_key, transaction.*
    from canon.project_process
    join canon.contract using (process_key)
    join canon.transaction using (contract_key)

),

paid as (

    select
        works.project_key,
        works.on_day,
        sum(payment.value_amount) as amount,
        min(payment.source_row) as source_row,
        list(payment.source_row order by payment.source_row) as source_rows

    from (select distinct project_key, on_day from measured where metric = 'physicalProgress') as works
    join payment on payment.project_key = works.project_key and payment.paid_on <= works.on_day
    group by works.project_key, works.on_day

)

select project_key, on_day, measure / 100 as share, share not between 0 and 1 as is_odd, 'metric' as basis, source_row, [source_row] as source_rows
from measured
where metric = 'financialProgress'

union all

-- A payment without a day may be of any.
select project_key, on_day, round(amount / nullif(agreed_amount, 0), 15), false, 'payments', paid.source_row, paid.source_rows
from paid
join peers.project_contract using (project_key)
where project_key not in (select project_key from measured where metric = 'financialProgress')
and project_key not in (select project_key from payment where paid_on is null)
and are_here and are_valued and not is_mixed and not is_paid_otherwise
