-- Who bid for each lot, and whether the bid stood. One row per lot and named bidder; a consortium is one bidder,
-- and several bids of one bidder are one. Bids that were only invited or were withdrawn are none. Reads peers.bid_price.

create table peers.lot_bidder as

select
    lot_key,
    min(process_key) as process_key,
    tenderer_key,
    bool_or(coalesce(status, '') = 'valid') as is_valid,
    bool_and(coalesce(status, '') = 'disqualified') as is_disqualified,
    bool_or(status is null) as has_unstated,
    -- The lowest price of the bids that were not disqualified.
    min(value_amount) filter (where status is distinct from 'disqualified') as amount,
    min(submitted_at) as submitted_at,
    list(distinct source_row order by source_row) as source_rows

from peers.bid_price
where lot_key is not null
and tenderer_key is not null
and coalesce(status, 'submitted') not in ('invited', 'withdrawn')
group by lot_key, tenderer_key
