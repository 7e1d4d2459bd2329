-- cardinal:R030 Late bid won. One row per process.
-- As Cardinal 0.0.8 computes it: the instants are compared as texts.

with

late as (

    select
        side.process_key,
        list(distinct party.party_id order by party.party_id) as parties,
        list(distinct side.source_row order by side.source_row) as source_rows

    from peers.cardinal_side as side
    join (select distinct process_key, party_key from peers.cardinal_winner) as winner using (process_key, party_key)
    join canon.tender as tender on tender.process_key = side.process_key and side.submitted_text > tender.closes_text
    join canon.party as party on party.party_key = side.party_key
    where side.status = 'valid'
    group by side.process_key

),

judged as (

    select
        decided.process_key, decided.source_row, late.parties, late.source_rows, tender.closes_on,
        case
            when decided.why_not = 'tender_cancelled' then 'tender_cancelled'
            when late.process_key is not null then null
            when decided.process_key not in (select process_key from peers.cardinal_bid) then 'bid.status'
            when tender.closes_text is null then 'tender.closes_text'
            when decided.process_key not in (select process_key from peers.cardinal_bid where submitted_text is not null) then 'bid.submitted_text'
            when decided.process_key not in (select process_key from peers.cardinal_winner) then 'no_award'
        end as why_not

    from peers.cardinal_process as decided
    left join canon.tender as tender using (process_key)
    left join late using (process_key)

)

select
    process_key as subject,
    status_of(why_not, parties is not null) as status,
    why_not as reason,
    1e0 as value,
    null::double as threshold,
    { closes_on: closes_on, parties_code: parties } as evidence,
    coalesce(source_rows, [source_row]) as seen_in

from judged
