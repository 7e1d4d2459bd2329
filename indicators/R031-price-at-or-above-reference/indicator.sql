-- R031 Price at or above reference. One row per process.

with

priced as (

    select
        *,
        case
            when reason is not null then reason
            when procurement_method is null then 'tender.procurement_method'
            when price_share >= $min_slip_times or price_share * $min_slip_times <= 1 then 'amount_not_plausible'
        end as why_not

    from peers.process_price

),

compared as (

    select
        *,
        why_not is null as is_compared,
        -- Equal prices are as close as each other.
        if(is_compared, count(*) over (likes order by price_share desc), null) as as_high,
        if(is_compared, count(*) over likes, null) as compared

    from priced
    window likes as (partition by is_compared, country, currency, procurement_method, category, digits)

),

judged as (

    select
        *,
        coalesce(price_share > $limit_price_share, false) as is_above,
        coalesce(price_share >= $min_close_share and list_contains($competitive_methods, procurement_method), false) as is_close,
        case
            when why_not is not null then why_not
            when is_close and not is_above and compared < $min_peers then 'peers_too_few'
        end as why_no_answer

    from compared

)

select
    process_key as subject,
    status_of(why_no_answer, is_above or is_close and as_high <= $max_peer_share * compared) as status,
    why_no_answer as reason,
    price_share as value,
    if(is_above, $limit_price_share, $min_close_share) as threshold,
    {
        price_amount: price_amount, reference_amount: reference_amount, currency_code: currency, price_share: price_share,
        procurement_method_code: procurement_method, as_high_count: as_high, compared_count: compared
    } as evidence,
    source_rows as seen_in

from judged
