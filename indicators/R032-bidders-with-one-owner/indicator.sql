-- R032 Bidders with one owner. One row per lot and pair of bidders.

with

owned as (

    -- Persons behind each bidder or its members on the day of the bids; without that day, on the day of the run.
    select distinct pair.lot_pair_key, side.party_key, ownership.holder_key, ownership.source_rows

    from peers.lot_pair as pair
    cross join lateral (select unnest([first_key, second_key]) as party_key) as side
    join peers.part_of_bidder as part on part.party_key = side.party_key
    join peers.ownership on ownership.party_key = part.part_key
    join canon.party as person on person.party_key = ownership.holder_key
    where person.kind = 'natural'
    and coalesce(ownership.from_on <= coalesce(bids_on, as_of()), true)
    and coalesce(ownership.to_on >= coalesce(bids_on, as_of()), true)

),

counted as (

    select
        lot_pair_key,
        party_key,
        count(distinct holder_key) as owners,
        list(holder_key order by holder_key) as holders

    from owned
    group by lot_pair_key, party_key

),

shared as (

    select
        pair.*,
        one.owners as first_owners,
        other.owners as second_owners,
        coalesce(list_intersect(one.holders, other.holders), []) as shared_keys,
        case when one.owners is null or other.owners is null then 'holding.holder_key' end as reason

    from peers.lot_pair as pair
    left join counted as one on one.lot_pair_key = pair.lot_pair_key and one.party_key = pair.first_key
    left join counted as other on other.lot_pair_key = pair.lot_pair_key and other.party_key = pair.second_key

),

told as (

    select owned.lot_pair_key, list_sort(list_distinct(flatten(list(owned.source_rows order by owned.source_rows)))) as source_rows
    from owned
    join shared on shared.lot_pair_key = owned.lot_pair_key and list_contains(shared.shared_keys, owned.holder_key)
    group by owned.lot_pair_key

)

select
    lot_pair_key as subject,
    status_of(reason, len(shared_keys) > 0) as status,
    reason,
    len(shared_keys) as value,
    1 as threshold,
    {
        owners_count: len(shared_keys),
        bids_on: coalesce(bids_on, as_of()),
        first_owners_count: first_owners,
        second_owners_count: second_owners
    } as evidence,
    list_distinct(shared.source_rows || coalesce(told.source_rows, [])) as seen_in

from shared
left join told using (lot_pair_key)
