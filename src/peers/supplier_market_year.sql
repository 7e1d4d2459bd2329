-- One supplier in one market of a province and fiscal year. Reads peers.win.

create table peers.supplier_market_year as

select
    (rank() over (order by supplier_key, country nulls first, class nulls first, province nulls first, fiscal_year nulls first) - 1)::uinteger as supplier_market_year_key,
    supplier_key,
    country,
    class,
    province,
    fiscal_year

from peers.win
where supplier_key is not null
group by supplier_key, country, class, province, fiscal_year
