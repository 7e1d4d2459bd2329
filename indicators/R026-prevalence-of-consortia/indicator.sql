-- R026 Prevalence of consortia. One row per market and fiscal year.

with

won as (

    select distinct
        win.country, win.class, win.fiscal_year, win.process_key, win.contract_key, win.winner_key, win.source_row,
        win.winner_key is null as is_unnamed,
        coalesce(party.kind = 'joint_venture' or win.weight < 1, false) as is_joint

    from peers.win
    left join canon.party on party.party_key = win.winner_key

),

counted as (

    select
        country, class, fiscal_year,
        count(*) filter (where not is_unnamed) as wins,
        count(*) filter (where is_joint) as joint,
        list(distinct source_row order by source_row) filter (where is_joint) as source_rows,
        case
            when class is null then 'process.category'
            when fiscal_year is null then 'contract.signed_on'
            when bool_and(is_unnamed) then 'contract.supplier_key'
            when wins < $min_contracts then 'too_few'
        end as why_not,
        if(why_not is null, joint / nullif(wins, 0)::double, null) as joint_share

    from won
    group by country, class, fiscal_year

),

likes as (

    select country, fiscal_year, list(joint_share order by joint_share) as shares
    from counted
    where why_not is null
    group by country, fiscal_year

),

fences as (

    select
        country, fiscal_year,
        len(shares) as peers,
        quantile_r8(shares, 0.75) as high_quarter,
        high_quarter - quantile_r8(shares, 0.25) as spread,
        high_quarter + $fence_spreads * spread as fence,
        case when peers < $min_peers then 'peers_too_few' when spread = 0 or fence > 1 then 'no_fence' end as why_no_fence

    from likes

)

select
    market_year_key as subject,
    status_of(reason, coalesce(joint_share >= fence, false)) as status,
    reason, joint_share as value, fence as threshold,
    { joint_count: joint, contracts_count: wins, joint_share: joint_share, fence_share: fence, peers_count: peers, fiscal_year: fiscal_year } as evidence,
    coalesce(source_rows, []) as seen_in

from (
    select
        part.market_year_key, part.fiscal_year, joint, wins, joint_share, fence, peers, source_rows,
        -- A market that was only bid for has no winner yet.
        if(counted.wins is null, 'no_award', coalesce(why_not, why_no_fence)) as reason
    from peers.market_year as part
    left join counted
        on counted.country is not distinct from part.country and counted.class is not distinct from part.class
        and counted.fiscal_year is not distinct from part.fiscal_year
    left join fences on fences.country is not distinct from part.country and fences.fiscal_year = part.fiscal_year
)
