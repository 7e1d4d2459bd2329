-- R053 Pair with one recurrent winner. One row per pair of bidders that met in more than one lot.

with

met as (

    select
        pair_lot.*,
        lot_award.reason is null and not lot_award.has_stranger as is_decided,
        list_contains(lot_award.winners, pair_lot.first_key) as first_won,
        list_contains(lot_award.winners, pair_lot.second_key) as second_won,
        -- If any of the bidders were as likely to win as any other.
        len(lot_award.winners)::double / prices.bids as chance

    from peers.pair_lot
    join peers.lot_bidding using (lot_key)
    join peers.lot_award using (lot_key)
    join peers.lot_prices as prices using (lot_key)
    where lot_bidding.reason is null
    and not pair_lot.has_disqualified

),

counted as (

    select
        bidder_pair_key,
        count(*) as if_decided,
        count(*) filter (where is_decided) as lots,
        count(distinct process_key) filter (where is_decided) as processes,
        greatest(count(*) filter (where is_decided and first_won), count(*) filter (where is_decided and second_won)) as wins,
        least(count(*) filter (where is_decided and first_won), count(*) filter (where is_decided and second_won)) as other_wins,
        list_aggregate(list(chance order by chance) filter (where is_decided), 'sum') as expected,
        flatten(list(source_rows order by source_rows) filter (where is_decided)) as source_rows

    from met
    group by bidder_pair_key

),

compared as (

    select
        pair.bidder_pair_key, counted.* exclude (bidder_pair_key),
        coalesce(lots >= $min_lots and processes >= $min_processes, false) as is_tested,
        case when is_tested then null when if_decided >= $min_lots and lots < $min_lots then 'award.supplier_key' else 'too_few' end as reason,
        -- Half of G²: exp(-excess) is never below the chance of so many wins, though every lot has a chance of its own (Hoeffding).
        if(wins <= expected, 0, wins * ln(wins / expected)
            + if(wins = lots, 0, (lots - wins) * ln((lots - wins) / (lots - expected)))) as excess

    from peers.bidder_pair as pair
    left join counted on counted.bidder_pair_key = pair.bidder_pair_key

),

-- Benjamini and Hochberg over both directions of every pair: if exp(-excess) ≤ q·i/m for the i-th of m tests, it and all before it stand.
ranked as (

    select *,
        2 * count(*) over (partition by is_tested) as tests_count,
        count(*) over (partition by is_tested order by excess desc) as place,
        if(excess >= ln(tests_count / (place * $max_false_share)), place, 0) as standing

    from compared

),

judged as (

    select *, place <= max(standing) over (partition by is_tested) as stands from ranked

)

select
    bidder_pair_key as subject,
    status_of(reason, wins / nullif(lots, 0) >= $min_win_share and other_wins <= $max_other_wins and exp(-excess) <= $max_chance and stands) as status,
    reason, wins / nullif(lots, 0) as value, $min_win_share as threshold,
    {
        wins_count: wins, other_wins_count: other_wins, lots_count: lots, processes_count: processes, expected_count: round(expected, 2),
        chance_share: exp(-excess), place_count: place, tests_count: tests_count
    } as evidence,
    coalesce(source_rows, []) as seen_in

from judged
