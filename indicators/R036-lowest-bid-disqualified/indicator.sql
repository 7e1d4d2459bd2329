-- R036 Lowest bid disqualified. One row per lot; a tender without lots is one.

with

rejected as (

    select
        lot_key,
        bool_or(status is null) as has_unstated,
        bool_or(status in ('valid', 'disqualified')) as has_decided,
        bool_or(status = 'disqualified' and value_amount is null) as has_unpriced,
        bool_or(status = 'disqualified' and value_amount <= 0) as has_zero,
        bool_or(status = 'disqualified' and covers_lots) as has_shared_price,
        bool_or(status = 'disqualified' and currency is null) as has_no_currency,
        min(currency) filter (where status = 'disqualified') as first_currency,
        max(currency) filter (where status = 'disqualified') as last_currency,
        min(value_amount) filter (where status = 'disqualified') as lowest_amount,
        told_rates(list(rate_text order by rate_text) filter (where status = 'disqualified')) as rates_text,
        list(rate_row order by rate_row) filter (where status = 'disqualified') as rate_rows,
        count(*) filter (where status = 'disqualified') as bids

    from (select *, count(*) over (partition by process_key, bid_id) > 1 as covers_lots from peers.bid_price)
    group by lot_key

),

winning as (

    select lot_award.lot_key, min(lot_bidder.amount) as amount
    from peers.lot_award
    join peers.lot_bidder on lot_bidder.lot_key = lot_award.lot_key and list_contains(lot_award.winners, lot_bidder.tenderer_key)
    group by lot_award.lot_key

),

judged as (

    select
        prices.lot_key, prices.bids, prices.currency,
        rejected.bids as rejected_bids,
        rejected.lowest_amount,
        told_rates([prices.rates_text, rejected.rates_text]) as rates_text,
        winning.amount as winning_amount,
        -- A bid at the same price that stood was as low.
        coalesce(rejected.lowest_amount < prices.amounts[1], false) as is_lowest,
        (winning.amount - rejected.lowest_amount)::double / nullif(rejected.lowest_amount, 0)::double as over_share,
        case
            when prices.reason is not null then prices.reason
            when has_unstated or not has_decided then 'bid.status'
            when lot_award.reason is not null then lot_award.reason
            when has_unpriced then 'bid.value_amount'
            when has_zero then 'value_zero'
            when has_shared_price then 'price_over_lots'
            when has_no_currency then 'bid.currency'
            when first_currency <> last_currency or first_currency <> prices.currency then 'currency_mixed'
            when winning.amount is null then 'winner_without_bid'
        end as why_not,
        list_sort(list_distinct(prices.source_rows || lot_award.source_rows || coalesce(rejected.rate_rows, []))) as source_rows

    from peers.lot_prices as prices
    join peers.lot_award using (lot_key)
    left join rejected using (lot_key)
    left join winning using (lot_key)

)

select
    lot_key as subject,
    status_of(why_not, is_lowest and over_share > $limit_over_share) as status,
    why_not as reason,
    if(is_lowest, over_share, 0) as value,
    $limit_over_share as threshold,
    {
        disqualified_count: rejected_bids, standing_count: bids, disqualified_amount: lowest_amount,
        winning_amount: winning_amount, currency_code: currency, rates_text: rates_text, over_share: over_share
    } as evidence,
    source_rows as seen_in

from judged
