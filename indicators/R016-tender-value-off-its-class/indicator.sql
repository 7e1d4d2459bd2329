-- R016 Tender value off its class. One row per contracting process.

with

considered as (

    select
        process.process_key,
        process.country,
        process.category,
        -- Scheme and the first signs of the code: CPV:45233 is CPV:4523.
        split_part(item_class, ':', 1) || ':' || left(split_part(item_class, ':', 2), $min_digits) as class,
        coalesce(tender.published_on, tender.opens_on, tender.closes_on) as dated_on,
        coalesce(process.fiscal_year, fiscal_year_of(dated_on, coalesce(first_month, 1))) as fiscal_year,
        tender.reference_amount,
        tender.currency,
        if(reference_amount > 0, ln(reference_amount::double), null) as size,
        [process.source_row, tender.source_row] as source_rows,
        case
            when tender.status in ('cancelled', 'withdrawn') then 'tender_cancelled'
            when item_class is null then 'process.item_class'
            when category is null then 'process.category'
            when process.fiscal_year is null and dated_on is null then 'process.fiscal_year'
            when reference_amount is null then 'tender.reference_amount'
            when reference_amount <= 0 then 'value_zero'
            when tender.currency is null then 'tender.currency'
        end as why_not

    from canon.process
    left join canon.tender using (process_key)
    left join law.fiscal_year as law_year
        on law_year.country = process.country
        and coalesce(tender.published_on, tender.opens_on, tender.closes_on) between law_year.from_on and law_year.to_on

),

middles as (

    -- Compared with whom: tenders of the same country, class, category, fiscal year and currency.
    select country, class, category, fiscal_year, currency, count(*) as peers, median(size) as middle, quantile_disc(reference_amount, 0.5) as median_amount
    from considered
    where why_not is null
    group by country, class, category, fiscal_year, currency

),

compared as (

    select considered.*, peers, middle, median_amount, abs(size - middle) as distance
    from considered
    left join middles
        on middles.country is not distinct from considered.country and middles.class = considered.class
        and middles.category = considered.category and middles.fiscal_year = considered.fiscal_year and middles.currency = considered.currency

),

spreads as (

    select country, class, category, fiscal_year, currency, median(distance) as spread
    from compared
    where why_not is null
    group by country, class, category, fiscal_year, currency

),

judged as (

    select
        compared.*,
        round((size - middle) / nullif($spread_times * spread, 0), 2) as deviations,
        coalesce(why_not, if(peers < $min_peers, 'peers_too_few', null), if(spread = 0, 'no_fence', null)) as reason

    from compared
    left join spreads
        on spreads.country is not distinct from compared.country and spreads.class = compared.class
        and spreads.category = compared.category and spreads.fiscal_year = compared.fiscal_year and spreads.currency = compared.currency

)

select
    process_key as subject,
    status_of(reason, coalesce(abs(deviations) > $limit_deviations, false)) as status,
    reason,
    deviations as value,
    $limit_deviations as threshold,
    {
        value_amount: reference_amount, currency_code: currency, median_amount: median_amount, deviations_count: deviations,
        peers_count: peers, class_code: class, fiscal_year: fiscal_year
    } as evidence,
    list_filter(list_distinct(source_rows), lambda row: row is not null) as seen_in

from judged
