-- R002 Budgets just within limit. One row per buyer and fiscal year.

with

near as (

    select
        *,
        budget_amount <= limit_amount as is_within,
        abs(budget_amount - limit_amount) <= $max_away_share * limit_amount as is_near

    from peers.buyer_process
    where reason is null

),

counted as (

    select
        buyer_key, fiscal_year,
        min(country) as country,
        count(*) filter (where is_near) as near,
        count(*) filter (where is_near and is_within) as within,
        max(limit_amount) as limit_amount,
        max(currency) as currency,
        coalesce(list(source_row order by source_row) filter (where is_near and is_within), []) as source_rows

    from near
    group by buyer_key, fiscal_year

),

totals as (

    select country, fiscal_year, sum(near) as near, sum(within) as within
    from counted
    group by country, fiscal_year

),

hindered as (

    -- What stands in the way; the last by name, so that it is always the same.
    select buyer_key, fiscal_year, max(reason) as why_not
    from peers.buyer_process
    group by buyer_key, fiscal_year

),

judged as (

    select
        pair.buyer_year_key,
        counted.*,
        totals.near - counted.near as others,
        totals.within - counted.within as others_within,
        others_within / nullif(others, 0)::double as others_share,
        wilson_lo(counted.within, counted.near, $standard_errors) as low_share,
        case
            when pair.fiscal_year is null then 'contract.signed_on'
            when counted.buyer_key is null then why_not
            when counted.near < $min_near or counted.within < $min_within then 'too_few'
            when others < $min_others then 'peers_too_few'
        end as reason

    from peers.buyer_year as pair
    left join counted on counted.buyer_key = pair.buyer_key and counted.fiscal_year = pair.fiscal_year
    left join totals on totals.country is not distinct from counted.country and totals.fiscal_year = counted.fiscal_year
    join hindered on hindered.buyer_key = pair.buyer_key and hindered.fiscal_year is not distinct from pair.fiscal_year

)

select
    buyer_year_key as subject,
    status_of(reason, coalesce(low_share > others_share, false)) as status,
    reason, low_share as value, others_share as threshold,
    {
        near_limit_count: near, within_count: within, others_count: others, others_within_count: others_within,
        limit_amount: limit_amount, currency_code: currency, fiscal_year: fiscal_year
    } as evidence,
    coalesce(source_rows, []) as seen_in

from judged
