-- What each buyer bought in each fiscal year, process by process, beside what the law allows by the direct method on its day.
-- One row per process and fiscal year in which something of it was won. Reads peers.win.

create table peers.buyer_process as

with

bought as (

    select
        win.buyer_key,
        win.fiscal_year,
        win.process_key,
        win.country,
        win.method,
        process.budget_amount,
        process.currency,
        coalesce(min(tender.published_on), min(tender.opens_on), min(win.won_on)) as decided_on,
        min(process.source_row) as source_row

    from peers.win
    join canon.process using (process_key)
    left join canon.tender using (process_key)
    where win.buyer_key is not null
    group by win.buyer_key, win.fiscal_year, win.process_key, win.country, win.method, process.budget_amount, process.currency

),

-- The general limit: those for one kind of purchase speak of other amounts.
limits as (

    select country, from_on, to_on, amount, currency
    from law.method_limit
    where method = 'direct'
    and category is null
    and scope is null
    and verified = 'yes'

)

select
    bought.*,
    limits.amount as limit_amount,
    case
        when budget_amount is null then 'process.budget_amount'
        when budget_amount <= 0 then 'value_zero'
        when bought.currency is null then 'process.currency'
        when decided_on is null then 'contract.signed_on'
        when limits.amount is null then 'limit_not_known'
        when bought.currency <> limits.currency then 'currency_mixed'
    end as reason

from bought
left join limits on limits.country = bought.country and decided_on between limits.from_on and limits.to_on
