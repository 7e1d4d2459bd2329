-- R044 Business similarities between bidders. One row per lot and pair of bidders.

with

side as (

    -- What is known of each bidder and its members; directors on the day of the bids, without that day on the day of the run.
    select
        pair.lot_pair_key,
        bidder.party_key,
        coalesce(list(contact.phone order by contact.phone) filter (where contact.phone is not null), []) as phones,
        coalesce(list(contact.address order by contact.address) filter (where contact.address is not null), []) as addresses,
        coalesce(list(holding.holder_key order by holding.holder_key) filter (where holding.holder_key is not null), []) as directors,
        list(distinct contact.source_row order by contact.source_row) as source_rows

    from peers.lot_pair as pair
    cross join lateral (select unnest([first_key, second_key]) as party_key) as bidder
    join peers.part_of_bidder as part on part.party_key = bidder.party_key
    join peers.contact on contact.party_key = part.part_key
    left join canon.holding
        on holding.party_key = part.part_key and holding.kind = 'director'
        and coalesce(holding.from_on <= coalesce(bids_on, as_of()), true)
        and coalesce(holding.to_on >= coalesce(bids_on, as_of()), true)
    group by pair.lot_pair_key, bidder.party_key

),

compared as (

    select
        pair.*,
        len(list_intersect(one.phones, other.phones)) as same_phones,
        len(list_intersect(one.addresses, other.addresses)) as same_addresses,
        len(list_intersect(one.directors, other.directors)) as same_directors,
        if(len(one.phones) > 0 and len(other.phones) > 0, 1, 0)
        + if(len(one.addresses) > 0 and len(other.addresses) > 0, 1, 0)
        + if(len(one.directors) > 0 and len(other.directors) > 0, 1, 0) as compared_things,
        list_filter([
            if(same_phones > 0, 'phone_alike', null),
            if(same_addresses > 0, 'address_alike', null),
            if(same_directors > 0, 'director_alike', null)
        ], lambda thing: thing is not null) as alike,
        list_distinct(pair.source_rows || one.source_rows || other.source_rows) as seen_in

    from peers.lot_pair as pair
    join side as one on one.lot_pair_key = pair.lot_pair_key and one.party_key = pair.first_key
    join side as other on other.lot_pair_key = pair.lot_pair_key and other.party_key = pair.second_key

),

judged as (

    select *, case when compared_things = 0 then 'party.phone' end as reason from compared

)

select
    lot_pair_key as subject,
    status_of(reason, len(alike) >= $min_alike) as status,
    reason,
    len(alike) as value,
    $min_alike as threshold,
    { alike_code: alike, alike_count: len(alike), compared_count: compared_things, directors_count: same_directors } as evidence,
    seen_in

from judged
