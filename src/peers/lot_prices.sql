-- What the bidders asked for each lot, in order, or the reason why nobody can compare it. One row per lot; a tender without lots is one.
-- Bids that were submitted and not disqualified; of several bids of one bidder the lowest, and a bid whose bidder is not named
-- stands for itself. `above` is how far each price lies above the lowest, as a share of the lowest: screens that do not change when all
-- prices are multiplied are exact on it. Reads peers.bid_price, peers.lot_bids and peers.lot_bidding.

create table peers.lot_prices as

with

kept as (

    select
        lot_key,
        tenderer_key,
        if(tenderer_key is null, bid_key, null) as unnamed_key,
        value_amount,
        currency,
        rate_text,
        rate_row,
        -- One price for several lots together is the price of none of them.
        count(*) over (partition by process_key, bid_id) > 1 as covers_lots

    from peers.bid_price
    where coalesce(status, 'submitted') not in ('invited', 'withdrawn', 'disqualified')

),

known as (

    select
        lot_key,
        bool_or(covers_lots) as has_shared_price,
        bool_or(value_amount is null) as has_unpriced,
        bool_or(value_amount <= 0) as has_zero,
        bool_or(currency is null) as has_no_currency,
        min(currency) as currency,
        min(currency) <> max(currency) as has_mixed_currencies,
        list(distinct rate_text order by rate_text) filter (where rate_text is not null) as rate_texts,
        list(distinct rate_row order by rate_row) filter (where rate_row is not null) as rate_rows

    from kept
    group by lot_key

),

offers as (

    select lot_key, min(value_amount) as amount from kept group by lot_key, tenderer_key, unnamed_key

),

prices as (

    select
        lot_key,
        list(amount order by amount) as amounts

    from offers
    group by lot_key

)

select
    lot_bidding.lot_key,
    lot_bidding.process_key,
    currency,
    coalesce(len(amounts), 0) as bids,
    amounts,
    list_transform(amounts, lambda amount: (amount - amounts[1])::double / nullif(amounts[1], 0)::double) as above,
    case
        when lot_bidding.reason is not null then lot_bidding.reason
        when has_unpriced or amounts is null and coalesce(disqualified_count, 0) = 0 then 'bid.value_amount'
        when has_zero then 'value_zero'
        when has_shared_price then 'price_over_lots'
        when has_no_currency then 'bid.currency'
        when has_mixed_currencies then 'currency_mixed'
    end as reason,
    rate_texts,
    told_rates(rate_texts) as rates_text,
    list_sort(list_concat(lot_bidding.source_rows, rate_rows)) as source_rows

from peers.lot_bidding
join peers.lot_bids using (lot_key)
left join known using (lot_key)
left join prices using (lot_key)
