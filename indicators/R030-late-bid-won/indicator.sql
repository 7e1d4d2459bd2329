-- R030 Late bid won. One row per lot; a tender without lots is one.

with

-- An award that names its bid speaks of that bid alone.
named as (

    select bid.lot_key, bid.tenderer_key, list(bid.bid_key order by bid.bid_key) as bid_keys
    from canon.award
    join canon.bid on bid.bid_id = award.related_bid and bid.lot_key = award.lot_key
    where award.status = 'active'
    group by bid.lot_key, bid.tenderer_key

),

winning as (

    select
        lot_award.lot_key, bid.tenderer_key,
        -- A winner with one bid in time was in time.
        min(bid.submitted_on) as submitted_on,
        bool_or(bid.submitted_on is null) as has_undated,
        list(distinct bid.source_row order by bid.source_row) as source_rows

    from peers.lot_award
    join canon.bid on bid.lot_key = lot_award.lot_key and list_contains(lot_award.winners, bid.tenderer_key)
    left join named on named.lot_key = bid.lot_key and named.tenderer_key = bid.tenderer_key
    where (bid.status is null or bid.status not in ('invited', 'withdrawn', 'disqualified'))
    and coalesce(list_contains(named.bid_keys, bid.bid_key), true)
    group by lot_award.lot_key, bid.tenderer_key

),

latest as (

    select
        lot_key,
        count(*) as winners,
        max(submitted_on) as submitted_on,
        bool_or(has_undated) as has_undated,
        flatten(list(source_rows order by source_rows)) as source_rows

    from winning
    group by lot_key

),

judged as (

    select
        lot_bidding.lot_key, tender.closes_on, latest.submitted_on,
        date_diff('day', tender.closes_on, latest.submitted_on) as late_days,
        case
            when lot_bidding.reason is not null then lot_bidding.reason
            when lot_award.reason is not null then lot_award.reason
            when tender.closes_on is null then 'tender.closes_on'
            when coalesce(latest.winners, 0) < len(lot_award.winners) then 'winner_without_bid'
            when latest.has_undated then 'bid.submitted_on'
            when late_days > $limit_plausible_days then 'date_not_plausible'
        end as why_not,
        list_sort(list_distinct(list_filter([tender.source_row], lambda row: row is not null)
            || coalesce(latest.source_rows, []) || lot_award.source_rows)) as source_rows

    from peers.lot_bidding
    join peers.lot_award using (lot_key)
    left join canon.tender on tender.process_key = lot_bidding.process_key
    left join latest using (lot_key)

)

select
    lot_key as subject,
    status_of(why_not, late_days > $limit_days) as status,
    why_not as reason,
    late_days as value,
    $limit_days as threshold,
    { closes_on: closes_on, submitted_on: submitted_on, late_days: late_days } as evidence,
    source_rows as seen_in

from judged
