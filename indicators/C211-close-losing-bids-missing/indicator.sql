-- C211 Close losing bids missing. One row per market and fiscal year.

with

lots as (

    select
        lot_market.country, lot_market.class, lot_market.fiscal_year,
        lot_bids.submitted_count as offers,
        if(prices.reason is null, prices.bids, 0) as priced,
        -- What the buyer reckoned with: the lot's own value, or the tender's where it is not divided.
        canon_lot.value_amount > 0 as is_valued,
        case when is_valued then canon_lot.value_amount when lot_bids.lots = 1 and tender.reference_amount > 0 then tender.reference_amount end as reserve,
        prices.reason is null and reserve is not null and prices.currency = if(is_valued, canon_lot.currency, tender.currency) as is_measured,
        if(is_measured, prices.bids, 0) as reserved,
        -- How far the second price lies above the lowest. Equal prices are another question.
        if(is_measured, (prices.amounts[2] - prices.amounts[1])::double / reserve::double, null) as margin_share,
        margin_share > 0 and margin_share <= $max_margin_share as is_near,
        margin_share > $max_margin_share and margin_share <= $max_margin_share * (1 + $outer_widths) as is_beyond,
        prices.rate_texts, prices.source_rows

    from peers.lot_prices as prices
    join peers.lot_bids using (lot_key)
    join peers.lot_market using (lot_key)
    join canon.lot as canon_lot using (lot_key)
    left join canon.tender on tender.process_key = prices.process_key

),

counted as (

    select
        country, class, fiscal_year,
        sum(offers)::bigint as offers, sum(priced)::bigint as priced, sum(reserved)::bigint as reserved,
        count(*) filter (where is_near) as near_lots,
        count(*) filter (where is_beyond) as beyond_lots,
        near_lots + beyond_lots as both_lots,
        -- Where prices spread evenly around the lowest, each band holds as much as it is wide.
        both_lots / (1 + $outer_widths::double) as expected,
        near_lots * $outer_widths / nullif(beyond_lots, 0) as density_share,
        if(near_lots >= expected, 0, if(near_lots = 0, 0, near_lots * ln(near_lots / expected))
            + beyond_lots * ln(beyond_lots / (both_lots - expected))) as excess,
        told_rates(flatten(list(rate_texts order by rate_texts) filter (where is_near or is_beyond))) as rates_text,
        flatten(list(source_rows order by source_rows) filter (where is_near or is_beyond)) as source_rows

    from lots
    group by country, class, fiscal_year

),

judged as (

    select
        market_year.market_year_key, counted.* exclude (country, class, fiscal_year), market_year.fiscal_year,
        case
            when market_year.class is null then 'process.category'
            when market_year.fiscal_year is null then 'tender.closes_on'
            when reserved >= $min_bids then if(beyond_lots > 0, null, 'too_few')
            when priced >= $min_bids then 'tender.reference_amount'
            when offers >= $min_bids or coalesce(offers, 0) = 0 then 'bid.value_amount'
            else 'too_few'
        end as reason

    from peers.market_year
    left join counted on counted.country is not distinct from market_year.country and counted.class is not distinct from market_year.class
        and counted.fiscal_year is not distinct from market_year.fiscal_year

)

select
    market_year_key as subject,
    -- exp(-excess) is never below the chance of so few (Hoeffding).
    status_of(reason, density_share <= $max_density_share and exp(-excess) <= $max_chance) as status,
    reason, density_share as value, $max_density_share as threshold,
    { near_count: near_lots, both_count: both_lots, expected_count: round(expected, 1), bids_count: reserved, margin_share: $max_margin_share,
        density_share: density_share, chance_share: exp(-excess), rates_text: rates_text, fiscal_year: fiscal_year } as evidence,
    coalesce(source_rows, []) as seen_in

from judged
