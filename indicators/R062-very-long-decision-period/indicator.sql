-- R062 Very long decision period. One row per lot; a tender without lots is one.

with

judged as (

    select
        *,
        case
            when reason in ('tender_cancelled', 'tender_unsuccessful') then reason
            when not list_contains($competitive_methods, method) then 'method_not_competitive'
            else coalesce(reason, if(decision_days > $limit_slip_days, 'date_not_plausible', null))
        end as why_not

    from peers.lot_decision

),

likes as (

    -- Compared with whom: lots of the same country and method.
    select country, method, list(decision_days order by decision_days) as periods
    from judged
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
    lot_key as subject,
    status_of(coalesce(why_not, why_no_fence), coalesce(decision_days >= $min_days and decision_days >= fence, false)) as status,
    coalesce(why_not, why_no_fence) as reason,
    decision_days as value,
    if(why_no_fence is null, greatest($min_days, fence), null) as threshold,
    {
        closes_on: closes_on,
        awarded_on: awarded_on,
        decision_days: decision_days,
        median_days: median_days,
        fence_days: round(fence, 1),
        peers_count: peers,
        procurement_method_code: judged.method
    } as evidence,
    source_rows as seen_in

from judged
left join fences on fences.country is not distinct from judged.country and fences.method = judged.method
