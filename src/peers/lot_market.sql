-- The market each lot belongs to: country and class of goods, services or works, with buyer, method, day and fiscal year of the bids.
-- One row per lot.

create table peers.lot_market as

select
    lot.lot_key,
    lot.process_key,
    process.buyer_key,
    process.country,
    coalesce(process.item_class, process.category) as class,
    tender.procurement_method as method,
    coalesce(tender.closes_on, tender.opens_on, tender.published_on) as bids_on,
    coalesce(fiscal_year_of(bids_on, coalesce(fiscal_year.first_month, 1)), process.fiscal_year) as fiscal_year

from canon.lot
join canon.process using (process_key)
left join canon.tender using (process_key)
left join law.fiscal_year on fiscal_year.country = process.country
    and coalesce(tender.closes_on, tender.opens_on, tender.published_on) between fiscal_year.from_on and fiscal_year.to_on
