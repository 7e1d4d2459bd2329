-- Who bids under the name of a bidder: itself, and the members of a joint venture. One row per party and part.

create table peers.part_of_bidder as

select party_key, party_key as part_key from canon.party

union

select party_key, member_key as part_key from canon.member
