-- R042 Unusual address or telephone. One row per party.

with

active as (

    select tenderer_key as party_key from canon.bid where status is distinct from 'invited'
    union
    select supplier_key from canon.contract
    union
    select supplier_key from canon.award

),

-- Members of a joint venture bid through it.
bidding as (

    select party_key from active
    union
    select member_key from canon.member join active using (party_key)

),

reached as (

    select contact.*
    from peers.contact as contact
    join bidding using (party_key)
    where kind not in ('natural', 'joint_venture')

),

by_phone as (

    select phone, count(*) as sharers, list(source_row order by source_row) as source_rows
    from reached
    group by phone

),

by_address as (

    select address, count(*) as sharers, list(source_row order by source_row) as source_rows
    from reached
    group by address

),

judged as (

    select
        contact.party_key,
        coalesce(by_phone.sharers, 0) as phone_sharers,
        coalesce(by_address.sharers, 0) as address_sharers,
        list_filter([
            if(is_unreachable, 'phone_unreachable', null),
            if(phone_sharers >= $min_sharers, 'phone_shared', null),
            if(address_sharers >= $min_sharers, 'address_shared', null),
            if(len(list_filter($box_words, lambda word: contains(letters, word))) > 0, 'address_box', null)
        ], lambda fault: fault is not null) as faults,
        list_sort(list_distinct(
            [contact.source_row]
            || if(list_contains(faults, 'phone_shared'), by_phone.source_rows, [])
            || if(list_contains(faults, 'address_shared'), by_address.source_rows, [])
        )) as seen_in,
        case
            when contact.kind = 'natural' then 'number_masked'
            when bidding.party_key is null then 'not_a_bidder'
            when not has_phone and contact.letters = '' then 'party.phone'
        end as reason

    from peers.contact as contact
    left join bidding using (party_key)
    left join by_phone on by_phone.phone = contact.phone
    left join by_address on by_address.address = contact.address

)

select
    party_key as subject,
    status_of(reason, len(faults) > 0) as status,
    reason,
    greatest(phone_sharers, address_sharers) as value,
    $min_sharers as threshold,
    { found_code: faults, address_count: address_sharers, phone_count: phone_sharers } as evidence,
    seen_in

from judged
