-- The agency's contracts in scope, seen by unit, month, method and supplier; and a control drawn from those that no flag touches.

-- Units with five contracts or more; the smaller ones stand together, so that none is ranked by a handful. Where all are of one agency its name is left out.
-- name: by_unit
with

sized as (

    select
        *,
        split_part(buyer_name, ' / ', 1) as agency,
        count(*) over (partition by buyer_key) >= 5 as is_large
    from in_scope

),

called as (

    select
        *,
        if(min(agency) over () = max(agency) over () and buyer_name <> agency, substr(buyer_name, length(agency) + 4), buyer_name) as unit_name
    from sized

)

select
    if(is_large, unit_name, 'units with fewer than five contracts, together') as unit_name_en,
    if(is_large, unit_name, 'หน่วยงานที่มีน้อยกว่าห้าสัญญา รวมกัน') as unit_name_th,
    count(*)::integer as contracts_count,
    (count(*) filter (where judged > 0))::integer as judged_count,
    (count(*) filter (where flagged > 0))::integer as flagged_count,
    sum(amount)::decimal(38, 2) as contracts_amount,
    coalesce(sum(amount) filter (where flagged > 0), 0)::decimal(38, 2) as flagged_amount,
    currency
from called
group by is_large, if(is_large, buyer_key, null), unit_name_en, unit_name_th, currency
order by is_large desc, flagged_count desc, contracts_count desc, unit_name_en nulls last, if(is_large, buyer_key, null), currency nulls last

-- name: by_month
select label as month, * exclude (label)
from split_by(strftime(signed_on, '%Y-%m'))
order by month nulls last, currency nulls last

-- name: by_method
select label as method, * exclude (label)
from split_by(method)
order by contracts_count desc, method nulls last, currency nulls last

-- Suppliers with five contracts or more; a natural person stands in no ranking.
-- name: by_supplier
with

whole as (

    select currency, sum(amount) as whole_amount from in_scope group by currency

)

select
    supplier_name,
    count(*)::integer as contracts_count,
    (count(*) filter (where flagged > 0))::integer as flagged_count,
    sum(amount)::decimal(38, 2) as contracts_amount,
    sum(amount)::double / nullif(any_value(whole_amount), 0)::double as top_share,
    in_scope.currency
from in_scope
join whole on whole.currency is not distinct from in_scope.currency
where supplier_kind = 'juristic'
group by supplier_key, supplier_name, in_scope.currency
having count(*) >= 5
order by contracts_amount desc nulls last, supplier_name nulls last, supplier_key, in_scope.currency nulls last
limit 30

-- name: frame
select count(*)::integer as contracts_count, sum(amount)::decimal(38, 2) as contracts_amount, currency
from in_scope
where flagged = 0
group by currency
order by currency nulls last

-- name: sample
select subject_id, title as process_title, buyer_name, supplier_name, method, signed_on, amount, currency, sha256($seed || ':' || subject_id) as draw_key
from in_scope
where flagged = 0
order by draw_key, subject_id
limit $sample_size
