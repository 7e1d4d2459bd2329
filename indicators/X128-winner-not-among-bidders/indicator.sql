-- X128 Winner not among bidders. One row per award and lot.

with

bidders as (

    select
        process_key,
        count(distinct tenderer_key) as bidders,
        bool_or(tenderer_key is null) as has_unnamed,
        list(distinct tenderer_key order by tenderer_key) filter (where tenderer_key is not null) as parties,
        list(distinct source_row order by source_row) as source_rows

    from canon.bid
    where status is distinct from 'invited'
    group by process_key

),

-- Those who bid, their members, and those whose members bid.
related as (

    select process_key, party_key from (select process_key, unnest(parties) as party_key from bidders)
    union
    select process_key, member_key from (select process_key, unnest(parties) as party_key from bidders) join canon.member using (party_key)
    union
    select process_key, member.party_key
    from (select process_key, unnest(parties) as party_key from bidders) as bidder
    join canon.member on member.member_key = bidder.party_key

),

judged as (

    select
        award.award_key,
        award.awarded_on,
        bidders.bidders,
        related.party_key is not null as is_bidder,
        list_sort(list_distinct([award.source_row] || coalesce(bidders.source_rows, []))) as seen_in,
        case
            when award.status in ('cancelled', 'unsuccessful') then 'no_award'
            when award.status = 'pending' then 'award_pending'
            when award.supplier_key is null then 'award.supplier_key'
            when bidders.process_key is null or not is_bidder and has_unnamed then 'bid.tenderer_key'
            when award.status is null then 'award.status'
        end as reason

    from canon.award
    left join bidders using (process_key)
    left join related on related.process_key = award.process_key and related.party_key = award.supplier_key

)

select
    award_key as subject,
    status_of(reason, not is_bidder) as status,
    reason,
    if(is_bidder, 0, 1) as value,
    1 as threshold,
    { bidders_count: bidders, awarded_on: awarded_on } as evidence,
    seen_in

from judged
