-- How many submitted a bid for each lot, by bids and by declaration. One row per lot; null when nobody says.
-- Declared counts speak of the whole tender and so only for tenders that are not divided or have one lot.

create table peers.lot_bids as

with

by_lot as (

    select
        lot_key,
        count(distinct tenderer_key) filter (where status is distinct from 'invited' and status is distinct from 'withdrawn') as submitted_count,
        count(distinct tenderer_key) filter (where status = 'valid') as valid_count,
        count(distinct tenderer_key) filter (where status = 'disqualified') as disqualified_count,
        list_sort(list(distinct source_row)) as source_rows

    from canon.bid
    where lot_key is not null
    group by lot_key

),

unplaced as (

    select
        process_key,
        count(*) as bids

    from canon.bid
    where lot_key is null
    group by process_key

)

select
    lot.lot_key,
    lot.process_key,
    coalesce(lots.lots, 1) as lots,
    coalesce(unplaced.bids, 0) > 0 as has_unplaced_bids,
    by_lot.submitted_count,
    by_lot.valid_count,
    by_lot.disqualified_count,
    if(coalesce(lots.lots, 1) = 1, tender.bids_received, null) as declared_count,
    coalesce(by_lot.source_rows, []) as source_rows

from canon.lot
left join by_lot using (lot_key)
left join unplaced using (process_key)
left join canon.tender using (process_key)
left join (select process_key, count(*) as lots from canon.lot group by process_key) as lots using (process_key)
