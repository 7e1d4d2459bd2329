-- R035 All other bids disqualified. One row per lot; a tender without lots is one.

with

offered as (

    select
        lot_key,
        bool_or(tenderer_key is null) as has_unnamed,
        list(distinct tenderer_key order by tenderer_key) as tenderers,
        coalesce(list(distinct tenderer_key order by tenderer_key) filter (where status = 'valid'), []) as valid,
        coalesce(list(distinct tenderer_key order by tenderer_key) filter (where status = 'disqualified'), []) as disqualified,
        coalesce(list(tenderer_key order by tenderer_key) filter (where coalesce(status, 'submitted') = 'submitted'), []) as undecided

    from canon.bid
    where status is distinct from 'invited' and status is distinct from 'withdrawn'
    group by lot_key

),

awarded as (

    select
        award.process_key, award.lot_key,
        bool_or(award.status is null) as has_unstated,
        bool_or(award.status = 'pending') as has_pending,
        bool_or(award.status = 'active' and coalesce(bid.tenderer_key, award.supplier_key) is null) as has_unnamed,
        list(distinct coalesce(bid.tenderer_key, award.supplier_key) order by coalesce(bid.tenderer_key, award.supplier_key))
            filter (where award.status = 'active') as winners,
        count(*) filter (where award.status = 'active') as awards,
        list(distinct award.source_row order by award.source_row) as source_rows

    from canon.award
    left join canon.bid on bid.bid_id = award.related_bid and bid.lot_key = award.lot_key
    group by award.process_key, award.lot_key

),

judged as (

    select
        lot.lot_key,
        len(offered.tenderers) as tenderers,
        len(list_filter(offered.disqualified, lambda t: not list_contains(offered.valid, t))) as others,
        len(offered.valid) = 1 and offered.valid = awarded.winners as is_alone,
        list_distinct([lot.source_row] || lot_bids.source_rows || coalesce(awarded.source_rows, [])) as seen_in,
        case
            when coalesce(lot.status, tender.status) in ('cancelled', 'withdrawn') then 'tender_cancelled'
            when coalesce(lot.status, tender.status) = 'unsuccessful' then 'tender_unsuccessful'
            when coalesce(lot.status, tender.status) in ('planning', 'planned', 'active') and awarded.awards is null then 'tender_not_closed'
            when lot_bids.lots > 1 and (lot_bids.has_unplaced_bids or unplaced.process_key is not null) then 'lots_not_named'
            when offered.lot_key is null then 'bid.status'
            when awarded.has_pending then 'award_pending'
            when awarded.has_unstated then 'award.status'
            when coalesce(awarded.awards, 0) = 0 then 'no_award'
            when offered.has_unnamed then 'bid.tenderer_key'
            when awarded.has_unnamed then 'award.supplier_key'
            -- A bid on which nothing was decided was neither kept nor thrown out.
            when len(offered.valid) <= 1 and not list_has_all(offered.valid, offered.undecided) then 'bid.status'
        end as reason

    from canon.lot
    join peers.lot_bids using (lot_key)
    left join canon.tender on tender.process_key = lot.process_key
    left join offered on offered.lot_key = lot.lot_key
    left join awarded on awarded.lot_key = lot.lot_key
    left join awarded as unplaced on unplaced.process_key = lot.process_key and unplaced.lot_key is null

)

select
    lot_key as subject,
    status_of(reason, coalesce(is_alone and others >= $min_disqualified, false)) as status,
    reason,
    others as value,
    $min_disqualified as threshold,
    { tenderers_count: tenderers, disqualified_count: others } as evidence,
    seen_in

from judged
