-- R050 High market share. One row per supplier, market of a province and fiscal year.

with

parts as (

    select
        supplier_key, country, class, province, fiscal_year,
        sum(wins) as wins,
        coalesce(sum(amount), 0) as amount,
        min(currency) as first_currency,
        max(currency) as last_currency,
        coalesce(sum(wins) filter (where amount is null), 0) as unpriced,
        list(buyer_key order by buyer_key) as buyers,
        list(rate_text order by rate_text) as rate_texts,
        list_sort(list_concat(list(source_row order by source_row), list(rate_row order by rate_row))) as source_rows

    from peers.win_part
    where supplier_key is not null
    group by supplier_key, country, class, province, fiscal_year

),

markets as (

    select
        country, class, province, fiscal_year,
        round(sum(wins), 6)::double as all_wins,
        round(sum(unpriced), 6)::double as all_unpriced,
        count(*) as suppliers,
        len(list_distinct(flatten(list(buyers order by supplier_key)))) as all_buyers,
        sum(amount) as all_amount,
        min(first_currency) as currency,
        told_rates(flatten(list(rate_texts order by rate_texts))) as rates_text,
        coalesce(min(first_currency) <> max(last_currency), false) as is_mixed

    from parts
    group by country, class, province, fiscal_year

),

judged as (

    select
        parts.*,
        round(parts.wins, 6)::double as won,
        all_wins, suppliers, all_buyers, all_amount, currency, rates_text,
        parts.amount / nullif(all_amount, 0) as amount_share,
        case
            when parts.class is null then 'process.category'
            when parts.province is null then 'process.buyer_province'
            when parts.fiscal_year is null then 'contract.signed_on'
            when all_wins < $min_contracts or all_buyers < $min_buyers or suppliers < $min_suppliers then 'too_few'
            when all_unpriced > $max_missing_share * all_wins then 'contract.value_amount'
            when is_mixed then 'currency_mixed'
        end as reason

    from parts
    join markets
        on markets.country is not distinct from parts.country and markets.class is not distinct from parts.class
        and markets.province is not distinct from parts.province and markets.fiscal_year is not distinct from parts.fiscal_year

)

select
    supplier_market_year_key as subject,
    status_of(reason, coalesce(amount_share >= $min_amount_share and won >= $min_wins, false)) as status,
    reason, amount_share as value, $min_amount_share as threshold,
    {
        wins_count: won, all_count: all_wins, won_amount: amount, all_amount: all_amount, currency_code: currency,
        rates_text: rates_text, amount_share: amount_share, suppliers_count: suppliers, market_buyers_count: all_buyers, fiscal_year: judged.fiscal_year
    } as evidence,
    source_rows as seen_in

from judged
join peers.supplier_market_year as part
    on part.supplier_key = judged.supplier_key and part.country is not distinct from judged.country
    and part.class is not distinct from judged.class and part.province is not distinct from judged.province
    and part.fiscal_year is not distinct from judged.fiscal_year
