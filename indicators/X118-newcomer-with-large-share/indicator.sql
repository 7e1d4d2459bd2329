-- X118 Newcomer with large share. One row per buyer, supplier and fiscal year.

with

known as (

    select country, min(fiscal_year) as first_year from peers.win group by country

),

debuts as (

    select supplier_key, min(fiscal_year) as debut_year from peers.win group by supplier_key

),

pairs as (

    select
        buyer_key, supplier_key, fiscal_year,
        min(country) as country,
        sum(wins) as wins,
        coalesce(sum(amount), 0) as amount,
        list_sort(list_concat(list(distinct source_row order by source_row), list(distinct rate_row order by rate_row) filter (where rate_row is not null))) as source_rows

    from peers.win_part
    group by buyer_key, supplier_key, fiscal_year

),

totals as (

    select
        buyer_key, fiscal_year,
        sum(amount) as all_amount,
        bool_or(amount is null) as has_unpriced,
        min(currency) as currency,
        told_rates(list(rate_text order by rate_text)) as rates_text,
        min(currency) <> max(currency) as is_mixed

    from peers.win_part
    group by buyer_key, fiscal_year

),

judged as (

    select
        pairs.*, totals.all_amount, totals.currency, totals.rates_text, debut_year, first_year,
        round(pairs.wins, 6)::double as won,
        pairs.fiscal_year = debut_year as is_debut,
        round(pairs.amount / nullif(all_amount, 0), 15) as amount_share,
        case
            when pairs.fiscal_year is null then 'contract.signed_on'
            when pairs.fiscal_year - first_year < $min_years then 'history_too_short'
            -- The buyer or others knew it before.
            when not is_debut or won < $min_wins then null
            when totals.has_unpriced then 'contract.value_amount'
            when is_mixed then 'currency_mixed'
        end as reason

    from pairs
    join totals on totals.buyer_key = pairs.buyer_key and totals.fiscal_year is not distinct from pairs.fiscal_year
    join debuts using (supplier_key)
    join known on known.country is not distinct from pairs.country

)

select
    buyer_supplier_year_key as subject,
    status_of(reason, coalesce(is_debut and won >= $min_wins and amount_share >= $min_amount_share, false)) as status,
    reason, amount_share as value, $min_amount_share as threshold,
    {
        debut_year: debut_year, first_year: first_year, wins_count: won, won_amount: amount, all_amount: all_amount, currency_code: currency,
        rates_text: rates_text, amount_share: amount_share, fiscal_year: judged.fiscal_year
    } as evidence,
    source_rows as seen_in

from judged
join peers.buyer_supplier_year as pair using (buyer_key, supplier_key)
where pair.fiscal_year is not distinct from judged.fiscal_year
