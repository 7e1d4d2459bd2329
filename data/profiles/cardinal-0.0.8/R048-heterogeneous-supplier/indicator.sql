-- cardinal:R048 Heterogeneous supplier. One row per party.
-- As Cardinal 0.0.8 computes it: without a guard, so that suppliers who are all alike are all flagged.

with

single as (

    -- An award of several suppliers does not say who supplied what.
    select process_key, award_id, min(party_key) as supplier_key
    from peers.cardinal_winner
    group by process_key, award_id
    having count(party_key) = 1

),

sold as (

    select distinct single.process_key, single.supplier_key, unnest(award.item_classes) as class
    from single
    join canon.award as award using (process_key, award_id)

),

record as (

    -- The scheme of a classification is left out, as the original does.
    select
        supplier_key,
        count(distinct left(if(contains(class, ':'), substring(class, length(split_part(class, ':', 1)) + 2), class), $max_digits)) as segments,
        count(distinct process_key) as processes

    from sold
    where process_key in (select process_key from peers.cardinal_process where why_not is distinct from 'tender_cancelled')
    group by supplier_key

),

bounds as (

    select
        quantile_r8(list_sort(list(segments::double order by segments)), 0.25e0) as q1,
        quantile_r8(list_sort(list(segments::double order by segments)), 0.75e0) as q3

    from record
    where processes >= $min_processes

),

judged as (

    select
        party.party_key, party.source_row, segments, processes, q3 + 1.5e0 * (q3 - q1) as fence,
        case
            when record.supplier_key is null then 'award.item_classes'
            when processes < $min_processes then 'too_few'
        end as why_not

    from canon.party as party
    cross join bounds
    left join record on record.supplier_key = party.party_key

)

select
    party_key as subject,
    status_of(why_not, segments >= fence) as status,
    why_not as reason,
    segments as value,
    fence as threshold,
    { segments_count: segments, processes_count: processes } as evidence,
    [source_row] as seen_in

from judged
