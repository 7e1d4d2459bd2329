-- Each supplier's part of what was won, as exact decimals: one row per win and supplier. Reads peers.win.
-- Members of a consortium have equal parts; an amount that is zero, negative or without a currency is not known.

create table peers.win_part as

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
    source_row

from peers.win
