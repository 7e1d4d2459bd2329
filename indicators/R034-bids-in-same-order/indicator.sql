-- R034 Bids in same order. One row per pair of bidders that met in more than one lot.
-- The lots of one process are filed together, so that a process is one observation.

with

filed as (

    select
        bidder_pair_key,
        process_key,
        min(first_at) as one_at,
        min(second_at) as other_at,
        -- Midnight is how a day without a time reads.
        coalesce(one_at > date_trunc('day', one_at) and other_at > date_trunc('day', other_at), false) as is_timed,
        flatten(list(source_rows order by source_rows)) as source_rows

    from peers.pair_lot
    group by bidder_pair_key, process_key

),

counted as (

    select
        bidder_pair_key,
        count(*) filter (where is_timed and one_at <> other_at) as processes,
        processes + count(*) filter (where not is_timed) as if_timed,
        count(*) filter (where is_timed and one_at = other_at) as ties,
        count(*) filter (where is_timed and one_at < other_at) as firsts,
        greatest(firsts, processes - firsts) as same,
        processes >= $min_processes as is_tested,
        -- Half of G² against even odds: exp(-excess) is never below the chance of one order, 2 exp(-excess) of either.
        if(not is_tested, 0, same * ln(2 * same / processes) + if(same = processes, 0, (processes - same) * ln(2 * (processes - same) / processes))) as excess,
        least(1, 2 * exp(-excess)) as chance,
        flatten(list(source_rows order by source_rows)) as source_rows

    from filed
    group by bidder_pair_key

),

-- Benjamini and Hochberg: if chance ≤ q·i/m for the i-th of m pairs, it and all before it stand.
ranked as (

    select *,
        count(*) over (partition by is_tested) as tests_count,
        count(*) over (partition by is_tested order by chance) as place,
        if(chance <= $max_false_share * place / tests_count, place, 0) as standing

    from counted

),

judged as (

    select
        *,
        place <= max(standing) over (partition by is_tested) as stands,
        case when is_tested then null when if_timed >= $min_processes then 'bid.submitted_at' else 'too_few' end as reason

    from ranked

)

select
    bidder_pair_key as subject,
    status_of(reason, chance <= $max_chance and stands) as status,
    reason,
    chance as value,
    $max_chance as threshold,
    { same_count: same, processes_count: processes, ties_count: ties, chance_share: chance, place_count: place, tests_count: tests_count } as evidence,
    source_rows as seen_in

from judged
