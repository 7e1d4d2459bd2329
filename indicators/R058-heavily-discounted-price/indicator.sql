-- R058 Heavily discounted price. One row per lot; a tender without lots is one. By bids, or by the reference price where none are published.

with

measured as (

    select
        lot.lot_key, lot_market.country, lot_market.class, lot_market.method,
        lot_bids.submitted_count is not null as has_bids,
        if(has_bids, 'next_bid', 'reference_price') as basis,
        if(has_bids, prices.currency, price.currency) as currency,
        if(has_bids, prices.rates_text, null) as rates_text,
        if(has_bids, prices.amounts[1], price.price_amount) as winning_amount,
        if(has_bids, prices.amounts[2], price.reference_amount) as compared_amount,
        round(1 - winning_amount / nullif(compared_amount, 0), 15) as below_share,
        length(floor(compared_amount)::bigint::varchar) as digits,
        case
            when lot_market.method is null then 'tender.procurement_method'
            when not list_contains($competitive_methods, lot_market.method) then 'method_not_competitive'
            when not has_bids then if(lot.is_whole, price.reason, 'bid.value_amount')
            when prices.reason is not null then prices.reason
            when lot_award.reason is not null then lot_award.reason
            when len(lot_award.winners) > 1 then 'several_winners'
            when winner.amount is null then 'winner_without_bid'
            when winner.amount > prices.amounts[1] then 'winner_not_lowest'
            when prices.bids = 1 then 'too_few'
        end as why_not,
        if(has_bids, list_sort(list_distinct(prices.source_rows || lot_award.source_rows)), price.source_rows) as source_rows

    from canon.lot
    join peers.lot_market using (lot_key)
    join peers.lot_bids using (lot_key)
    join peers.lot_prices as prices using (lot_key)
    join peers.lot_award using (lot_key)
    join peers.process_price as price on price.process_key = lot.process_key
    left join peers.lot_bidder as winner on winner.lot_key = lot.lot_key and winner.tenderer_key = lot_award.winners[1]

),

fences as (

    select
        country, class, method, basis, currency, digits,
        count(*) as compared,
        list(below_share order by below_share) as shares,
        quantile_r8(shares, 0.75) as high_quarter,
        high_quarter - quantile_r8(shares, 0.25) as spread,
        high_quarter + $fence_spreads * spread as fence

    from measured
    where why_not is null
    group by country, class, method, basis, currency, digits

),

judged as (

    select
        measured.*, compared, fence,
        if(has_bids, $min_next_share, $min_reference_share) as min_share,
        case
            when why_not is not null then why_not
            when compared < $min_peers then 'peers_too_few'
            when spread = 0 or fence >= 1 then 'no_fence'
        end as reason

    from measured
    left join fences
        on fences.country is not distinct from measured.country and fences.class is not distinct from measured.class
        and fences.method = measured.method and fences.basis = measured.basis and fences.currency = measured.currency and fences.digits = measured.digits

)

select
    lot_key as subject,
    status_of(reason, coalesce(below_share >= min_share and below_share >= fence, false)) as status,
    reason, below_share as value, greatest(min_share, fence) as threshold,
    {
        winning_amount: winning_amount, compared_amount: compared_amount, currency_code: currency, rates_text: rates_text, below_share: below_share,
        basis_code: basis, fence_share: fence, compared_count: compared
    } as evidence,
    source_rows as seen_in

from judged
