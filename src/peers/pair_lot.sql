-- Each lot in which the two bidders of a pair met. One row per pair and lot. Reads peers.bidder_pair and peers.lot_bidder.

create table peers.pair_lot as

select
    pair.bidder_pair_key,
    pair.first_key,
    pair.second_key,
    one.lot_key,
    one.process_key,
    one.is_disqualified or other.is_disqualified as has_disqualified,
    one.submitted_at as first_at,
    other.submitted_at as second_at,
    list_sort(one.source_rows || other.source_rows) as source_rows

from peers.bidder_pair as pair
join peers.lot_bidder as one on one.tenderer_key = pair.first_key
join peers.lot_bidder as other on other.lot_key = one.lot_key and other.tenderer_key = pair.second_key
