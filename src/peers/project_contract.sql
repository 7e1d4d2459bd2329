-- What the contracts of each project come to, and what was paid under them. One row per project that links to processes.
-- Contracts that were cancelled do not count. Amounts are summed whatever their currency: is_mixed tells where agreed_amount must not be read, and
-- is_paid_otherwise where paid_amount must not be read beside it.

create table peers.project_contract as

with

paid as (

    select contract_key, sum(value_amount) as amount, min(currency) as currency, count(distinct currency) > 1 as is_mixed
    from canon.transaction
    group by contract_key

),

linked as (

    select project_key, bool_and(process_key is not null) as are_here
    from canon.project_process
    group by project_key

),

contracted as (

    select
        project_key,
        count(*) as contracts,
        sum(coalesce(final_amount, value_amount)) as agreed_amount,
        bool_and(coalesce(final_amount, value_amount) is not null) as are_valued,
        sum(paid.amount) as paid_amount,
        min(coalesce(contract.currency, paid.currency)) as currency,
        -- Where a contract names no currency, that of its payments stands for it, if they have one.
        count(distinct coalesce(contract.currency, paid.currency)) > 1 or bool_or(coalesce(contract.currency is null and paid.is_mixed, false)) as is_mixed,
        bool_or(coalesce(paid.is_mixed or paid.currency <> contract.currency, false)) as is_paid_otherwise,
        list(contract.source_row order by contract.source_row) as source_rows

    from canon.project_process
    join canon.contract using (process_key)
    left join paid using (contract_key)
    where status is distinct from 'cancelled'
    group by project_key

)

select linked.project_key, are_here, coalesce(contracts, 0) as contracts, contracted.* exclude (project_key, contracts)
from linked
left join contracted using (project_key)
