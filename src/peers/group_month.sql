-- How often three or more of a group took part together in the processes of a market and month in which the group is tested, and how often that would
-- be expected if each chose its processes by lot, keeping how many it chose: of n processes, n times the chance that some three of them meet, which is
-- never more than the chances of each three together. One row per group, market and month. Reads peers.bidder_group, peers.market_bidder.

create table peers.group_month as

with

-- Groups found by their meetings in the earlier half of a market are tested in its later half, all others everywhere.
scope as (

    select bidder_group_key, country, class, class is not null as is_one_market, unnest(members) as tenderer_key from peers.bidder_group

),

tested as (

    select scope.bidder_group_key, scope.is_one_market, it.country, it.class, it.month, it.process_key, it.tenderer_key, it.market_processes, it.source_rows
    from scope
    join peers.market_bidder as it using (tenderer_key)
    where not is_one_market
    or (it.is_later and it.class = scope.class and it.country is not distinct from scope.country)

),

held as (

    select country, class, month, count(distinct process_key) as processes, count(distinct process_key) filter (where is_later) as later_processes
    from peers.market_bidder
    group by country, class, month

),

chosen as (

    select
        tested.bidder_group_key, tested.country, tested.class, tested.month, tested.tenderer_key,
        count(*) / min(if(is_one_market, later_processes, processes)) as share,
        min(if(is_one_market, later_processes, processes)) as processes

    from tested
    join held on held.class = tested.class and held.month = tested.month and held.country is not distinct from tested.country
    group by tested.bidder_group_key, tested.country, tested.class, tested.month, tested.tenderer_key

),

chance as (

    select
        one.bidder_group_key, one.country, one.class, one.month,
        least(list_aggregate(list(one.share * two.share * three.share order by one.share * two.share * three.share), 'sum'), 1) as chance,
        min(one.processes) as processes

    from chosen as one
    join chosen as two
        on two.bidder_group_key = one.bidder_group_key and two.class = one.class and two.month = one.month
        and two.country is not distinct from one.country and two.tenderer_key > one.tenderer_key
    join chosen as three
        on three.bidder_group_key = one.bidder_group_key and three.class = one.class and three.month = one.month
        and three.country is not distinct from one.country and three.tenderer_key > two.tenderer_key
    group by one.bidder_group_key, one.country, one.class, one.month

),

present as (

    select bidder_group_key, country, class, month, process_key, count(*) in (select unnest(range(3, 21))) as is_meeting, min(market_processes) as market_processes,
        flatten(list(source_rows order by source_rows)) as source_rows
    from tested
    group by bidder_group_key, country, class, month, process_key

),

together as (

    select
        bidder_group_key, country, class, month,
        count(*) as entered,
        count(*) filter (where is_meeting) as meets,
        min(market_processes) as market_processes,
        flatten(list(if(is_meeting, source_rows, []) order by source_rows)) as source_rows

    from present
    group by bidder_group_key, country, class, month

)

select together.*, coalesce(chance * processes, 0) as expected
from together
left join chance
    on chance.bidder_group_key = together.bidder_group_key and chance.class = together.class and chance.month = together.month
    and chance.country is not distinct from together.country
