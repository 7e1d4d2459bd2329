-- C204 Narrow spread of bids. One row per lot; a tender without lots is one.

with

measured as (

    select
        prices.*, lot_market.country, lot_market.class, lot_market.method,
        list_max(above) as spread_share,
        case
            when reason is not null then reason
            when bids < $min_bids then 'too_few'
            when class is null then 'process.category'
            when method is null then 'tender.procurement_method'
        end as why_not

    from peers.lot_prices as prices
    join peers.lot_market using (lot_key)

),

peers as (

    select
        country, class, method,
        count(*) as lots,
        quantile_r8(list(spread_share order by spread_share), $limit_quantile) as low_share

    from measured
    where why_not is null
    group by country, class, method

),

judged as (

    select
        measured.*, peers.lots, peers.low_share,
        coalesce(why_not, if(peers.lots < $min_peers, 'peers_too_few', null)) as why_not_compared

    from measured
    left join peers on peers.country is not distinct from measured.country and peers.class = measured.class and peers.method = measured.method

)

select
    lot_key as subject,
    status_of(why_not_compared, spread_share < low_share) as status,
    why_not_compared as reason,
    spread_share as value,
    low_share as threshold,
    {
        bids_count: bids, lowest_amount: list_min(amounts), highest_amount: list_max(amounts), currency_code: currency, rates_text: rates_text,
        spread_share: spread_share, low_share: low_share, peers_count: lots
    } as evidence,
    source_rows as seen_in

from judged
