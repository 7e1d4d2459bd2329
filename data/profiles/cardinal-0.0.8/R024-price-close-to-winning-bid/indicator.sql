-- cardinal:R024 Price close to winning bid. One row per process.
-- As Cardinal 0.0.8 computes it: over all processes of the file, without lots.

with

one as (

    -- One currency is compared: the one the settings name, else the first one met.
    select * from peers.cardinal_ratio where if(len($currencies) > 0, list_contains($currencies, currency), is_first)

),

bounds as (

    select
        quantile_r8(list_sort(list(ratio order by ratio) filter (where ratio is not null)), 0.25e0) as q1,
        quantile_r8(list_sort(list(ratio order by ratio) filter (where ratio is not null)), 0.75e0) as q3

    from one

),

fence as (

    select q1, q1 - 1.5e0 * (q3 - q1) as fence from bounds

),

judged as (

    select
        decided.process_key, decided.source_row, one.ratio, one.winning_amount, one.next_amount, one.currency, fence.q1, fence.fence,
        winner.party_id as winner_id,
        case
            when decided.why_not is not null then decided.why_not
            when decided.supplier_key is null then 'several_winners'
            when one.process_key is null then 'bid.value_amount'
            else one.why_not
        end as why_not

    from peers.cardinal_process as decided
    cross join fence
    left join one using (process_key)
    left join canon.party as winner on winner.party_key = decided.supplier_key

)

select
    process_key as subject,
    status_of(why_not, coalesce(q1 > 0 and fence > 0, false) and ratio <= fence) as status,
    why_not as reason,
    ratio as value,
    fence as threshold,
    {
        difference_share: ratio, winning_amount: winning_amount, next_amount: next_amount, currency_code: currency,
        fence_share: fence, winner_code: winner_id
    } as evidence,
    [source_row] as seen_in

from judged
