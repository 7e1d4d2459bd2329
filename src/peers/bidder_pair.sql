-- Two bidders that met in more than one lot: a single meeting tells nothing about the two. Reads peers.lot_bidder.

create table peers.bidder_pair as

select
    (row_number() over (order by one.tenderer_key, other.tenderer_key) - 1)::uinteger as bidder_pair_key,
    one.tenderer_key as first_key,
    other.tenderer_key as second_key

from peers.lot_bidder as one
join peers.lot_bidder as other on other.lot_key = one.lot_key and other.tenderer_key > one.tenderer_key
group by one.tenderer_key, other.tenderer_key
having count(*) > 1
