-- Who won as Cardinal 0.0.8 counts it: active awards, each member of a consortium by itself. One row per process, award and party.
create table peers.cardinal_winner as
select distinct award.process_key, award.award_id, coalesce(member.member_key, award.supplier_key) as party_key
from canon.award as award
left join canon.party as party on party.party_key = award.supplier_key
left join canon.member as member on member.party_key = award.supplier_key and starts_with(party.party_id, 'consortium:')
where award.status = 'active'
order by process_key, award_id, party_key
