-- Who took part in which process of a market, and whether the process lies in the later half of that market: after the day by which half of its
-- processes had their bids. One row per process, market and bidder; without a class or a day there is no market. Reads peers.lot_bidder, peers.lot_market.

create table peers.market_bidder as

with

met as (

    select process_key, tenderer_key, country, class, min(bids_on) as bids_on, flatten(list(source_rows order by source_rows)) as source_rows
    from peers.lot_bidder
    join peers.lot_market using (lot_key, process_key)
    where class is not null
    and bids_on is not null
    group by process_key, tenderer_key, country, class

),

held as (

    select country, class, quantile_disc(bids_on, 0.5) as half_on, count(*) as processes
    from (select distinct process_key, country, class, bids_on from met)
    group by country, class

)

select
    met.*,
    date_trunc('month', met.bids_on)::date as month,
    met.bids_on > held.half_on as is_later,
    held.processes as market_processes

from met
join held on held.class = met.class and held.country is not distinct from met.country
