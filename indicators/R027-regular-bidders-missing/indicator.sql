-- R027 Regular bidders missing. One row per contracting process.
-- A market is a country, a class and a province; who bids there often is told by the processes of the months before.

with

offered as (

    select
        process_key, list(distinct tenderer_key order by tenderer_key) as bidders, bool_or(tenderer_key is null) as has_unnamed,
        list(distinct source_row order by source_row) as source_rows

    from canon.bid
    where status is distinct from 'invited' and status is distinct from 'withdrawn'
    group by process_key

),

placed as (

    select
        process.process_key, country, coalesce(item_class, category) as class, coalesce(site_province, buyer_province) as province,
        coalesce(closes_on, opens_on, published_on) as bids_on,
        bidders, has_unnamed,
        list_sort(list_distinct([tender.source_row] || coalesce(offered.source_rows, []))) as source_rows,
        case
            when procurement_method is null then 'tender.procurement_method'
            when not list_contains($competitive_methods, procurement_method) then 'method_not_competitive'
            when status in ('cancelled', 'withdrawn') then 'tender_cancelled'
            when status in ('planning', 'planned', 'active') then 'tender_not_closed'
            when offered.process_key is null or has_unnamed then 'bid.tenderer_key'
            when class is null then 'process.category'
            when bids_on is null then 'tender.closes_on'
        end as reason

    from canon.process
    left join canon.tender using (process_key)
    left join offered using (process_key)

),

held as (

    select
        *,
        count(*) over (partition by country, class, province order by bids_on
            range between to_months($max_months) preceding and to_days(1) preceding) as processes

    from placed
    where reason is null

),

attended as (

    select held.process_key, held.processes, past.bidder_key, list_contains(held.bidders, past.bidder_key) as is_here, count(*) as times
    from held
    join (select country, class, province, bids_on, unnest(bidders) as bidder_key from held) as past
        on past.class = held.class and past.country is not distinct from held.country and past.province is not distinct from held.province
        and past.bids_on >= held.bids_on - to_months($max_months) and past.bids_on < held.bids_on
    where len(held.bidders) <= $max_bidders
    group by held.process_key, held.processes, past.bidder_key, is_here

),

missed as (

    select
        process_key, count(*) as regulars, count(*) filter (where is_here) as present,
        -- Nobody comes always or never: half a time is added.
        list_sum(list_sort(list((times + 0.5::double) / (processes + 1) order by times))) as expected,
        if(present >= expected, 0, if(present = 0, 0, present * ln(present / nullif(expected, 0)))
            + (regulars - present) * ln((regulars - present) / nullif(regulars - expected, 0))) as excess

    from attended
    where times::double / processes >= $min_attendance_share
    group by process_key

),

judged as (

    select
        placed.process_key, source_rows, len(bidders) as bidders, regulars, present, expected, processes, coalesce(exp(-excess), 1) as chance,
        case
            when placed.reason is not null then placed.reason
            when len(placed.bidders) > $max_bidders then null
            when processes < $min_processes then 'too_few'
            when coalesce(regulars, 0) < $min_regulars then 'no_regular_group'
        end as why_not

    from placed
    left join (select process_key, processes from held) as history using (process_key)
    left join missed using (process_key)

)

select
    process_key as subject,
    -- exp(-excess) is never below the chance that so few of the regulars come (Hoeffding).
    status_of(why_not, bidders <= $max_bidders and chance <= $max_chance) as status,
    why_not as reason, chance as value, $max_chance as threshold,
    { bidders_count: bidders, present_count: present, regulars_count: regulars, expected_count: round(expected, 2), processes_count: processes,
        chance_share: chance } as evidence,
    source_rows as seen_in

from judged
