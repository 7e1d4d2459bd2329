-- Whether a process is decided as Cardinal 0.0.8 asks, and the one supplier of its one active award. One row per process.
create table peers.cardinal_process as
with

won as (

    select process_key, count(distinct award_id) as awards, count(party_key) as suppliers, min(party_key) as supplier_key
    from peers.cardinal_winner group by process_key

)

select
    process.process_key, process.source_row, process.buyer_key,
    if(awards = 1 and suppliers = 1, supplier_key, null) as supplier_key,
    case
        when tender.status = 'cancelled' then 'tender_cancelled'
        when exists (select 1 from canon.award as award where award.process_key = process.process_key and award.status = 'pending') then 'award_pending'
        when won.process_key is null then 'no_award'
    end as why_not

from canon.process as process
left join canon.tender as tender using (process_key)
left join won using (process_key)
order by process.process_key
