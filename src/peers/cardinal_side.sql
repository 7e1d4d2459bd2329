-- Who stands behind a bid as Cardinal 0.0.8 counts it: each member of a consortium by itself. One row per process, bid and party.
create table peers.cardinal_side as
select distinct bid.process_key, bid.bid_id, bid.status, bid.submitted_text, bid.source_row, coalesce(member.member_key, bid.tenderer_key) as party_key
from peers.cardinal_bid as bid
left join canon.member as member on member.party_key = bid.tenderer_key and not bid.is_single
where bid.tenderer_key is not null
order by process_key, bid_id, party_key
