-- X104 Supplier in secrecy jurisdiction. One row per contract.

with

named as (

    -- The lists on which the supplier's country stood on the day of signature; a list without days holds for every day.
    select
        contract.contract_key,
        list(distinct listing.list order by listing.list) as lists,
        list(distinct listing.source_row order by listing.source_row) as source_rows

    from canon.contract
    join canon.party on party.party_key = contract.supplier_key
    join canon.listing on listing.country = upper(party.country)
    where coalesce(listing.from_on <= contract.signed_on, true)
    and coalesce(listing.to_on >= contract.signed_on, true)
    group by contract.contract_key

),

judged as (

    select
        contract.contract_key,
        contract.signed_on,
        upper(party.country) as country,
        coalesce(lists, []) as lists,
        list_distinct([contract.source_row] || list_filter([party.source_row], lambda row: row is not null) || coalesce(named.source_rows, [])) as seen_in,
        case
            when contract.status = 'cancelled' then 'contract_cancelled'
            when contract.supplier_key is null then 'contract.supplier_key'
            when party.country is null or not regexp_full_match(party.country, '[A-Za-z]{2}') then 'party.country'
            when upper(party.country) = process.country then 'supplier_domestic'
            when not exists (select 1 from canon.listing) then 'listing.country'
            when contract.signed_on is null then 'contract.signed_on'
        end as reason

    from canon.contract
    join canon.process using (process_key)
    left join canon.party on party.party_key = contract.supplier_key
    left join named using (contract_key)

)

select
    contract_key as subject,
    status_of(reason, len(lists) > 0) as status,
    reason,
    len(lists) as value,
    1 as threshold,
    { country_code: country, list_code: lists, signed_on: signed_on } as evidence,
    seen_in

from judged
