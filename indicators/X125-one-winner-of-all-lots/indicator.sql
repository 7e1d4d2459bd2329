-- X125 One winner of all lots. One row per contracting process.

with

awarded as (

    select
        lot_award.process_key,
        count(*) as lots,
        count(*) filter (where lot_award.reason is null) as awarded_lots,
        bool_or(lot_award.reason = 'lots_not_named') as has_unplaced,
        bool_or(lot_award.reason = 'award_pending') as has_pending,
        bool_or(lot_award.reason = 'award.status') as has_unstated,
        bool_or(lot_award.reason = 'award.supplier_key') as has_unnamed,
        count(distinct lot_award.winners) filter (where lot_award.reason is null) = 1 as is_alike,
        max(len(lot_award.winners)) as most_winners,
        list_sort(list_distinct(flatten(list(lot_bidding.source_rows || lot_award.source_rows order by lot_award.lot_key)))) as source_rows

    from peers.lot_award
    join peers.lot_bidding using (lot_key)
    join canon.lot using (lot_key)
    where not lot.is_whole
    and (lot_bidding.reason is null or lot_bidding.reason in ('lots_not_named', 'tender_not_closed'))
    group by lot_award.process_key

),

offered as (

    select
        process_key,
        count(distinct tenderer_key) as bidders,
        count(distinct tenderer_key) filter (where status = 'disqualified') as disqualified,
        bool_or(status in ('valid', 'disqualified')) as has_decided

    from canon.bid
    where coalesce(status, 'submitted') not in ('invited', 'withdrawn')
    group by process_key

),

judged as (

    select
        process.process_key, awarded_lots, bidders, disqualified,
        coalesce(is_alike and most_winners <= 1, false) as has_one_winner,
        case
            when coalesce(lots, 0) < $min_lots then 'few_lots'
            when has_unplaced then 'lots_not_named'
            when has_pending then 'award_pending'
            when has_unstated then 'award.status'
            when has_unnamed then 'award.supplier_key'
            when awarded_lots < $min_lots then 'no_award'
            -- Where several won, nobody needs to know who was disqualified.
            when has_one_winner and not coalesce(has_decided, false) then 'bid.status'
        end as reason,
        coalesce(source_rows, []) as source_rows

    from canon.process
    left join awarded using (process_key)
    left join offered using (process_key)

)

select
    process_key as subject,
    status_of(reason, has_one_winner and disqualified >= $min_disqualified) as status,
    reason,
    if(has_one_winner, disqualified, 0) as value,
    $min_disqualified as threshold,
    { lots_count: awarded_lots, bidders_count: bidders, disqualified_count: disqualified } as evidence,
    source_rows as seen_in

from judged
