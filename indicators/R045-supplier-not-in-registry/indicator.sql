-- R045 Supplier not in registry. One row per supplier.

with

considered as (

    select
        contract.supplier_key,
        party.kind,
        party.registry_number,
        party.party_id,
        min(process.country) as buyer_country,
        min(contract.signed_on) as first_on,
        max(contract.signed_on) as last_on,
        registration.party_key is not null as is_found,
        registration.ended_on,
        list_filter(list_distinct([party.source_row, registration.source_row]), lambda row: row is not null) as seen_in

    from canon.contract
    join canon.process using (process_key)
    join canon.party on party.party_key = contract.supplier_key
    left join canon.registration on registration.party_key = contract.supplier_key
    group by contract.supplier_key, party.kind, party.registry_number, party.party_id, registration.party_key, registration.ended_on, party.source_row, registration.source_row

),

eligible as (

    select
        *,
        case
            when kind = 'natural' then 'number_masked'
            when kind in ('joint_venture', 'public') then 'not_a_company'
            when registry_number is null then 'party.registry_number'
        end as why_not

    from considered

),

cover as (

    -- How much of the suppliers of a country the imported registers hold.
    select buyer_country, count(*) as suppliers, count(*) filter (where is_found) / count(*)::double as found_share
    from eligible
    where why_not is null
    group by buyer_country

),

judged as (

    select
        eligible.*, suppliers, found_share,
        not is_found as is_missing,
        coalesce(ended_on < last_on, false) as is_over,
        case
            when why_not is not null then why_not
            when found_share = 0 then 'registration.party_key'
            when not is_found and found_share < $min_found_share then 'register_incomplete'
            when ended_on is not null and last_on is null then 'contract.signed_on'
        end as reason

    from eligible
    left join cover on cover.buyer_country is not distinct from eligible.buyer_country

)

select
    supplier_key as subject,
    status_of(reason, is_missing or is_over) as status,
    reason,
    if(is_over, date_diff('day', ended_on, last_on), null) as value,
    null::integer as threshold,
    {
        number_code: registry_number, found_code: if(is_missing, 'not_registered', 'dissolved_before'),
        first_on: first_on, last_on: last_on, ended_on: ended_on, suppliers_count: suppliers, found_share: found_share
    } as evidence,
    seen_in

from judged
