-- C213 Groups bidding together. One row per party: the strongest of the groups it belongs to.

with

counted as (

    select
        bidder_group_key,
        sum(entered)::bigint as entered,
        sum(meets)::bigint as meets,
        list_aggregate(list(expected order by expected), 'sum') as expected,
        flatten(list(source_rows order by source_rows)) as source_rows

    from peers.group_month
    where market_processes >= $min_processes
    group by bidder_group_key

),

ranked as (

    select
        *,
        -- exp(-excess) is never below the chance of meeting so often (Chernoff, for negatively associated variables).
        if(meets > expected, meets * ln(meets / expected) - meets + expected, 0) as excess,
        count(*) over ()::bigint as tests,
        count(*) over (order by excess desc) as place,
        if(excess >= ln(tests / (place * $max_false_share)), place, 0) as standing

    from counted
    where entered >= $min_entered

),

tested as (

    select *, coalesce(meets >= $min_meets and meets / expected >= $min_times and place <= max(standing) over (), false) as is_together from ranked

),

strongest as (

    select party_key, arg_max({ group_key: bidder_group_key, is_together: is_together }, (is_together, excess, bidder_group_key)) as found
    from tested
    join (select bidder_group_key, unnest(members) as party_key from peers.bidder_group) using (bidder_group_key)
    group by party_key

),

grouped as (

    select distinct unnest(members) as party_key from peers.bidder_group

),

bidder as (

    select
        tenderer_key as party_key,
        bool_or(class is not null) as has_class,
        bool_or(bids_on is not null) as has_day
    from peers.lot_bidder
    join peers.lot_market using (lot_key)
    group by tenderer_key

),

busy as (

    select distinct tenderer_key as party_key from peers.market_bidder where market_processes >= $min_processes

),

judged as (

    select
        party.party_key, party.source_row, tested.*, bases, members, class, found,
        case
            when bidder.party_key is null then 'not_a_bidder'
            when found is not null then null
            when not has_class then 'process.category'
            when not has_day then 'tender.closes_on'
            when busy.party_key is null then 'peers_too_few'
            when grouped.party_key is null then 'no_regular_group'
            else 'too_few'
        end as reason

    from canon.party
    left join bidder using (party_key)
    left join busy using (party_key)
    left join grouped using (party_key)
    left join strongest using (party_key)
    left join tested on tested.bidder_group_key = found.group_key
    left join peers.bidder_group on bidder_group.bidder_group_key = found.group_key

)

select
    party_key as subject,
    status_of(reason, coalesce(found.is_together, false)) as status,
    reason, meets / nullif(expected, 0) as value, $min_times as threshold,
    {
        firms_count: len(members), basis_code: bases, meets_count: meets, entered_count: entered, expected_count: round(expected, 2),
        chance_share: exp(-excess), place_count: place, tests_count: tests, class_code: class
    } as evidence,
    coalesce(source_rows, [source_row]) as seen_in

from judged
