-- Bids with their prices, in the currency of the tender where the bids for a lot name several and a rate of the closing day is known for
-- each of them. One row per bid and lot. All bids for a lot are converted as of one day, so that the day of a bid moves nothing.
-- Reads peers.rate.

create table peers.bid_price as

with

placed as (

    select
        bid.*,
        tender.currency as tender_currency,
        min(bid.currency) over lot <> max(bid.currency) over lot as is_mixed,
        coalesce(tender.closes_on, max(submitted_on) over lot) as priced_on

    from canon.bid
    left join canon.tender using (process_key)
    window lot as (partition by lot_key)

)

select
    placed.* exclude (tender_currency, is_mixed, priced_on) replace (
        coalesce(converted(value_amount, value, is_back), value_amount) as value_amount,
        if(rate.value is null, placed.currency, tender_currency) as currency
    ),
    placed.value_amount as told_amount,
    placed.currency as told_currency,
    rate_text,
    rate.source_row as rate_row

from placed
left join peers.rate
    on is_mixed
    and rate.currency = placed.currency and rate.into_currency = tender_currency
    and priced_on between from_on and until_on
