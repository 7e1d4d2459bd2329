-- X106 Supplier of one buyer. One row per supplier.

with

-- How far the records of a country reach, and how many buyers each of its markets has: they do not know the supplier.
years as (

    select country, count(distinct fiscal_year) as known_years
    from peers.win
    group by country

),

markets as (

    select country, class, province, count(distinct buyer_key) as market_buyers
    from peers.win
    group by country, class, province

),

won as (

    select
        supplier_key,
        min(country) as country,
        count(distinct (process_key, contract_key)) as wins,
        count(distinct buyer_key) as buyers,
        bool_or(buyer_key is null) as has_unknown_buyer,
        count(distinct fiscal_year) as years,
        -- The market in which it won most, and of equal ones the first by name.
        mode_market.class as class,
        mode_market.province as province,
        list(distinct source_row order by source_row) as source_rows

    from peers.win
    join (
        select supplier_key, max({ wins: wins, class: class, province: province }) as mode_market
        from (select supplier_key, class, province, count(*) as wins from peers.win group by supplier_key, class, province)
        group by supplier_key
    ) using (supplier_key)
    group by supplier_key, mode_market

),

judged as (

    select
        suppliers.supplier_key, won.* exclude (supplier_key), market_buyers, known_years,
        case
            when won.supplier_key is null then 'contract_cancelled'
            when known_years < $min_years then 'history_too_short'
            when wins < $min_wins then 'too_few'
            when buyers = 1 and has_unknown_buyer or buyers = 0 then 'process.buyer_key'
            when buyers > 1 then null
            when won.class is null then 'process.category'
            when market_buyers < $min_buyers then 'peers_too_few'
        end as reason

    from (select distinct supplier_key from canon.contract where supplier_key is not null) as suppliers
    left join won using (supplier_key)
    left join years on years.country is not distinct from won.country
    left join markets
        on markets.country is not distinct from won.country and markets.class = won.class and markets.province is not distinct from won.province

)

select
    supplier_key as subject,
    status_of(reason, coalesce(buyers = 1 and years >= $min_years, false)) as status,
    reason,
    buyers as value,
    1 as threshold,
    { wins_count: wins, years_count: years, own_buyers_count: buyers, market_buyers_count: market_buyers, known_years_count: known_years } as evidence,
    coalesce(source_rows, []) as seen_in

from judged
