-- R040 High share of contracts. One row per buyer, supplier and fiscal year.

with

pairs as (

    select
        buyer_key,
        supplier_key,
        fiscal_year,
        sum(wins) as wins,
        coalesce(sum(wins) filter (where amount is not null), 0) as priced_wins,
        coalesce(sum(amount), 0) as amount,
        min(currency) as first_currency,
        max(currency) as last_currency,
        list(rate_text order by rate_text) as rate_texts,
        list_sort(list_concat(list(source_row order by source_row), list(rate_row order by rate_row))) as source_rows

    from peers.win_part
    group by buyer_key, supplier_key, fiscal_year

),

totals as (

    select
        buyer_key,
        fiscal_year,
        round(sum(wins), 6)::double as all_wins,
        round(sum(priced_wins), 6)::double as priced_wins,
        sum(amount) as all_amount,
        min(first_currency) as currency,
        told_rates(flatten(list(rate_texts order by rate_texts))) as rates_text,
        min(first_currency) <> max(last_currency) as has_mixed_currencies

    from pairs
    group by buyer_key, fiscal_year

),

judged as (

    select
        pairs.buyer_key, pairs.supplier_key, pairs.fiscal_year,
        round(pairs.wins, 6)::double as won,
        totals.all_wins,
        pairs.amount, totals.all_amount, totals.currency, totals.rates_text,
        wilson_lo(won, all_wins, $standard_errors) as low_share,
        if(totals.priced_wins >= $min_contracts and not has_mixed_currencies, pairs.amount / nullif(all_amount, 0), null) as amount_share,
        won >= $min_wins and low_share >= $min_share as flags_by_count,
        won >= $min_wins and coalesce(amount_share >= $min_amount_share, false) as flags_by_amount,
        case
            when pairs.fiscal_year is null then 'contract.signed_on'
            when all_wins < $min_contracts then 'too_few'
            -- Where the count gives the answer, amounts are not asked for.
            when flags_by_count or won < $min_wins or amount_share is not null then null
            when has_mixed_currencies then 'currency_mixed'
            else 'contract.value_amount'
        end as reason,
        source_rows

    from pairs
    join totals on totals.buyer_key = pairs.buyer_key and totals.fiscal_year is not distinct from pairs.fiscal_year

)

select
    buyer_supplier_year_key as subject,
    status_of(reason, flags_by_count or flags_by_amount) as status,
    reason,
    if(flags_by_amount and not flags_by_count, amount_share, low_share) as value,
    if(flags_by_amount and not flags_by_count, $min_amount_share, $min_share) as threshold,
    {
        wins_count: won, all_count: all_wins, low_share: low_share,
        won_amount: amount, all_amount: all_amount, currency_code: currency, rates_text: rates_text, amount_share: amount_share, fiscal_year: judged.fiscal_year
    } as evidence,
    source_rows as seen_in

from judged
join peers.buyer_supplier_year as pair using (buyer_key, supplier_key)
where pair.fiscal_year is not distinct from judged.fiscal_year
