-- One buyer and one supplier, over all years. Reads peers.win.

create table peers.buyer_supplier as

select
    (row_number() over (order by buyer_key, supplier_key) - 1)::uinteger as buyer_supplier_key,
    buyer_key,
    supplier_key

from peers.win
where buyer_key is not null
and supplier_key is not null
group by buyer_key, supplier_key
