-- Q601 Registry number fails its check. One row per party: thirteen digits, of which the last follows from the others.

with

considered as (

    select
        party.party_key,
        party.kind,
        -- As printed it may hold spaces, dots, dashes and Thai digits.
        nullif(regexp_replace(translate(registry_number, '๐๑๒๓๔๕๖๗๘๙', '0123456789'), '[\s.–-]', '', 'g'), '') as number,
        -- Where a party's country is not told, it is taken for that of its publisher.
        starts_with(party.party_id, 'TH-TIN:') or coalesce(coalesce(party.country, source_file.country) = 'TH', false) as is_thai,
        party.source_row

    from canon.party
    left join canon.source_row using (source_row)
    left join canon.source_file using (file_key)

),

checked as (

    select
        *,
        regexp_full_match(number, '[0-9]{9}[xX*]{4}|[xX*]+') as is_masked,
        -- The digits before the last weigh 13, 12 … 2; the last makes up for the remainder by eleven.
        (11 - list_sum(list_transform(range(1, 13), lambda i: try_cast(substr(number, i, 1) as integer) * (14 - i))) % 11) % 10 as check_digit,
        case
            -- D and twelve digits is what the Comptroller General's system writes for a supplier without a number.
            when left(number, 12) = repeat(left(number, 1), 12) or regexp_full_match(number, 'D[0-9]{12}') then 'number_placeholder'
            when regexp_matches(number, '[^0-9]') then 'number_not_digits'
            when not regexp_full_match(number, '[0-9]{13}') then 'number_not_thirteen'
            when right(number, 1) <> check_digit::varchar then 'number_check_digit'
        end as fault

    from considered

),

judged as (

    select
        *,
        case
            when kind = 'natural' or is_masked then 'number_masked'
            when not is_thai then 'number_not_thai'
            when number is null then 'party.registry_number'
        end as reason

    from checked

)

select
    party_key as subject,
    status_of(reason, fault is not null) as status,
    reason,
    length(number) as value,
    null::double as threshold,
    { fault_code: fault, digits_count: length(regexp_replace(number, '[^0-9]', '', 'g')) } as evidence,
    [source_row] as seen_in

from judged
