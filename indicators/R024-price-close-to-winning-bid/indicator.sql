-- R024 Price close to winning bid. One row per lot; a tender without lots is one.

with

measured as (

    select
        prices.lot_key, prices.bids, prices.currency, prices.rates_text, prices.amounts,
        prices.above[2] as difference_share,
        lot_market.country, lot_market.class, lot_market.method,
        case
            when prices.reason is not null then prices.reason
            when lot_award.reason is not null then lot_award.reason
            when len(lot_award.winners) > 1 then 'several_winners'
            when winner.amount is null then 'winner_without_bid'
            when winner.amount > prices.amounts[1] then 'winner_not_lowest'
            when prices.bids = 1 then 'too_few'
        end as why_not,
        list_sort(list_distinct(prices.source_rows || lot_award.source_rows)) as source_rows

    from peers.lot_prices as prices
    join peers.lot_award using (lot_key)
    join peers.lot_market using (lot_key)
    left join peers.lot_bidder as winner on winner.lot_key = prices.lot_key and winner.tenderer_key = lot_award.winners[1]

),

compared as (

    select
        *,
        why_not is null and class is not null as is_compared,
        if(is_compared, count(*) over (partition by country, class, method, is_compared), null) as compared_count,
        if(is_compared, count(*) over (partition by country, class, method, is_compared order by difference_share), null) as as_close_count

    from measured

)

select
    lot_key as subject,
    status_of(why_not, difference_share <= $max_difference_share) as status,
    why_not as reason,
    difference_share as value,
    $max_difference_share as threshold,
    {
        bids_count: bids, winning_amount: amounts[1], next_amount: amounts[2], currency_code: currency, rates_text: rates_text,
        difference_share: difference_share, as_close_count: as_close_count, compared_count: compared_count
    } as evidence,
    source_rows as seen_in

from compared
