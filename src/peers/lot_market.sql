-- The market each lot belongs to: country and class of goods, services or works, with buyer, method and day of the bids. One row per lot.

create table peers.lot_market as

select
    lot.lot_key,
    lot.process_key,
    process.buyer_key,
    process.country,
    coalesce(process.item_class, process.category) as class,
    tender.procurement_method as method,
    coalesce(tender.closes_on, tender.opens_on, tender.published_on) as bids_on

from canon.lot
join canon.process using (process_key)
left join canon.tender using (process_key)
