-- R051 High market concentration. One row per market of a province and fiscal year.

with

parts as (

    select
        country, class, province, fiscal_year, supplier_key,
        sum(wins) as wins,
        coalesce(sum(amount), 0) as amount,
        min(currency) as first_currency,
        max(currency) as last_currency,
        coalesce(sum(wins) filter (where amount is null), 0) as unpriced,
        list(buyer_key order by buyer_key) as buyers,
        list(rate_text order by rate_text) as rate_texts,
        list_sort(list_concat(list(source_row order by source_row), list(rate_row order by rate_row))) as source_rows

    from peers.win_part
    group by country, class, province, fiscal_year, supplier_key

),

totals as (

    select
        country, class, province, fiscal_year,
        round(sum(wins), 6)::double as all_wins,
        round(coalesce(sum(wins) filter (where supplier_key is not null), 0), 6)::double as named_wins,
        round(sum(unpriced), 6)::double as all_unpriced,
        count(supplier_key) as suppliers,
        len(list_distinct(flatten(list(buyers order by supplier_key)))) as all_buyers,
        sum(amount) filter (where supplier_key is not null) as all_amount,
        min(first_currency) as currency,
        told_rates(flatten(list(rate_texts order by rate_texts))) as rates_text,
        coalesce(min(first_currency) <> max(last_currency), false) as is_mixed,
        max({ amount: amount, wins: wins, supplier_key: supplier_key }) filter (where supplier_key is not null) as largest,
        arg_max(source_rows, (amount, wins, supplier_key)) filter (where supplier_key is not null) as source_rows,
        -- Squares of decimals would overflow; in their order the doubles always come to the same.
        list(amount::double order by amount::double) filter (where supplier_key is not null) as amounts

    from parts
    group by country, class, province, fiscal_year

),

judged as (

    select
        *,
        round(list_sum(list_sort(list_transform(amounts, lambda amount: amount * amount))) / nullif(all_amount::double * all_amount::double, 0), 12) as concentration,
        round(largest.wins, 6)::double as largest_wins,
        case
            when class is null then 'process.category'
            when province is null then 'process.buyer_province'
            when fiscal_year is null then 'contract.signed_on'
            when all_wins < $min_contracts or all_buyers < $min_buyers then 'too_few'
            when all_wins - named_wins > $max_missing_share * all_wins then 'contract.supplier_key'
            when all_unpriced > $max_missing_share * all_wins then 'contract.value_amount'
            when is_mixed then 'currency_mixed'
        end as reason

    from totals

)

select
    province_market_year_key as subject,
    status_of(reason, coalesce(concentration > $limit_concentration and largest_wins >= $min_wins, false)) as status,
    reason, concentration as value, $limit_concentration as threshold,
    {
        suppliers_count: suppliers, equals_count: round(1 / nullif(concentration, 0), 1), all_count: all_wins, all_amount: all_amount,
        currency_code: currency, rates_text: rates_text, largest_amount: largest.amount, largest_count: largest_wins, market_buyers_count: all_buyers, fiscal_year: judged.fiscal_year
    } as evidence,
    coalesce(judged.source_rows, []) as seen_in

from judged
join peers.province_market_year as part
    on part.country is not distinct from judged.country and part.class is not distinct from judged.class
    and part.province is not distinct from judged.province and part.fiscal_year is not distinct from judged.fiscal_year
