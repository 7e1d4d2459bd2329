-- One buyer in one class of goods, services or works.

create table peers.buyer_class as

select
    (row_number() over (order by buyer_key, class nulls first) - 1)::uinteger as buyer_class_key,
    buyer_key,
    class

from (select buyer_key, coalesce(item_class, category) as class from canon.process where buyer_key is not null)
group by buyer_key, class
