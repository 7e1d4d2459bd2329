-- R072 Subcontracts often. One row per buyer and fiscal year; a process counts in the year of its first win.

with

processes as (

    select process_key, buyer_key, min(country) as country, min(fiscal_year) as fiscal_year
    from peers.win
    where buyer_key is not null
    group by process_key, buyer_key

),

awarded as (

    -- Rows of one award, one for each lot or supplier, say the same: it counts once.
    select
        processes.*, award_id, process.category,
        bool_or(has_subcontracting) as has_subcontracting,
        min(award.source_row) as source_row

    from processes
    join canon.process as process using (process_key)
    join canon.award on award.process_key = processes.process_key
    where award.status = 'active'
    group by all

),

kinds as (

    select
        buyer_key, fiscal_year, category,
        min(country) as country,
        count(has_subcontracting) as awards,
        count(*) filter (where has_subcontracting) as sublets,
        coalesce(list(source_row order by source_row) filter (where has_subcontracting), []) as source_rows

    from awarded
    group by buyer_key, fiscal_year, category

),

counted as (

    select
        buyer_key, fiscal_year,
        min(country) as country,
        -- What the buyer buys most, the last by name among equals: works are sublet oftener than goods are.
        arg_max(category, (awards, category)) as category,
        sum(awards)::bigint as awards,
        sum(sublets)::bigint as sublets,
        flatten(list(source_rows order by source_rows)) as source_rows

    from kinds
    group by buyer_key, fiscal_year

),

measured as (

    select
        pair.buyer_year_key, counted.* exclude (buyer_key, fiscal_year), pair.fiscal_year,
        case
            when pair.fiscal_year is null then 'contract.signed_on'
            when coalesce(awards, 0) = 0 then 'award.has_subcontracting'
            when awards < $min_awards then 'too_few'
        end as why_not,
        if(why_not is null, sublets / nullif(awards, 0)::double, null) as sublet_share

    from peers.buyer_year as pair
    left join counted on counted.buyer_key = pair.buyer_key and counted.fiscal_year is not distinct from pair.fiscal_year

),

likes as (

    select country, fiscal_year, category, list(sublet_share order by sublet_share) as shares
    from measured
    where why_not is null
    group by country, fiscal_year, category

),

fences as (

    select
        country, fiscal_year, category,
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
    status_of(coalesce(why_not, why_no_fence), coalesce(sublet_share >= fence and wilson_lo(sublets, awards, $standard_errors) > middle, false)) as status,
    coalesce(why_not, why_no_fence) as reason, sublet_share as value, fence as threshold,
    {
        sublet_count: sublets, awards_count: awards, sublet_share: sublet_share, category_code: measured.category,
        fence_share: fence, median_share: middle, peers_count: peers, fiscal_year: measured.fiscal_year
    } as evidence,
    coalesce(source_rows, []) as seen_in

from measured
left join fences on fences.country is not distinct from measured.country and fences.fiscal_year = measured.fiscal_year and fences.category is not distinct from measured.category
