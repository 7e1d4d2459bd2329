-- C214 Winner later hires loser. One row per pair of bidders that met in more than one lot.

with

ways as (

    select
        winner_key, loser_key,
        count(*) filter (where is_known) as known,
        count(*) filter (where is_hired) as hired,
        flatten(list(source_rows order by source_rows) filter (where is_hired)) as source_rows

    from peers.contract_rival
    group by winner_key, loser_key

),

judged as (

    select
        bidder_pair_key,
        coalesce(one.hired, 0) as first_hired,
        coalesce(other.hired, 0) as second_hired,
        coalesce(one.known, 0) as first_known,
        coalesce(other.known, 0) as second_known,
        least(first_hired, second_hired) as each_hired,
        list_distinct(coalesce(one.source_rows, []) || coalesce(other.source_rows, [])) as seen_in,
        case
            when each_hired >= $min_times then null
            when first_known < $min_times or second_known < $min_times then 'subcontract.subcontractor_key'
        end as reason

    from peers.bidder_pair as pair
    left join ways as one on one.winner_key = pair.first_key and one.loser_key = pair.second_key
    left join ways as other on other.winner_key = pair.second_key and other.loser_key = pair.first_key

)

select
    bidder_pair_key as subject,
    status_of(reason, each_hired >= $min_times) as status,
    reason,
    each_hired as value,
    $min_times as threshold,
    { first_hired_count: first_hired, second_hired_count: second_hired, first_contracts_count: first_known, second_contracts_count: second_known } as evidence,
    seen_in

from judged
