-- How each party can be reached, spelled one way: digits of its telephone number, letters and digits of its address. One row per party.
-- Numbers of seven to fifteen figures are compared; shorter ones are local and may be another's elsewhere. One of fewer than five figures,
-- of one figure only or of figures counted up reaches nobody. An address without a number or of fewer than twelve letters, such as a street alone, is null.

create table peers.contact as

with

spelled as (

    select
        *,
        translate(lower(coalesce(phone, '')), '๐๑๒๓๔๕๖๗๘๙', '0123456789') as arabic,
        -- The first of several numbers; an extension is none of its digits.
        regexp_replace(regexp_replace(arabic, '([,;/]| - |ต่อ|ext|#|x).*$', ''), '[^0-9]', '', 'g') as figures,
        regexp_replace(lower(coalesce(address, '')), '[\s.,;:/()-]', '', 'g') as letters

    from canon.party

)

select
    party_key,
    kind,
    figures <> '' as has_phone,
    letters,
    -- A number with the code of the country is the number without it.
    regexp_replace(figures, '^66([0-9]{8,9})$', '0\1') as dialled,
    has_phone and (not regexp_full_match(dialled, '[0-9]{5,}') or replace(dialled, left(dialled, 1), '') = '' or regexp_full_match(dialled, '0*123456789?0?')) as is_unreachable,
    if(not is_unreachable and regexp_full_match(dialled, '[0-9]{7,15}'), dialled, null) as phone,
    if(regexp_matches(letters, '.{12}') and regexp_matches(letters, '[0-9๐-๙]'), letters, null) as address,
    source_row

from spelled
