-- cardinal:R035 All other bids disqualified. One row per process.
-- As Cardinal 0.0.8 computes it.

with

sides as (

    select
        process_key,
        list(distinct party_key order by party_key) filter (where status = 'valid') as valid,
        list(distinct party_key order by party_key) filter (where status = 'disqualified') as disqualified

    from peers.cardinal_side
    group by process_key

),

winners as (

    select process_key, list(distinct party_key order by party_key) as suppliers
    from peers.cardinal_winner where party_key is not null
    group by process_key

),

judged as (

    select
        decided.process_key, decided.source_row, suppliers, valid,
        coalesce(len(list_filter(disqualified, lambda it: not list_contains(coalesce(valid, []), it))), 0) as others,
        case
            when decided.why_not is not null then decided.why_not
            when sides.process_key is null then 'bid.status'
        end as why_not

    from peers.cardinal_process as decided
    left join sides using (process_key)
    left join winners using (process_key)

)

select
    process_key as subject,
    status_of(why_not, coalesce(len(valid) = 1 and valid = suppliers and others >= greatest($min_others, 1), false)) as status,
    why_not as reason,
    others as value,
    greatest($min_others, 1) as threshold,
    { disqualified_count: others } as evidence,
    [source_row] as seen_in

from judged
