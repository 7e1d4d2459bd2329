-- R013 Competition often left out. One row per buyer and fiscal year: of its purchases beyond the limit those without competition.

with

counted as (

    select
        buyer_key, fiscal_year,
        min(country) as country,
        count(*) filter (where reason is null and method is not null and budget_amount > limit_amount) as beyond,
        count(*) filter (where reason is null and list_contains($direct_methods, method) and budget_amount > limit_amount) as direct,
        max(limit_amount) as limit_amount,
        max(currency) filter (where reason is null) as currency,
        coalesce(list(source_row order by source_row) filter (where reason is null and list_contains($direct_methods, method) and budget_amount > limit_amount), []) as source_rows,
        case
            when fiscal_year is null then 'contract.signed_on'
            when bool_or(reason is null and method is not null) then if(beyond < $min_purchases, 'too_few', null)
            when bool_or(reason is null) then 'tender.procurement_method'
            -- The last by name, so that it is always the same.
            else max(reason)
        end as why_not,
        if(why_not is null, direct / nullif(beyond, 0)::double, null) as direct_share

    from peers.buyer_process
    group by buyer_key, fiscal_year

),

likes as (

    select country, fiscal_year, list(direct_share order by direct_share) as shares
    from counted
    where why_not is null
    group by country, fiscal_year

),

fences as (

    select
        country, fiscal_year,
        len(shares) as peers,
        quantile_r8(shares, 0.5) as middle,
        quantile_r8(shares, 0.75) as high_quarter,
        high_quarter - quantile_r8(shares, 0.25) as spread,
        high_quarter + $fence_spreads * spread as fence,
        case when peers < $min_peers then 'peers_too_few' when spread = 0 or fence > 1 then 'no_fence' end as why_no_fence

    from likes

)

select
    buyer_year_key as subject,
    status_of(
        coalesce(why_not, why_no_fence),
        coalesce(direct_share >= fence and wilson_lo(direct, beyond, $standard_errors) > middle, false)
    ) as status,
    coalesce(why_not, why_no_fence) as reason,
    direct_share as value,
    fence as threshold,
    {
        direct_count: direct, beyond_count: beyond, limit_amount: limit_amount, currency_code: currency, direct_share: direct_share,
        fence_share: fence, median_share: middle, peers_count: peers, fiscal_year: counted.fiscal_year
    } as evidence,
    counted.source_rows as seen_in

from peers.buyer_year as pair
join counted on counted.buyer_key = pair.buyer_key and counted.fiscal_year is not distinct from pair.fiscal_year
left join fences on fences.country is not distinct from counted.country and fences.fiscal_year = counted.fiscal_year
