-- Bids as Cardinal 0.0.8 counts them: submitted, once each whatever their lots. One row per process and bid.
-- Tenderers that only a list of names stands for made no bid; a bid of several is not compared by price.
create table peers.cardinal_bid as
with

consortium as (

    select distinct member.party_key
    from canon.member as member
    join canon.party as party on party.party_key = member.party_key and starts_with(party.party_id, 'consortium:')

),

submitted as (

    select
        process_key, bid_id,
        min(tenderer_key) as tenderer_key, min(status) as status, min(submitted_text) as submitted_text,
        min(value_amount) as value_amount, min(currency) as currency, min(source_row) as source_row

    from canon.bid
    where status is not null and status not in ('invited', 'withdrawn') and not contains(bid_id, '/tenderer:')
    group by process_key, bid_id

)

select
    submitted.process_key, bid_id, tenderer_key, status, submitted_text, value_amount, currency, source_row,
    tenderer_key is not null and consortium.party_key is null as is_single,
    -- Where it stands in its list: of equally low bids the first one counts.
    coalesce(try_cast(regexp_extract(source_row.place, '([0-9]+)$', 1) as bigint), 0) as position

from submitted
left join consortium on consortium.party_key = submitted.tenderer_key
left join canon.source_row as source_row using (source_row)
where submitted.process_key not in (select process_key from canon.tender where status = 'cancelled')
order by submitted.process_key, bid_id
