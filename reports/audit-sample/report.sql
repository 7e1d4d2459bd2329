-- The draw, by one of three rules, each from the same frame: the contracts in scope, in the order of their ids.
-- A key is SHA-256 of the seed, a colon and the id: anybody can compute it. Ties are broken by the id.

-- name: frame
with

framed as (

    select
        subject_id, title as process_title, buyer_name, supplier_name, method, category, signed_on, amount, currency, flagged as flagged_count,
        sha256($seed || ':' || subject_id) as draw_key,
        coalesce(method, '-') || ' · ' || coalesce(category, '-') as stratum
    from in_scope

)

select
    (row_number() over (order by subject_id))::integer as frame_count,
    *,
    if(amount > 0, sum(greatest(amount, 0)) over (partition by currency order by subject_id rows unbounded preceding), null)::decimal(38, 2) as cumulative_amount
from framed
order by subject_id

-- name: strata
with

sizes as (

    select coalesce(method, '-') || ' · ' || coalesce(category, '-') as stratum, method, category, count(*) as frame_size from in_scope group by method, category

),

shares as (

    select
        stratum, method, category, frame_size,
        (least($sample_size, sum(frame_size) over ()) * frame_size) // sum(frame_size) over () as sure,
        (least($sample_size, sum(frame_size) over ()) * frame_size) % sum(frame_size) over () as remainder,
        least($sample_size, sum(frame_size) over ()) as wanted
    from sizes

)

-- By the size of each stratum; what is left over goes to the largest remainders.
select
    stratum,
    method,
    category,
    frame_size::integer as contracts_count,
    (sure + if(row_number() over (order by remainder desc, stratum) <= wanted - sum(sure) over (), 1, 0))::integer as drawn_count
from shares
order by stratum

-- name: sample
with

framed as (

    select
        subject_id, title, buyer_name, supplier_name, method, category, signed_on, amount, currency, flagged,
        sha256($seed || ':' || subject_id) as draw_key,
        coalesce(method, '-') || ' · ' || coalesce(category, '-') as stratum
    from in_scope

),

strata as (

    select
        stratum, count(*) as frame_size,
        (least($sample_size, sum(count(*)) over ()) * count(*)) // sum(count(*)) over () as sure,
        (least($sample_size, sum(count(*)) over ()) * count(*)) % sum(count(*)) over () as remainder,
        least($sample_size, sum(count(*)) over ()) as wanted
    from framed
    group by stratum

),

allotted as (

    select stratum, sure + if(row_number() over (order by remainder desc, stratum) <= wanted - sum(sure) over (), 1, 0) as drawn
    from strata

),

-- Monetary units: satang of one currency, the one most contracts are in, laid end to end in the order of ids.
currency_used as (

    select currency from framed where amount > 0 group by currency order by count(*) desc, currency nulls last limit 1

),

laid as (

    select
        subject_id,
        sum((amount * 100)::hugeint) over (order by subject_id rows unbounded preceding) as upto,
        (amount * 100)::hugeint as units
    from framed
    where amount > 0 and currency is not distinct from (select currency from currency_used)

),

steps as (

    select
        greatest(max(upto) // $sample_size, 1) as interval_units,
        1 + (('0x' || left(sha256($seed), 12))::ubigint::hugeint % greatest(max(upto) // $sample_size, 1)) as start_units
    from laid

),

-- Hits at start, start + interval, … : how many of the first so many lie in each contract.
hit as (

    select
        subject_id,
        least($sample_size, if(upto >= start_units, (upto - start_units) // interval_units + 1, 0))
        - least($sample_size, if(upto - units >= start_units, (upto - units - start_units) // interval_units + 1, 0)) as hits
    from laid, steps

),

ordered as (

    select
        framed.*,
        coalesce(hit.hits, 0)::integer as hits_count,
        allotted.drawn,
        row_number() over (order by draw_key, framed.subject_id) as nth,
        row_number() over (partition by framed.stratum order by draw_key, framed.subject_id) as nth_in_stratum
    from framed
    join allotted using (stratum)
    left join hit on hit.subject_id = framed.subject_id

)

select
    subject_id, title as process_title, buyer_name, supplier_name, method, category, stratum, signed_on, amount, currency, flagged as flagged_count,
    if($sampling = 'monetary-unit', hits_count, null) as hits_count, draw_key
from ordered
where case $sampling
    when 'random' then nth <= $sample_size
    when 'stratified' then nth_in_stratum <= drawn
    else hits_count > 0
end
order by if($sampling = 'monetary-unit', '', draw_key), subject_id

-- name: monetary_units
with

used as (

    select currency from in_scope where amount > 0 group by currency order by count(*) desc, currency nulls last limit 1

)

select
    (select currency from used) as currency,
    (count(*) filter (where amount > 0 and currency is not distinct from (select currency from used)))::integer as contracts_count,
    (count(*) filter (where not coalesce(amount > 0 and currency is not distinct from (select currency from used), false)))::integer as left_out_count,
    (sum(amount) filter (where amount > 0 and currency is not distinct from (select currency from used)))::decimal(38, 2) as contracts_amount,
    (greatest((sum(amount) filter (where amount > 0 and currency is not distinct from (select currency from used)) * 100)::hugeint // $sample_size, 1) / 100)::decimal(38, 2) as interval_amount,
    ((1 + (('0x' || left(sha256($seed), 12))::ubigint::hugeint % greatest((sum(amount) filter (where amount > 0 and currency is not distinct from (select currency from used)) * 100)::hugeint // $sample_size, 1))) / 100)::decimal(38, 2) as start_amount
from in_scope

-- name: frame_totals
select count(*)::integer as contracts_count, sum(amount)::decimal(38, 2) as contracts_amount, currency
from in_scope
group by currency
order by currency nulls last
