-- X105 New company wins. One row per contract.

with

considered as (

    select
        contract.contract_key,
        contract.status,
        contract.signed_on,
        contract.value_amount,
        contract.currency,
        process.country,
        party.kind,
        party.registry_number,
        -- Company numbers: 0, province of registration, kind of company, last three digits of the Buddhist year.
        regexp_full_match(registry_number, '0([1-8][0-9]|9[0-6])[2357][0-9]{9}') as has_year,
        registration.registered_on,
        coalesce(year(registered_on), if(has_year, ('2' || substr(registry_number, 5, 3))::integer - $era_years, null)) as registered_year,
        -- Whole years from the day, where a register tells it; else from one year to the other.
        if(registered_on is null, year(signed_on) - registered_year, floor(date_diff('day', registered_on, signed_on) / $year_days)) as years,
        list_filter(list_distinct([contract.source_row, party.source_row, registration.source_row]), lambda row: row is not null) as seen_in

    from canon.contract
    join canon.process using (process_key)
    left join canon.party on party.party_key = contract.supplier_key
    left join canon.registration on registration.party_key = contract.supplier_key

),

judged as (

    select
        *,
        case
            when status = 'cancelled' then 'contract_cancelled'
            when kind = 'natural' then 'number_masked'
            when registered_on is null and registry_number is null then 'party.registry_number'
            when registered_on is null and (country is distinct from 'TH' or not regexp_full_match(registry_number, '[0-9]{13}')) then 'number_not_thai'
            when registered_on is null and not has_year then 'number_without_year'
            when value_amount is null then 'contract.value_amount'
            when currency is null then 'contract.currency'
            when currency <> 'THB' then 'currency_mixed'
            when value_amount < $min_amount then 'value_small'
            when signed_on is null then 'contract.signed_on'
            when years < 0 then 'dates_out_of_order'
        end as reason

    from considered

)

select
    contract_key as subject,
    status_of(reason, coalesce(years <= $max_years, false)) as status,
    reason,
    years as value,
    $max_years as threshold,
    { registered_year: registered_year, registered_on: registered_on, signed_on: signed_on, between_count: years, value_amount: value_amount, currency_code: currency } as evidence,
    seen_in

from judged
