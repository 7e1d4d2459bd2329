-- How many days passed from the close of bidding to each lot's first award, or the reason why nobody can say.
-- One row per lot; a tender without lots is one. Which methods to judge is for each indicator to say.

create table peers.lot_decision as

with

awarded as (

    select
        process_key,
        lot_key,
        bool_or(status is null) as has_unstated,
        count(*) filter (where status = 'active') as awards,
        min(awarded_on) filter (where status = 'active') as awarded_on,
        list(distinct source_row order by source_row) as source_rows

    from canon.award
    group by process_key, lot_key

)

select
    lot.lot_key,
    process.country,
    tender.procurement_method as method,
    tender.closes_on,
    awarded.awarded_on,
    date_diff('day', closes_on, awarded.awarded_on) as decision_days,
    case
        when coalesce(lot.status, '') in ('cancelled', 'withdrawn') or tender.status in ('cancelled', 'withdrawn') then 'tender_cancelled'
        when coalesce(lot.status, '') = 'unsuccessful' or tender.status = 'unsuccessful' then 'tender_unsuccessful'
        when tender.procurement_method is null then 'tender.procurement_method'
        when unplaced.process_key is not null then 'lots_not_named'
        when awarded.has_unstated then 'award.status'
        -- Where contracts tell that somebody won, an award was made and not published.
        when coalesce(awarded.awards, 0) = 0 and lot.process_key in (select process_key from canon.contract where status is distinct from 'cancelled') then 'award.awarded_on'
        when coalesce(awarded.awards, 0) = 0 then 'no_award'
        when closes_on is null then 'tender.closes_on'
        when awarded.awarded_on is null then 'award.awarded_on'
        when awarded.awarded_on < closes_on then 'dates_out_of_order'
    end as reason,
    list_sort(list_distinct(list_filter([lot.source_row, tender.source_row] || coalesce(awarded.source_rows, []), lambda row: row is not null))) as source_rows

from canon.lot
join canon.process using (process_key)
left join canon.tender using (process_key)
left join awarded on awarded.lot_key = lot.lot_key
left join awarded as unplaced on unplaced.process_key = lot.process_key and unplaced.lot_key is null
