-- X102 Method without open competition. One row per process.

with

considered as (

    select
        process.process_key, process.buyer_key, process.country, process.category, process.budget_amount, process.currency,
        tender.procurement_method, tender.status,
        case
            when list_contains($open_methods, procurement_method) then 0
            when list_contains($selective_methods, procurement_method) then 0.5
            when list_contains($direct_methods, procurement_method) then 1
        end::double as grade,
        grade >= $min_grade as is_graded_high,
        coalesce(tender.published_on, tender.opens_on, signed.first_on) as decided_on,
        list_distinct([process.source_row, tender.source_row]) as seen_in

    from canon.process
    left join canon.tender using (process_key)
    left join (select process_key, min(signed_on) as first_on from canon.contract group by process_key) as signed using (process_key)

),

-- The general limit of the direct method: what lies within it says nothing about what is usual beyond.
beyond as (

    select considered.*, budget_amount::double as size, size * (1 - 1 / $limit_size_times) as downward, size * ($limit_size_times - 1) as upward
    from considered
    join law.method_limit as limits
        on limits.country = considered.country and limits.currency = considered.currency
        and decided_on between limits.from_on and limits.to_on
    where limits.method = 'direct' and limits.category is null and limits.scope is null and limits.verified = 'yes'
    and grade is not null and considered.category is not null
    and coalesce(considered.status, '') not in ('cancelled', 'withdrawn', 'unsuccessful')
    and budget_amount > limits.amount

),

-- Purchases of the same kind and of a like size, made by others: the buyer's own habit does not make a method usual.
compared as (

    select
        process_key,
        count(*) over likes - if(buyer_key is null, 1, count(*) over own) as peers,
        count(*) filter (where is_graded_high) over likes
            - if(buyer_key is null, is_graded_high::integer, count(*) filter (where is_graded_high) over own) as peers_high

    from beyond
    window
        likes as (
            partition by country, currency, category order by size
            range between downward preceding and upward following
        ),
        own as (
            partition by country, currency, category, buyer_key order by size
            range between downward preceding and upward following
        )

),

judged as (

    select
        considered.*, process_limit.amount as limit_amount, peers, peers_high,
        wilson_hi(peers_high, peers, $standard_errors) as high_share,
        case
            when grade is null then 'tender.procurement_method'
            when status in ('cancelled', 'withdrawn', 'unsuccessful') then if(status = 'unsuccessful', 'tender_unsuccessful', 'tender_cancelled')
            when not is_graded_high then null
            when budget_amount is null then 'process.budget_amount'
            when budget_amount <= 0 then 'value_zero'
            when considered.currency is null then 'process.currency'
            when decided_on is null then 'contract.signed_on'
            when grade = 1 and limit_amount is null then 'limit_not_known'
            when considered.currency <> process_limit.currency then 'currency_mixed'
            when budget_amount <= limit_amount then 'within_limit'
            when category is null then 'process.category'
            when coalesce(peers, 0) < $min_peers then 'peers_too_few'
        end as reason

    from considered
    left join peers.process_limit
        on process_limit.process_key = considered.process_key and decided_on between process_limit.from_on and process_limit.to_on
    left join compared on compared.process_key = considered.process_key

)

select
    process_key as subject,
    status_of(reason, is_graded_high and high_share <= $max_usual_share) as status,
    reason,
    if(is_graded_high and reason is null, high_share, null) as value,
    $max_usual_share as threshold,
    {
        procurement_method_code: procurement_method, budget_amount: budget_amount, limit_amount: limit_amount, currency_code: currency,
        like_count: peers_high, peers_count: peers, high_share: high_share, decided_on: decided_on
    } as evidence,
    seen_in

from judged
