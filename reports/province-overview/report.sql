-- Contracts in scope by province, year, category, and by agencies with five judged contracts or more.

-- name: by_province
select label as province, * exclude (label)
from split_by(province)
order by contracts_count desc, province nulls last, currency nulls last

-- name: by_year
select label as fiscal_year, * exclude (label)
from split_by(fiscal_year)
order by fiscal_year nulls last, currency nulls last

-- name: by_category
select label as category, * exclude (label)
from split_by(category)
order by contracts_count desc, category nulls last, currency nulls last

-- name: by_agency
select label.name as buyer_name, label.province as province, * exclude (label)
from split_by({ name: buyer_name, key: buyer_key, province: province })
where judged_count >= 5
order by flagged_count desc, contracts_count desc, buyer_name nulls last, label.key, province nulls last, currency nulls last
limit 50
