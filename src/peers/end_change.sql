-- Each change of a contract's end date, with what it was before and after. One row per amendment of duration.
-- Where only one of the two dates was published, the neighbouring change or the contract itself tells the other.

create table peers.end_change as

with

dated as (

    select
        amendment.*,
        coalesce(agreed_on, seen_to) as changed_on,
        -- Without a day on each of several changes nobody can say which came first.
        count(*) over changes = 1 or bool_and(coalesce(agreed_on, seen_to) is not null) over changes as is_ordered

    from canon.amendment
    where kind = 'duration'
    window changes as (partition by contract_key)

),

neighboured as (

    select
        *,
        row_number() over changes = 1 as is_first,
        row_number() over changes = count(*) over (partition by contract_key) as is_last,
        lag(new_ends_on) over changes as before_ends_on,
        lead(old_ends_on) over changes as next_ends_on

    from dated
    window changes as (partition by contract_key order by changed_on, amendment_id, source_row)

)

select
    contract_key,
    amendment_id,
    changed_on,
    is_ordered,
    coalesce(old_ends_on, if(is_ordered, if(is_first, contract.first_ends_on, before_ends_on), null)) as old_ends_on,
    coalesce(new_ends_on, if(is_ordered, if(is_last, contract.ends_on, next_ends_on), null)) as new_ends_on,
    rationale,
    basis,
    list_filter([neighboured.source_row, old_source_row], lambda row: row is not null) as source_rows

from neighboured
join canon.contract using (contract_key)
