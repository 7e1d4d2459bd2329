-- X107 Direct awards at year-end. One row per buyer and fiscal year: the share of its last month.

with

parts as (

    select
        buyer_key, fiscal_year, win_part.country, method, source_row, rate_text, rate_row,
        -- As in peers.win, the calendar year counts where no other is on file.
        make_date(fiscal_year, (coalesce(first_month, 1) + 10) % 12 + 1, 1) as last_month_on,
        if(method = 'direct', wins, 0) as direct,
        if(won_on is not null, direct, 0) as dated,
        if(win_part.amount is not null, direct, 0) as priced,
        if(won_on >= last_month_on, direct, 0) as latest,
        if(dated > 0, win_part.amount, null) as spent,
        if(latest > 0, win_part.amount, null) as latest_spent,
        if(dated > 0, win_part.currency, null) as spent_in

    from peers.win_part
    -- The first of January lies in every fiscal year that bears its number.
    left join law.fiscal_year as law_year
        on law_year.country = win_part.country
        and coalesce(won_on, make_date(fiscal_year, 1, 1)) between law_year.from_on and law_year.to_on

),

added as (

    select
        buyer_key, fiscal_year, min(country) as country,
        -- Where the law moved the end of the year, the year lasts to the later one.
        max(last_month_on) as from_on,
        round(sum(direct), 6)::double as awards,
        round(sum(latest), 6)::double as last_awards,
        sum(spent) as amount,
        coalesce(sum(latest_spent), 0) as last_amount,
        min(spent_in) as currency,
        told_rates(list(rate_text order by rate_text)) as rates_text,
        list_sort(list_concat(list(distinct source_row order by source_row) filter (where latest > 0),
            list(distinct rate_row order by rate_row) filter (where latest > 0 and rate_row is not null))) as source_rows,
        case
            when fiscal_year is null then 'contract.signed_on'
            when awards = 0 then if(bool_or(method is null), 'tender.procurement_method', 'method_not_direct')
            when last_day(max(last_month_on)) > as_of() then 'year_not_over'
            when awards < $min_awards then 'too_few'
            when awards - sum(dated) > $max_missing_share * awards then 'contract.signed_on'
            when awards - sum(priced) > $max_missing_share * awards then 'contract.value_amount'
            when min(spent_in) <> max(spent_in) then 'currency_mixed'
        end as why_not,
        if(why_not is null, last_amount / nullif(amount, 0), null) as last_share

    from parts
    group by buyer_key, fiscal_year

),

fences as (

    select
        country, fiscal_year, count(*) as peers,
        list(last_share order by last_share) as shares,
        quantile_r8(shares, 0.75) as high_quarter,
        high_quarter - quantile_r8(shares, 0.25) as spread,
        high_quarter + $fence_spreads * spread as fence,
        greatest(fence, $min_even_shares / 12) as least_share,
        quantile_r8(list(last_awards / awards order by last_awards / awards), 0.5) as middle,
        case when peers < $min_peers then 'peers_too_few' when spread = 0 or fence > 1 then 'no_fence' end as why_no_fence

    from added
    where last_share is not null
    group by country, fiscal_year

)

select
    buyer_year_key as subject,
    status_of(
        coalesce(why_not, why_no_fence),
        -- By value one large purchase may fill a month: by number too, even at the lower bound, it must hold more than is usual.
        last_share >= least_share and coalesce(wilson_lo(last_awards, awards, $standard_errors) > middle, false)
    ) as status,
    coalesce(why_not, why_no_fence) as reason, last_share as value, least_share as threshold,
    {
        last_count: last_awards, awards_count: awards, last_amount: last_amount, awards_amount: amount, currency_code: currency, rates_text: rates_text,
        last_share: last_share, fence_share: fence, median_share: middle, peers_count: peers, from_on: from_on, fiscal_year: added.fiscal_year
    } as evidence,
    coalesce(added.source_rows, []) as seen_in

from peers.buyer_year as pair
join added on added.buyer_key = pair.buyer_key and added.fiscal_year is not distinct from pair.fiscal_year
left join fences on fences.country is not distinct from added.country and fences.fiscal_year = added.fiscal_year
