-- R022 Wide spread of bid prices. One row per lot; a tender without lots is one.

with

measured as (

    select
        *,
        list_max(above) as spread_share,
        coalesce(reason, if(bids < $min_bids, 'too_few', null)) as why_not

    from peers.lot_prices

)

select
    lot_key as subject,
    status_of(why_not, spread_share >= $min_spread_share) as status,
    why_not as reason,
    spread_share as value,
    $min_spread_share as threshold,
    {
        bids_count: bids, lowest_amount: list_min(amounts), highest_amount: list_max(amounts),
        currency_code: currency, rates_text: rates_text, spread_share: spread_share
    } as evidence,
    source_rows as seen_in

from measured
