-- R011 Direct purchases close together. One row per contract: of the days around it those with the largest sum.

with

considered as (

    select
        contract.contract_key,
        direct.buyer_key, direct.winner_key, direct.category,
        direct.won_on, direct.amount, direct.currency, direct.limit_amount,
        direct.source_row,
        case
            when direct.contract_key is null then 'contract_cancelled'
            when direct.reason is not null then direct.reason
            when direct.buyer_key is null then 'process.buyer_key'
            when direct.category is null then 'process.category'
        end as reason

    from canon.contract
    left join (
        -- A consortium is one supplier here, however many members it has.
        select distinct contract_key, buyer_key, winner_key, category, won_on, amount, currency, limit_amount, source_row, reason
        from peers.direct_win
    ) as direct using (contract_key)

),

-- The days that begin with this contract's own.
opened as (

    select
        *,
        {
            amount: sum(amount) over ahead,
            -- Of equal sums the earliest.
            earliness: date_diff('day', won_on, date '9999-12-31'),
            contracts: count(*) over ahead,
            first_on: won_on,
            last_on: max(won_on) over ahead,
            limit_amount: max(limit_amount) over ahead
        } as days

    from considered
    where reason is null
    window ahead as (
        partition by buyer_key, winner_key, category, currency
        order by won_on range between current row and to_days($max_days - 1) following
    )

),

-- The days that hold a contract begin with its own day or with an earlier one.
placed as (

    select
        contract_key, buyer_key, winner_key, category, currency,
        max(days) over (
            partition by buyer_key, winner_key, category, currency
            order by won_on range between to_days($max_days - 1) preceding and current row
        ) as days

    from opened

),

-- The contracts of those days, gathered only where the sum is beyond the limit.
gathered as (

    select
        placed.contract_key,
        list(opened.source_row order by opened.source_row) as source_rows

    from placed
    join opened using (buyer_key, winner_key, category, currency)
    where placed.days.amount > placed.days.limit_amount
    and opened.won_on between placed.days.first_on and placed.days.last_on
    group by placed.contract_key

)

select
    contract_key as subject,
    status_of(reason, days.amount > days.limit_amount) as status,
    reason,
    days.amount / nullif(days.limit_amount, 0) as value,
    1 as threshold,
    {
        contracts_count: days.contracts, window_amount: days.amount, limit_amount: days.limit_amount, currency_code: considered.currency,
        first_on: days.first_on, last_on: days.last_on
    } as evidence,
    coalesce(gathered.source_rows, []) as seen_in

from considered
left join placed using (contract_key)
left join gathered using (contract_key)
