-- One market in one fiscal year: a country's purchases of one class of goods, services or works, as won or as bid for.
-- Reads peers.win and peers.lot_market.

create table peers.market_year as

select
    (rank() over (order by country nulls first, class nulls first, fiscal_year nulls first) - 1)::uinteger as market_year_key,
    country,
    class,
    fiscal_year

from (
    select country, class, fiscal_year from peers.win
    union
    select country, class, fiscal_year from peers.lot_market
)
