-- What reports count over the contracts in scope, by whatever these have: `from split_by(method)`, one row for each method and currency.
-- Of fewer than five judged no share is told: one of two is not a half.
create or replace temp macro split_by(label) as table
select
    label as label,
    count(*)::integer as contracts_count,
    (count(*) filter (where judged > 0))::integer as judged_count,
    (count(*) filter (where flagged > 0))::integer as flagged_count,
    if(count(*) filter (where judged > 0) >= 5, (count(*) filter (where flagged > 0))::double / count(*) filter (where judged > 0), null) as flagged_share,
    sum(amount)::decimal(38, 2) as contracts_amount,
    coalesce(sum(amount) filter (where flagged > 0), 0)::decimal(38, 2) as flagged_amount,
    currency
from in_scope
group by 1, currency
