-- How many contracts of a class of items each supplier won in each province of buyers. One row per supplier, country, class and province. Reads peers.win.

create table peers.class_province as

select
    win.supplier_key,
    win.country,
    process.item_class as class,
    win.province,
    count(distinct (win.process_key, win.contract_key)) as wins,
    list(distinct win.source_row order by win.source_row) as source_rows

from peers.win
join canon.process using (process_key)
where win.supplier_key is not null
and process.class_basis = 'item'
and process.item_class is not null
and win.province is not null
group by win.supplier_key, win.country, process.item_class, win.province
