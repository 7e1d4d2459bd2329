-- Each supplier's part of what was won, as exact decimals: one row per win and supplier. Reads peers.win and peers.rate.
-- Members of a consortium have equal parts; an amount that is zero, negative or without a currency is not known. Where rates are here,
-- amounts in other currencies are told in the one that most rates lead to, as of the day of the win.

create table peers.win_part as

with

main as (

    select max(led).into_currency as main_currency
    from (select { rates: count(*), into_currency: into_currency } as led from canon.rate group by into_currency)

),

told as (

    select
        win.* replace (
            coalesce(converted(amount, value, is_back), amount) as amount,
            if(value is null, win.currency, main_currency) as currency
        ),
        rate_text,
        rate.source_row as rate_row

    from peers.win
    left join main on true
    left join peers.rate
        on rate.currency = win.currency and rate.into_currency = main_currency
        and won_on between from_on and until_on

)

select
    buyer_key,
    supplier_key,
    country,
    method,
    won_on,
    fiscal_year,
    -- Twelve places, so that thirds add up to one once they are rounded to six.
    weight::decimal(24, 12) as wins,
    case when amount > 0 and currency is not null then if(weight = 1, amount, (amount * weight)::decimal(18, 2)) end as amount,
    if(amount > 0, currency, null) as currency,
    class,
    province,
    source_row,
    if(amount > 0, rate_text, null) as rate_text,
    if(amount > 0, rate_row, null) as rate_row

from told
