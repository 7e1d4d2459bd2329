-- X123 Same winner over years. One row per buyer, supplier and class.

with

yearly as (

    select
        buyer_key, supplier_key, class, fiscal_year,
        min(country) as country, min(province) as province,
        count(distinct (process_key, contract_key)) as wins,
        list(distinct source_row order by source_row) as source_rows

    from peers.win
    group by buyer_key, supplier_key, class, fiscal_year

),

bought as (

    select buyer_key, class, fiscal_year, count(distinct (process_key, contract_key)) as all_wins
    from peers.win
    where supplier_key is not null
    group by buyer_key, class, fiscal_year

),

-- In how many years the buyer bought of the class: the supplier could have won in each.
years as (

    select buyer_key, class, count(fiscal_year) as known_years, bool_or(fiscal_year is null) as has_undated
    from bought
    group by buyer_key, class

),

rivals as (

    select country, class, province, count(distinct supplier_key) as suppliers
    from peers.win
    group by country, class, province

),

held as (

    select
        yearly.buyer_key, yearly.supplier_key, yearly.class,
        min(yearly.country) as country, min(province) as province,
        sum(wins) as wins, sum(all_wins) as all_wins,
        count(*) filter (where wins >= $min_share * all_wins) as led_years,
        flatten(list(source_rows order by source_rows)) as source_rows

    from yearly
    join bought
        on bought.buyer_key = yearly.buyer_key and bought.class is not distinct from yearly.class
        and bought.fiscal_year is not distinct from yearly.fiscal_year
    group by yearly.buyer_key, yearly.supplier_key, yearly.class

)

select
    buyer_supplier_class_key as subject,
    status_of(why_not, wins >= $min_wins and led_years >= $min_years) as status,
    why_not as reason, led_years as value, $min_years as threshold,
    { led_count: led_years, years_count: known_years, wins_count: wins, all_count: all_wins, suppliers_count: suppliers } as evidence,
    source_rows as seen_in

from (
    select
        held.*, known_years, suppliers,
        case
            when held.class is null then 'process.category'
            when has_undated then 'contract.signed_on'
            when known_years < $min_years then 'history_too_short'
            when suppliers < $min_suppliers then 'peers_too_few'
        end as why_not
    from held
    join years on years.buyer_key = held.buyer_key and years.class is not distinct from held.class
    join rivals
        on rivals.country is not distinct from held.country and rivals.class is not distinct from held.class
        and rivals.province is not distinct from held.province
) as judged
join peers.buyer_supplier_class as pair using (buyer_key, supplier_key)
where pair.class is not distinct from judged.class
