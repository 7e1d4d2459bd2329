-- R033 Bidders with one shareholder. One row per lot and pair of bidders.

with

held as (

    -- Shareholders of each bidder or its members on the day of the bids; without that day, on the day of the run.
    select
        pair.lot_pair_key, side.party_key, ownership.holder_key,
        max(ownership.share) as share,
        bool_or(ownership.share is null) as has_unknown,
        list_sort(list_distinct(flatten(list(ownership.source_rows order by ownership.source_rows)))) as source_rows

    from peers.lot_pair as pair
    cross join lateral (select unnest([first_key, second_key]) as party_key) as side
    join peers.part_of_bidder as part on part.party_key = side.party_key
    join peers.ownership on ownership.party_key = part.part_key
    where ownership.is_equity
    and coalesce(ownership.from_on <= coalesce(bids_on, as_of()), true)
    and coalesce(ownership.to_on >= coalesce(bids_on, as_of()), true)
    group by pair.lot_pair_key, side.party_key, ownership.holder_key

),

tie as (

    -- One shareholder of both.
    select pair.lot_pair_key, false as is_owning, one.holder_key, least(one.share, other.share) as share, one.source_rows || other.source_rows as source_rows
    from peers.lot_pair as pair
    join held as one on one.lot_pair_key = pair.lot_pair_key and one.party_key = pair.first_key
    join held as other on other.lot_pair_key = pair.lot_pair_key and other.party_key = pair.second_key and other.holder_key = one.holder_key
    where one.share is not null
    and other.share is not null

    union all

    -- One of the two, or a member of it, holds the other.
    select pair.lot_pair_key, true, held.holder_key, held.share, held.source_rows
    from peers.lot_pair as pair
    join held on held.lot_pair_key = pair.lot_pair_key
    join peers.part_of_bidder as part on part.part_key = held.holder_key
    where part.party_key = if(held.party_key = pair.first_key, pair.second_key, pair.first_key)

),

tied as (

    select
        lot_pair_key,
        max(share) as share,
        count(*) filter (where share >= $min_share and not is_owning) as owners,
        count(*) filter (where share >= $min_share and is_owning) as owning,
        list_sort(list_distinct(flatten(list(source_rows order by source_rows) filter (where share >= $min_share)))) as source_rows

    from tie
    group by lot_pair_key

),

known as (

    select lot_pair_key, count(distinct party_key) as sides, bool_or(has_unknown) as has_unknown
    from held
    group by lot_pair_key

),

judged as (

    select
        pair.*, tied.share, owners, owning, tied.source_rows as tie_rows,
        case
            when tied.share >= $min_share then null
            when coalesce(sides, 0) <= 1 then 'holding.holder_key'
            when has_unknown then 'holding.share'
        end as reason

    from peers.lot_pair as pair
    left join tied using (lot_pair_key)
    left join known using (lot_pair_key)

)

select
    lot_pair_key as subject,
    status_of(reason, coalesce(share >= $min_share, false)) as status,
    reason, share as value, $min_share as threshold,
    { held_share: share, owners_count: owners, owning_count: owning, bids_on: coalesce(bids_on, as_of()) } as evidence,
    list_distinct(source_rows || coalesce(tie_rows, [])) as seen_in

from judged
