-- D320 Many contracts within one process. One row per process: of its suppliers the one whose direct contracts come to most.

with

-- A consortium is one supplier here, however many members it has.
direct as (

    select distinct process_key, contract_key, winner_key, amount, currency, limit_amount, source_row, reason
    from peers.direct_win
    where contract_key is not null

),

held as (

    select
        process_key,
        winner_key,
        count(*) as contracts,
        sum(amount) as amount,
        max(currency) as currency,
        max(limit_amount) as limit_amount,
        list(source_row order by source_row) as source_rows

    from direct
    where reason is null
    group by process_key, winner_key

),

most as (

    select
        process_key,
        arg_max(
            { contracts: contracts, amount: amount, currency: currency, limit_amount: limit_amount, source_rows: source_rows },
            (contracts >= $min_contracts and amount > limit_amount, amount, winner_key)
        ) as it

    from held
    group by process_key

),

hindered as (

    select
        process_key,
        -- What stands in the way; the last by name, so that it is always the same.
        max(reason) as why_not

    from direct
    group by process_key

),

judged as (

    select
        process.process_key,
        process.source_row,
        most.it,
        case
            when it is not null then null
            when hindered.process_key is null then 'no_contract'
            else why_not
        end as reason

    from canon.process
    left join most using (process_key)
    left join hindered using (process_key)

)

select
    process_key as subject,
    status_of(reason, coalesce(it.contracts >= $min_contracts and it.amount > it.limit_amount, false)) as status,
    reason,
    it.contracts as value,
    $min_contracts as threshold,
    { contracts_count: it.contracts, contracts_amount: it.amount, currency_code: it.currency, limit_amount: it.limit_amount } as evidence,
    coalesce(it.source_rows, [source_row]) as seen_in

from judged
