-- The supplier's contracts in scope, seen by year, agency and method.

-- name: by_year
select label as fiscal_year, * exclude (label)
from split_by(fiscal_year)
order by fiscal_year nulls last, currency nulls last

-- name: by_buyer
select label.name as buyer_name, * exclude (label)
from split_by({ name: buyer_name, key: buyer_key })
order by contracts_count desc, contracts_amount desc nulls last, buyer_name nulls last, label.key, currency nulls last

-- name: by_method
select label as method, * exclude (label)
from split_by(method)
order by contracts_count desc, method nulls last, currency nulls last

-- name: contracts
select subject_id, title as process_title, buyer_name, supplier_name, method, category, signed_on, amount, currency, judged as judged_count, flagged as flagged_count
from in_scope
order by signed_on desc nulls last, subject_id
