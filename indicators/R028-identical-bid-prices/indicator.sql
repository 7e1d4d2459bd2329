-- R028 Identical bid prices. One row per lot; a tender without lots is one.

with

offered as (

    select
        lot_key, tenderer_key, source_row, rate_text, rate_row,
        currency as compared_currency,
        -- Prices that only rounding makes equal stay in the currency in which they were told.
        min(told_amount) over rounded is distinct from max(told_amount) over rounded as is_rounded,
        if(is_rounded, told_amount, value_amount) as value_amount,
        if(is_rounded, told_currency, currency) as currency,
        -- Disqualified bids are bids too: who set the price had not yet been judged.
        value_amount > 0 and currency is not null and tenderer_key is not null and not covers_lots as is_comparable,
        covers_lots

    from (select *, count(*) over (partition by process_key, bid_id) > 1 as covers_lots from peers.bid_price)
    where coalesce(status, 'submitted') not in ('invited', 'withdrawn')
    window rounded as (partition by lot_key, currency, value_amount, told_currency)

),

priced as (

    select
        lot_key, currency, value_amount,
        count(distinct tenderer_key) as bidders,
        list_distinct(list(source_row order by source_row) || coalesce(list(rate_row order by rate_row) filter (where rate_row is not null), [])) as source_rows

    from offered
    where is_comparable
    group by lot_key, currency, value_amount

),

shared as (

    select
        lot_key,
        max({ bidders: bidders, amount: value_amount, currency: currency }) as most,
        flatten(list(source_rows order by source_rows) filter (where bidders >= $min_bidders)) as source_rows

    from priced
    group by lot_key

),

known as (

    select
        lot_key,
        count(distinct tenderer_key) as bidders,
        bool_or(value_amount is null) as has_unpriced,
        bool_or(value_amount <= 0) as has_zero,
        bool_or(covers_lots) as has_shared_price,
        bool_or(currency is null) as has_no_currency,
        min(compared_currency) <> max(compared_currency) as has_mixed_currencies,
        told_rates(list(rate_text order by rate_text)) as rates_text,
        bool_or(tenderer_key is null) as has_unnamed

    from offered
    group by lot_key

),

judged as (

    select
        lot_bidding.lot_key, most, rates_text,
        known.bidders as bidders,
        case
            when lot_bidding.reason is not null then lot_bidding.reason
            -- Equal prices answer the question, whatever the other bids keep to themselves.
            when most.bidders >= $min_bidders then null
            when known.lot_key is null or has_unpriced then 'bid.value_amount'
            when has_zero then 'value_zero'
            when has_shared_price then 'price_over_lots'
            when has_no_currency then 'bid.currency'
            when has_unnamed then 'bid.tenderer_key'
            when has_mixed_currencies then 'currency_mixed'
            when known.bidders < $min_bidders then 'too_few'
        end as why_not,
        coalesce(shared.source_rows, []) as source_rows

    from peers.lot_bidding
    left join known using (lot_key)
    left join shared using (lot_key)

)

select
    lot_key as subject,
    status_of(why_not, most.bidders >= $min_bidders) as status,
    why_not as reason,
    most.bidders as value,
    $min_bidders as threshold,
    { same_count: most.bidders, bidders_count: bidders, price_amount: most.amount, currency_code: most.currency, rates_text: rates_text } as evidence,
    source_rows as seen_in

from judged
