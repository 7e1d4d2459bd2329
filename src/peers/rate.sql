-- What one unit of a currency is worth in another, and on which days that may be used. One row per rate told, and one for the way back
-- where only one way is told. A rate holds until the next is told, and a month at most: tables of monthly rates are common, and an older
-- rate says little of the day. Where tables tell different rates for one day, no rate holds until the next.

create table peers.rate as

with

told as (

    select
        currency,
        into_currency,
        rate_on,
        min(value) = max(value) as is_certain,
        min(value) as value,
        min(source_row) as source_row,
        min_by(origin, source_row) as origin,
        lead(rate_on) over (partition by currency, into_currency order by rate_on) as next_on

    from canon.rate
    where value > 0
    and currency <> into_currency
    group by currency, into_currency, rate_on

),

holding as (

    select
        *,
        rate_on as from_on,
        least(rate_on + 30, coalesce(next_on - 1, rate_on + 30)) as until_on

    from told
    where is_certain

)

select
    held.currency,
    held.into_currency,
    from_on,
    until_on,
    value,
    is_back,
    source_row,
    '1 ' || told_in || ' = ' || rtrim(rtrim(value::varchar, '0'), '.') || ' ' || told_as || ' (' || from_on || coalesce(', ' || source_file.name || ' ' || place, '') || coalesce(', ' || origin, '') || ')' as rate_text

from (
    select *, false as is_back, currency as told_in, into_currency as told_as from holding
    union all
    select holding.* replace (into_currency as currency, currency as into_currency), true, currency, into_currency
    from holding
    where (into_currency, currency) not in (select distinct (currency, into_currency) from told)
) as held
left join canon.source_row using (source_row)
left join canon.source_file using (file_key)
