-- R048 Heterogeneous supplier. One row per supplier: the number of kinds of things it has won.

with

won as (

    select
        contract.supplier_key,
        contract.process_key,
        process.country,
        -- The scheme and the first signs of its code: 72 of UNSPSC is building and maintenance.
        split_part(process.item_class, ':', 1) || ':' || left(split_part(process.item_class, ':', 2), 2) as kind,
        min(contract.source_row) as source_row

    from canon.contract
    join canon.process using (process_key)
    where contract.status is distinct from 'cancelled'
    and contract.supplier_key is not null
    group by contract.supplier_key, contract.process_key, process.country, process.item_class

),

counted as (

    select
        supplier_key,
        min(country) as country,
        count(*) as processes,
        count(kind) as classed,
        count(distinct kind) as kinds,
        list(source_row order by source_row) filter (where kind is not null) as source_rows,
        case
            when classed = 0 then 'process.item_class'
            when classed < $min_processes then 'too_few'
        end as why_not

    from won
    group by supplier_key

),

likes as (

    select country, list(kinds order by kinds) as numbers
    from counted
    where why_not is null
    group by country

),

fences as (

    select
        country,
        len(numbers) as peers,
        quantile_r8(numbers, 0.75) as high_quarter,
        high_quarter - quantile_r8(numbers, 0.25) as spread,
        high_quarter + $fence_spreads * spread as fence,
        case when peers < $min_peers then 'peers_too_few' when spread = 0 then 'no_fence' end as why_no_fence

    from likes

),

judged as (

    select
        suppliers.supplier_key, processes, classed, kinds, fence, peers, source_rows,
        -- All that was signed with it is cancelled.
        if(counted.supplier_key is null, 'contract_cancelled', coalesce(why_not, why_no_fence)) as reason

    from (select distinct supplier_key from canon.contract where supplier_key is not null) as suppliers
    left join counted using (supplier_key)
    left join fences on fences.country is not distinct from counted.country

)

select
    supplier_key as subject,
    status_of(reason, coalesce(kinds >= fence, false)) as status,
    reason,
    kinds as value,
    fence as threshold,
    { kinds_count: kinds, classed_count: classed, processes_count: processes, fence_count: fence, peers_count: peers } as evidence,
    coalesce(source_rows, []) as seen_in

from judged
