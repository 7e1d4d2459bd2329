-- One market in one province and fiscal year: purchases of one class by the buyers of the province, as won. Reads peers.win.

create table peers.province_market_year as

select
    (rank() over (order by country nulls first, class nulls first, province nulls first, fiscal_year nulls first) - 1)::uinteger as province_market_year_key,
    country,
    class,
    province,
    fiscal_year

from peers.win
group by country, class, province, fiscal_year
