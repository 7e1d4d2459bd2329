-- Contracts in scope by province, year, category, and by agencies with five judged contracts or more.

-- name: by_province
select
    province,
    count(*)::integer as contracts_count,
    (count(*) filter (where judged > 0))::integer as judged_count,
    (count(*) filter (where flagged > 0))::integer as flagged_count,
    (count(*) filter (where flagged > 0))::double / nullif(count(*) filter (where judged > 0), 0) as flagged_share,
    sum(amount)::decimal(38, 2) as contracts_amount,
    coalesce(sum(amount) filter (where flagged > 0), 0)::decimal(38, 2) as flagged_amount,
    currency
from in_scope
group by province, currency
order by contracts_count desc, province nulls last, currency nulls last

-- name: by_year
select
    fiscal_year,
    count(*)::integer as contracts_count,
    (count(*) filter (where judged > 0))::integer as judged_count,
    (count(*) filter (where flagged > 0))::integer as flagged_count,
    sum(amount)::decimal(38, 2) as contracts_amount,
    currency
from in_scope
group by fiscal_year, currency
order by fiscal_year nulls last, currency nulls last

-- name: by_category
select
    category,
    count(*)::integer as contracts_count,
    (count(*) filter (where judged > 0))::integer as judged_count,
    (count(*) filter (where flagged > 0))::integer as flagged_count,
    sum(amount)::decimal(38, 2) as contracts_amount,
    currency
from in_scope
group by category, currency
order by contracts_count desc, category nulls last, currency nulls last

-- name: by_agency
select
    buyer_name,
    province,
    count(*)::integer as contracts_count,
    (count(*) filter (where judged > 0))::integer as judged_count,
    (count(*) filter (where flagged > 0))::integer as flagged_count,
    (count(*) filter (where flagged > 0))::double / nullif(count(*) filter (where judged > 0), 0) as flagged_share,
    coalesce(sum(amount) filter (where flagged > 0), 0)::decimal(38, 2) as flagged_amount,
    currency
from in_scope
group by buyer_key, buyer_name, province, currency
having count(*) filter (where judged > 0) >= 5
order by flagged_count desc, contracts_count desc, buyer_name nulls last, buyer_key, province nulls last, currency nulls last
limit 50
