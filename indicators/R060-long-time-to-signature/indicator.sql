-- R060 Long time to signature. One row per contract.

with

considered as (

    select
        contract.contract_key,
        process.country,
        tender.procurement_method as method,
        award.awarded_on,
        contract.signed_on,
        date_diff('day', awarded_on, signed_on) as waiting_days,
        list_filter(list_distinct([contract.source_row, award.source_row]), lambda row: row is not null) as seen_in,
        case
            when contract.status = 'cancelled' then 'contract_cancelled'
            when awarded_on is null then 'award.awarded_on'
            when signed_on is null then 'contract.signed_on'
            when signed_on < awarded_on then 'dates_out_of_order'
            when waiting_days > $limit_slip_days then 'date_not_plausible'
            when tender.procurement_method is null then 'tender.procurement_method'
        end as why_not

    from canon.contract
    join canon.process using (process_key)
    left join canon.tender using (process_key)
    left join canon.award using (award_key)

),

likes as (

    -- Compared with whom: contracts of the same country and method.
    select country, method, list(waiting_days order by waiting_days) as periods
    from considered
    where why_not is null
    group by country, method

),

fences as (

    select
        country,
        method,
        len(periods) as peers,
        quantile_r8(periods, 0.5) as median_days,
        quantile_r8(periods, 0.75) - quantile_r8(periods, 0.25) as spread,
        quantile_r8(periods, 0.75) + $fence_spreads * spread as fence,
        case when peers < $min_peers then 'peers_too_few' when spread = 0 then 'no_fence' end as why_no_fence

    from likes

)

select
    contract_key as subject,
    status_of(coalesce(why_not, why_no_fence), coalesce(waiting_days > $limit_days and waiting_days >= fence, false)) as status,
    coalesce(why_not, why_no_fence) as reason,
    waiting_days as value,
    if(why_no_fence is null, greatest($limit_days, fence), null) as threshold,
    {
        awarded_on: awarded_on,
        signed_on: signed_on,
        waiting_days: waiting_days,
        median_days: median_days,
        fence_days: round(fence, 1),
        peers_count: peers,
        procurement_method_code: considered.method
    } as evidence,
    seen_in

from considered
left join fences on fences.country is not distinct from considered.country and fences.method = considered.method
