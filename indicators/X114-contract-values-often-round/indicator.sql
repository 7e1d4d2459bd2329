-- X114 Contract values often round. One row per buyer and fiscal year.

with

valued as (

    -- Each contract once, however many members its supplier has.
    select distinct
        buyer_key, fiscal_year, country, process_key, contract_key, winner_key, amount, currency, source_row,
        coalesce(amount >= $min_amount and currency is not null, false) as is_counted,
        is_counted and amount % $round_units = 0 as is_round

    from peers.win
    where buyer_key is not null

),

counted as (

    select
        buyer_key, fiscal_year,
        min(country) as country,
        count(*) filter (where is_counted) as contracts,
        count(*) filter (where is_round) as rounds,
        min(currency) filter (where is_counted) as currency,
        coalesce(list(source_row order by source_row) filter (where is_round), []) as source_rows,
        case
            when fiscal_year is null then 'contract.signed_on'
            when bool_and(amount is null) then 'contract.value_amount'
            when bool_and(amount is null or currency is null) then 'contract.currency'
            when contracts < $min_contracts then 'too_few'
            when min(currency) filter (where is_counted) <> max(currency) filter (where is_counted) then 'currency_mixed'
        end as why_not,
        if(why_not is null, rounds / nullif(contracts, 0)::double, null) as round_share

    from valued
    group by buyer_key, fiscal_year

),

likes as (

    select country, fiscal_year, currency, list(round_share order by round_share) as shares
    from counted
    where why_not is null
    group by country, fiscal_year, currency

),

fences as (

    select
        country, fiscal_year, currency,
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
    status_of(coalesce(why_not, why_no_fence), coalesce(round_share >= fence and wilson_lo(rounds, contracts, $standard_errors) > middle, false)) as status,
    coalesce(why_not, why_no_fence) as reason, round_share as value, fence as threshold,
    {
        round_count: rounds, contracts_count: contracts, currency_code: counted.currency, round_share: round_share,
        fence_share: fence, median_share: middle, peers_count: peers, fiscal_year: counted.fiscal_year
    } as evidence,
    counted.source_rows as seen_in

from peers.buyer_year as pair
join counted on counted.buyer_key = pair.buyer_key and counted.fiscal_year is not distinct from pair.fiscal_year
left join fences on fences.country is not distinct from counted.country and fences.fiscal_year = counted.fiscal_year and fences.currency = counted.currency
