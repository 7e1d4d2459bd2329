-- The supplier's contracts in scope, seen by year, agency and method.

-- name: by_year
select
    fiscal_year,
    count(*)::integer as contracts_count,
    (count(*) filter (where judged > 0))::integer as judged_count,
    (count(*) filter (where flagged > 0))::integer as flagged_count,
    sum(amount)::decimal(38, 2) as contracts_amount,
    coalesce(sum(amount) filter (where flagged > 0), 0)::decimal(38, 2) as flagged_amount,
    currency
from in_scope
group by fiscal_year, currency
order by fiscal_year nulls last, currency nulls last

-- name: by_buyer
select
    buyer_name,
    count(*)::integer as contracts_count,
    (count(*) filter (where flagged > 0))::integer as flagged_count,
    sum(amount)::decimal(38, 2) as contracts_amount,
    currency
from in_scope
group by buyer_key, buyer_name, currency
order by contracts_count desc, contracts_amount desc nulls last, buyer_name nulls last, buyer_key, currency nulls last

-- name: by_method
select
    method,
    count(*)::integer as contracts_count,
    (count(*) filter (where flagged > 0))::integer as flagged_count,
    sum(amount)::decimal(38, 2) as contracts_amount,
    currency
from in_scope
group by method, currency
order by contracts_count desc, method nulls last, currency nulls last

-- name: contracts
select subject_id, title as process_title, buyer_name, supplier_name, method, category, signed_on, amount, currency, judged as judged_count, flagged as flagged_count
from in_scope
order by signed_on desc nulls last, subject_id
