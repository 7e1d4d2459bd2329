-- One buyer and one supplier in one fiscal year. Reads peers.win.

create table peers.buyer_supplier_year as

select
    (row_number() over (order by buyer_key, supplier_key, fiscal_year nulls first) - 1)::uinteger as buyer_supplier_year_key,
    buyer_key,
    supplier_key,
    fiscal_year

from peers.win
where buyer_key is not null
and supplier_key is not null
group by buyer_key, supplier_key, fiscal_year
