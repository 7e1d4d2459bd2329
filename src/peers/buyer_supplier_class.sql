-- One buyer and one supplier in one class of goods, services or works. Reads peers.win.

create table peers.buyer_supplier_class as

select
    (row_number() over (order by buyer_key, supplier_key, class nulls first) - 1)::uinteger as buyer_supplier_class_key,
    buyer_key,
    supplier_key,
    class

from peers.win
where buyer_key is not null
and supplier_key is not null
group by buyer_key, supplier_key, class
