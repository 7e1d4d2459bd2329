-- Who lost the lots of each contract, and whether its supplier hired them. One row per contract and losing bidder.
-- Lots are those of the award that a contract came from; without one, the only lot of the process. A joint venture is hired where a member is.
-- Reads peers.lot_award, peers.lot_bidder, peers.part_of_bidder and peers.contract_subcontractor.

create table peers.contract_rival as

with

placed as (

    select contract.contract_key, award.lot_key
    from canon.contract
    join canon.award as own using (award_key)
    join canon.award on award.process_key = own.process_key and award.award_id = own.award_id

    union

    select contract_key, min(lot_key)
    from canon.contract
    join canon.lot using (process_key)
    where award_key is null
    group by contract_key
    having count(*) = 1

),

lost as (

    select
        contract.contract_key,
        contract.supplier_key as winner_key,
        lot_bidder.tenderer_key as loser_key,
        flatten(list(lot_bidder.source_rows order by lot_bidder.source_rows)) as source_rows

    from placed
    join canon.contract using (contract_key)
    join peers.lot_award using (lot_key)
    join peers.lot_bidder using (lot_key)
    where lot_award.reason is null
    and contract.status is distinct from 'cancelled'
    and contract.supplier_key <> lot_bidder.tenderer_key
    and not list_contains(lot_award.winners, lot_bidder.tenderer_key)
    group by contract.contract_key, contract.supplier_key, lot_bidder.tenderer_key

),

hired as (

    select lost.contract_key, lost.loser_key, list(distinct own.source_row order by own.source_row) as source_rows
    from lost
    join peers.part_of_bidder as part on part.party_key = lost.loser_key
    join peers.contract_subcontractor as own on own.contract_key = lost.contract_key and own.subcontractor_key = part_key
    -- Who is part of the winner, too, works for itself.
    where not exists (select 1 from peers.part_of_bidder as own_part where own_part.party_key = lost.winner_key and own_part.part_key = part.part_key)
    group by lost.contract_key, lost.loser_key

),

known as (

    select contract_key, bool_and(subcontractor_key is not null) as are_named
    from peers.contract_subcontractor
    group by contract_key

)

select
    lost.contract_key,
    winner_key,
    lost.loser_key,
    hired.contract_key is not null as is_hired,
    coalesce(known.are_named, award.has_subcontracting = false, false) as is_known,
    list_sort(list_distinct(lost.source_rows || coalesce(hired.source_rows, []))) as source_rows

from lost
join canon.contract using (contract_key)
left join canon.award using (award_key)
left join hired on hired.contract_key = lost.contract_key and hired.loser_key = lost.loser_key
left join known on known.contract_key = lost.contract_key
