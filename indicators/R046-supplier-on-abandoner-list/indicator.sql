-- R046 Supplier on abandoner list. One row per contract.

with

listed as (

    select
        contract.contract_key,
        bool_or(debarment.from_on is null) as has_undated,
        arg_min(
            {authority: authority, ground: ground, from_on: from_on, to_on: to_on, source_row: debarment.source_row},
            (from_on, debarment.source_row)
        ) filter (where from_on <= coalesce(award.awarded_on, contract.signed_on) and coalesce(to_on >= coalesce(award.awarded_on, contract.signed_on), true)) as found

    from canon.contract
    left join canon.award using (award_key)
    join peers.part_of_bidder as part on part.party_key = contract.supplier_key
    join canon.party on party.party_key = part.part_key
    join canon.debarment on debarment.party_key = part.part_key
    -- A name alone, or a masked person, is a lead and no match.
    where party.registry_number is not null
    group by contract.contract_key, award.awarded_on, contract.signed_on

),

judged as (

    select
        contract.contract_key,
        coalesce(award.awarded_on, contract.signed_on) as signed_on,
        found,
        list_filter(list_distinct([contract.source_row, supplier.source_row, found.source_row]), lambda row: row is not null) as seen_in,
        case
            when contract.status = 'cancelled' then 'contract_cancelled'
            when supplier.kind = 'natural' then 'number_masked'
            when supplier.registry_number is null and not exists (from canon.member where member.party_key = contract.supplier_key) then 'party.registry_number'
            when not exists (from canon.debarment) then 'debarment.from_on'
            when coalesce(award.awarded_on, contract.signed_on) is null then 'contract.signed_on'
            when found is null and has_undated then 'debarment.from_on'
        end as reason

    from canon.contract
    left join canon.award using (award_key)
    left join canon.party as supplier on supplier.party_key = contract.supplier_key
    left join listed using (contract_key)

)

select
    contract_key as subject,
    status_of(reason, found is not null) as status,
    reason,
    date_diff('day', found.from_on, signed_on) as value,
    null::integer as threshold,
    { signed_on: signed_on, authority_code: found.authority, listed_on: found.from_on, lifted_on: found.to_on, ground_code: found.ground } as evidence,
    seen_in

from judged
