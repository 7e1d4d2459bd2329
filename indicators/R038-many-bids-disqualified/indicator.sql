-- R038 Many bids disqualified. One row per buyer.

with

-- One bidder of one process is one bid, thrown out when no lot kept it: one missing paper is one reason, however many lots.
offered as (

    select
        lot_bidder.process_key, lot_bidder.tenderer_key,
        lot_market.buyer_key, lot_market.country,
        bool_and(is_disqualified) as is_disqualified,
        flatten(list(lot_bidder.source_rows order by lot_bidder.source_rows)) as source_rows

    from peers.lot_bidder
    join peers.lot_bidding using (lot_key)
    join peers.lot_market using (lot_key)
    where (lot_bidding.reason is null or lot_bidding.reason = 'tender_unsuccessful')
    and not (has_unstated and not is_valid)
    and lot_market.buyer_key is not null
    group by lot_bidder.process_key, lot_bidder.tenderer_key, lot_market.buyer_key, lot_market.country

),

counted as (

    select
        buyer_key, min(country) as country,
        count(*) as bids, count(*) filter (where is_disqualified) as rejected,
        count(distinct process_key) as processes,
        bids >= $min_bids and processes >= $min_processes as is_judged,
        rejected / bids as rejected_share,
        list_sort(flatten(list(source_rows order by source_rows))) as source_rows

    from offered
    group by buyer_key

),

-- A beta distribution of the buyers' shares by the method of moments; where they differ no more than chance, all have the common share.
common as (

    select
        country,
        sum(rejected)::double / sum(bids) as mean_share,
        (list_aggregate(list(rejected * rejected_share order by rejected * rejected_share), 'sum') - sum(bids) * mean_share * mean_share
            - mean_share * (1 - mean_share) * (count(*) - 1)) / nullif(sum(bids) - sum(bids * bids)::double / sum(bids), 0) as variance,
        case when variance > 0 then greatest(mean_share * (1 - mean_share) / variance - 1, 1e-6) end as prior_bids

    from counted
    where is_judged
    group by country

),

shrunk as (

    select
        counted.*,
        if(prior_bids is null, mean_share, (mean_share * prior_bids + rejected) / (prior_bids + bids)) as share

    from counted
    left join common on common.country is not distinct from counted.country

),

peers as (

    select
        country, count(*) as buyers,
        quantile_cont(rejected_share, 0.5) as middle_share,
        list(share order by share) as shares,
        quantile_r8(shares, 0.75) as high_quarter,
        high_quarter - quantile_r8(shares, 0.25) as spread,
        high_quarter + $fence_spreads * spread as fence_share

    from shrunk
    where is_judged
    group by country

),

judged as (

    select
        buyer.buyer_key, shrunk.* exclude (buyer_key),
        wilson_lo(rejected, bids, $standard_errors) as low_share, buyers, middle_share, fence_share,
        case
            when shrunk.buyer_key is null then 'bid.status'
            when not is_judged then 'too_few'
            when peers.buyers < $min_peers then 'peers_too_few'
            when spread = 0 or fence_share > 1 then 'no_fence'
        end as reason

    from (select distinct buyer_key from canon.process where buyer_key is not null) as buyer
    left join shrunk on shrunk.buyer_key = buyer.buyer_key
    left join peers on peers.country is not distinct from shrunk.country

)

select
    buyer_key as subject,
    status_of(reason, low_share > middle_share and share >= fence_share) as status,
    reason, share as value, fence_share as threshold,
    {
        disqualified_count: rejected, bids_count: bids, processes_count: processes, shrunken_share: share, low_share: low_share,
        fence_share: fence_share, middle_share: middle_share, peers_count: buyers
    } as evidence,
    coalesce(source_rows, []) as seen_in

from judged
