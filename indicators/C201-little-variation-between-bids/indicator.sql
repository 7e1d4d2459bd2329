-- C201 Little variation between bids. One row per lot; a tender without lots is one.

with

measured as (

    select
        *,
        list_aggregate(list_sort(above), 'stddev_samp') / (1 + list_aggregate(list_sort(above), 'avg')) as variation_share,
        least($limit_variation_share::double, usual_variation) as own_limit,
        case
            when reason is not null then reason
            when bids < $min_bids then 'too_few'
        end as why_not

    from peers.lot_prices
    left join peers.chance_limit on lot_prices.bids between of_bids and up_to_bids

)

select
    lot_key as subject,
    status_of(why_not, variation_share < own_limit) as status,
    why_not as reason,
    variation_share as value,
    own_limit as threshold,
    {
        bids_count: bids, lowest_amount: list_min(amounts), highest_amount: list_max(amounts), currency_code: currency, rates_text: rates_text,
        variation_share: variation_share
    } as evidence,
    source_rows as seen_in

from measured
