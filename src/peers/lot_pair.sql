-- Each two bidders for one lot, with the day of the bids. One row per lot and pair. Reads peers.lot_bidder.

create table peers.lot_pair as

select
    (row_number() over (order by one.lot_key, one.tenderer_key, other.tenderer_key) - 1)::uinteger as lot_pair_key,
    one.lot_key,
    lot.lot_id,
    one.process_key,
    one.tenderer_key as first_key,
    other.tenderer_key as second_key,
    coalesce(tender.closes_on, tender.opens_on, tender.published_on) as bids_on,
    list_sort(list_distinct(one.source_rows || other.source_rows)) as source_rows

from peers.lot_bidder as one
join peers.lot_bidder as other on other.lot_key = one.lot_key and other.tenderer_key > one.tenderer_key
join canon.lot on lot.lot_key = one.lot_key
left join canon.tender on tender.process_key = one.process_key
