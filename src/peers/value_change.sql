-- Each change of a contract's value, with what it was before and after. One row per value amendment.
-- Where only one of the two amounts was published, the neighbouring change or the contract itself tells the other. A change in another
-- currency than the contract's is converted where a rate of its day is known. Reads peers.rate.

create table peers.value_change as

with

dated as (

    select
        amendment.* replace (
            if(rate.value is null, old_amount, converted(old_amount, rate.value, is_back)) as old_amount,
            if(rate.value is null, new_amount, converted(new_amount, rate.value, is_back)) as new_amount,
            if(rate.value is null, amendment.currency, contract.currency) as currency
        ),
        rate_text,
        rate.source_row as rate_row,
        coalesce(agreed_on, seen_to) as changed_on,
        -- Without a day on each of several changes nobody can say which came first.
        count(*) over changes = 1 or bool_and(coalesce(agreed_on, seen_to) is not null) over changes as is_ordered

    from canon.amendment
    join canon.contract using (contract_key)
    left join peers.rate
        on rate.currency = amendment.currency and rate.into_currency = contract.currency
        and coalesce(agreed_on, seen_to) between from_on and until_on
    where kind = 'value'
    window changes as (partition by amendment.contract_key)

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
    rate_text,
    list_filter([neighboured.source_row, old_source_row, rate_row], lambda row: row is not null) as source_rows

from neighboured
join canon.contract using (contract_key)
