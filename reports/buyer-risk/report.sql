-- The agency's contracts in scope, seen by unit, month, method and supplier; and a control drawn from those that no flag touches.

-- name: by_unit
select
    buyer_name,
    count(*)::integer as contracts_count,
    (count(*) filter (where judged > 0))::integer as judged_count,
    (count(*) filter (where flagged > 0))::integer as flagged_count,
    sum(amount)::decimal(38, 2) as contracts_amount,
    coalesce(sum(amount) filter (where flagged > 0), 0)::decimal(38, 2) as flagged_amount,
    currency
from in_scope
group by buyer_key, buyer_name, currency
order by flagged_count desc, contracts_count desc, buyer_name nulls last, buyer_key, currency nulls last

-- name: by_month
select
    strftime(signed_on, '%Y-%m') as month,
    count(*)::integer as contracts_count,
    (count(*) filter (where judged > 0))::integer as judged_count,
    (count(*) filter (where flagged > 0))::integer as flagged_count,
    sum(amount)::decimal(38, 2) as contracts_amount,
    currency
from in_scope
group by month, currency
order by month nulls last, currency nulls last

-- name: by_method
select
    method,
    count(*)::integer as contracts_count,
    (count(*) filter (where judged > 0))::integer as judged_count,
    (count(*) filter (where flagged > 0))::integer as flagged_count,
    sum(amount)::decimal(38, 2) as contracts_amount,
    coalesce(sum(amount) filter (where flagged > 0), 0)::decimal(38, 2) as flagged_amount,
    currency
from in_scope
group by method, currency
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
