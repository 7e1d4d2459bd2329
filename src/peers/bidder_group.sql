-- Groups of 3 to 20 bidders that may act as one, found without looking at the processes in which they are tested: firms with one owner, director,
-- address or telephone number, tested everywhere; and a firm with those it met more than once, and in at least half of its processes and of theirs, in
-- the earlier half of a market, tested in the later half. One row per group. What more than 20 share, such as an office building, makes no group.
-- Reads peers.part_of_bidder, peers.ownership, peers.contact, peers.market_bidder.

create table peers.bidder_group as

with

thing as (

    -- A firm is one with whoever owns it; the state, which owns many, makes none.
    select party_key, 'one_owner' as basis, 'party ' || part_key as thing from peers.part_of_bidder
    union
    select part.party_key, 'one_owner', 'party ' || ownership.holder_key
    from peers.part_of_bidder as part
    join peers.ownership on ownership.party_key = part.part_key
    join canon.party as holder on holder.party_key = ownership.holder_key
    where holder.kind <> 'public'
    union
    select part.party_key, 'one_director', 'party ' || holding.holder_key
    from peers.part_of_bidder as part
    join canon.holding on holding.party_key = part.part_key and holding.kind = 'director'
    union
    select part.party_key, 'one_address', contact.address
    from peers.part_of_bidder as part
    join peers.contact on contact.party_key = part.part_key
    where contact.address is not null
    union
    select part.party_key, 'one_phone', contact.phone
    from peers.part_of_bidder as part
    join peers.contact on contact.party_key = part.part_key
    where contact.phone is not null

),

early as (

    select *, count(*) over (partition by country, class, tenderer_key) as times
    from peers.market_bidder
    where not is_later

),

near as (

    select one.country, one.class, one.tenderer_key as party_key, other.tenderer_key as other_key
    from early as one
    join early as other on other.process_key = one.process_key and other.class = one.class and other.tenderer_key <> one.tenderer_key
    group by one.country, one.class, one.tenderer_key, other.tenderer_key
    having count(*) > 1
    and count(*) >= max(one.times) - count(*)
    and count(*) >= max(other.times) - count(*)

),

found as (

    select basis, null as country, null as class, list(party_key order by party_key) as members
    from thing
    where party_key in (select tenderer_key from peers.market_bidder)
    group by basis, thing
    union
    select 'met_before', country, class, list_sort(list(other_key order by other_key) || [party_key])
    from near
    group by country, class, party_key

)

select
    members[1] as first_key,
    (row_number() over (order by first_key, members, country nulls first, class nulls first) - 1)::uinteger as bidder_group_key,
    list_sort(list(distinct basis order by basis)) as bases,
    country,
    class,
    members

from found
where len(members) in (select unnest(range(3, 21)))
group by members, country, class
