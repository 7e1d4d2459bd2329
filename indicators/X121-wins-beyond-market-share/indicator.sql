-- X121 Wins beyond market share. One row per buyer, supplier and class.
-- Whole wins are counted, and each member of a consortium has all of it: the test needs counts, not parts.
-- Only purchases of known items: among all goods, or all services, a stationer and a printer would be held against each other's customers.

with

won as (

    select
        win.process_key, win.contract_key, win.buyer_key, win.supplier_key, win.country, win.class, win.source_row,
        process.item_class is not null as is_classified

    from peers.win as win
    join canon.process as process using (process_key)
    where win.buyer_key is not null and win.supplier_key is not null

),

buyers as (

    select
        buyer_key, class, min(country) as country,
        count(distinct (process_key, contract_key)) as all_wins,
        sum(count(distinct (process_key, contract_key))) over (partition by min(country), class) - all_wins as all_elsewhere

    from won
    group by buyer_key, class

),

pairs as (

    select
        buyer_key, supplier_key, class, bool_and(is_classified) as is_classified,
        count(distinct (process_key, contract_key)) as wins,
        list(distinct source_row order by source_row) as source_rows

    from won
    group by buyer_key, supplier_key, class

),

compared as (

    select
        pairs.*, all_wins, all_elsewhere,
        sum(wins) over (partition by country, pairs.class, supplier_key) - wins as wins_elsewhere,
        (wins_elsewhere + 0.5::double) / (all_elsewhere + 1) as expected_share, -- never nothing, never everything
        wilson_lo(wins, all_wins, $standard_errors) as low_share,
        all_wins >= $min_contracts and all_elsewhere >= $min_elsewhere and is_classified as is_tested,
        case when not is_classified then 'process.item_class' when all_wins < $min_contracts then 'too_few' when not is_tested then 'peers_too_few' end as why_not,
        -- Half of G², for shares above the expected one: exp(-excess) is never below the binomial chance of so many wins (Chernoff).
        if(wins / all_wins <= expected_share, 0, wins * ln(wins / all_wins / expected_share)
            + if(wins = all_wins, 0, (all_wins - wins) * ln((1 - wins / all_wins) / (1 - expected_share)))) as excess

    from pairs
    join buyers on buyers.buyer_key = pairs.buyer_key and buyers.class is not distinct from pairs.class

),

-- Benjamini and Hochberg: if exp(-excess) ≤ q·i/m for the i-th of m pairs, it and all before it stand. Equal pairs share the last place.
ranked as (

    select *,
        count(*) over (partition by is_tested) as pairs_count,
        count(*) over (partition by is_tested order by excess desc) as place,
        if(excess >= ln(pairs_count / (place * $max_false_share)), place, 0) as standing

    from compared

),

judged as (

    select *, place <= max(standing) over (partition by is_tested) as stands from ranked

)

select
    buyer_supplier_class_key as subject,
    status_of(why_not, wins >= $min_wins and low_share > $limit_times * expected_share and stands) as status,
    why_not as reason, low_share as value, $limit_times * expected_share as threshold,
    {
        wins_count: wins, all_count: all_wins, elsewhere_wins_count: wins_elsewhere, elsewhere_all_count: all_elsewhere,
        low_share: low_share, expected_share: expected_share, place_count: place, pairs_count: pairs_count
    } as evidence,
    source_rows as seen_in

from judged
join peers.buyer_supplier_class as pair using (buyer_key, supplier_key)
where pair.class is not distinct from judged.class
