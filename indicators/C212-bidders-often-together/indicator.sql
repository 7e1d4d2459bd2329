-- C212 Bidders often together. One row per pair of bidders that met in more than one lot.
-- Occasions are processes: whoever bids for ten lots of one tender met the others once.

with

attended as (

    select
        *,
        count(distinct process_key) over (partition by country, class) as market_processes,
        count(distinct process_key) over (partition by country, class, month) as month_processes

    from (
        select distinct process_key, tenderer_key, country, class, date_trunc('month', bids_on)::date as month
        from peers.lot_bidder
        join peers.lot_market using (lot_key, process_key)
    )
    where class is not null and month is not null

),

often as (

    select country, class, month, tenderer_key, count(*) as times, month_processes as processes
    from attended
    where market_processes >= $min_processes
    group by country, class, month, tenderer_key, month_processes

),

-- If each chose its processes of a market and month by lot, keeping how many it chose.
expected as (

    select bidder_pair_key, list_aggregate(list(chance order by chance), 'sum') as meets
    from (
        select pair.bidder_pair_key, one.times * other.times / one.processes as chance
        from peers.bidder_pair as pair
        join often as one on one.tenderer_key = pair.first_key
        join often as other on other.tenderer_key = pair.second_key and other.class = one.class and other.month = one.month
            and other.country is not distinct from one.country
    )
    group by bidder_pair_key

),

-- Pairs that could have met often enough in one market.
tests as (

    select sum(regulars * (regulars - 1) // 2) as pairs
    from (select count(*) filter (where times >= $min_meets) as regulars
        from (select country, class, tenderer_key, sum(times) as times from often group by country, class, tenderer_key)
        group by country, class)

),

met as (

    select
        pair_lot.bidder_pair_key,
        count(distinct pair_lot.process_key) filter (where market_processes >= $min_processes) as meets,
        bool_or(lot_market.class is null) as has_no_class,
        bool_or(lot_market.bids_on is null) as has_no_day,
        flatten(list(pair_lot.source_rows order by pair_lot.source_rows)) as source_rows

    from peers.pair_lot
    join peers.lot_market using (lot_key)
    left join (select distinct process_key, market_processes from attended) as market on market.process_key = pair_lot.process_key
    group by pair_lot.bidder_pair_key

),

ranked as (

    select
        met.bidder_pair_key, met.meets, expected.meets as expected_meets, source_rows,
        case when met.meets > 0 then null when has_no_class then 'process.category' when has_no_day then 'tender.closes_on' else 'peers_too_few' end as reason,
        -- exp(-excess) is never below the chance of meeting so often (Chernoff; drawing without replacement is no worse, Hoeffding).
        if(met.meets > expected.meets, met.meets * ln(met.meets / expected.meets) - met.meets + expected.meets, 0) as excess,
        greatest(tests.pairs, count(*) over ())::bigint as tests_count,
        count(*) over (order by excess desc) as place,
        if(excess >= ln(tests_count / (place * $max_false_share)), place, 0) as standing

    from met
    left join expected using (bidder_pair_key)
    cross join tests

)

select
    bidder_pair_key as subject,
    status_of(reason, meets >= $min_meets and meets / expected_meets >= $min_times and place <= max(standing) over ()) as status,
    reason, meets / nullif(expected_meets, 0) as value, $min_times as threshold,
    { meets_count: meets, expected_count: round(expected_meets, 2), chance_share: exp(-excess), place_count: place, tests_count: tests_count } as evidence,
    source_rows as seen_in

from ranked
