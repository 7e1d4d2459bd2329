-- Each change of a contract's value, with what it was before and after. One row per value amendment.
-- Where only one of the two amounts was published, the neighbouring change or the contract itself tells the other.

create table peers.value_change as

with

dated as (

    select
        amendment.*,
        coalesce(agreed_on, seen_to) as changed_on,
        -- Without a day on each of several changes nobody can say which came first.
        count(*) over changes = 1 or bool_and(coalesce(agreed_on, seen_to) is not null) over changes as is_ordered

    from canon.amendment
    where kind = 'value'
    window changes as (partition by contract_key)

),

neighboured as (

    select
        *,
        row_number() over changes = 1 as is_first,
        row_number() over changes = count(*) over (partition by contract_key) as is_last,
        lag(new_amount) over changes as before_amount,
        lead(old_amount) over changes as next_amount

    from dated
    window changes as (partition by contract_key order by changed_on, amendment_id, source_row)

)

select
    contract_key,
    amendment_id,
    coalesce(agreed_on, seen_from) as earliest_on,
    changed_on,
    is_ordered,
    coalesce(old_amount, if(is_ordered, if(is_first, contract.first_amount, before_amount), null)) as old_amount,
    coalesce(new_amount, if(is_ordered, if(is_last, contract.value_amount, next_amount), null)) as new_amount,
    coalesce(neighboured.currency <> contract.currency, false) as has_other_currency,
    rationale,
    basis,
    list_filter([neighboured.source_row, old_source_row], lambda row: row is not null) as source_rows

from neighboured
join canon.contract using (contract_key)
