-- X115 Cancelled and tendered again. One row per contracting process.

with

considered as (

    select
        process_key, source, buyer_key, title, tender.status, procurement_method,
        if(class_basis = 'item', item_class, null) as class,
        coalesce(published_on, opens_on, closes_on) as invited_on,
        coalesce(reference_amount, budget_amount) as amount,
        if(reference_amount is null, process.currency, tender.currency) as currency,
        coalesce(tender.status in ('cancelled', 'unsuccessful', 'withdrawn'), false) as has_failed,
        list_filter([process.source_row, tender.source_row], lambda row: row is not null) as source_rows

    from canon.process
    left join canon.tender using (process_key)

),

failing as (

    select distinct source from considered where has_failed

),

alike as (

    -- How alike two titles are: twice the three-letter pieces that both have, by all that each has.
    select
        one.process_key, other.process_key as earlier_key, other.status as earlier_status, other.procurement_method as earlier_method,
        other.amount as earlier_amount, other.source_rows as earlier_rows,
        date_diff('day', other.invited_on, one.invited_on) as after_days,
        list_distinct(list_transform(range(1, greatest(length(one.title) - 1, 1)), lambda place: substr(one.title, place, 3))) as pieces,
        list_distinct(list_transform(range(1, greatest(length(other.title) - 1, 1)), lambda place: substr(other.title, place, 3))) as earlier_pieces,
        round(2 * len(list_intersect(pieces, earlier_pieces)) / nullif(len(pieces) + len(earlier_pieces), 0), 6) as likeness

    from considered as one
    join considered as other on other.buyer_key = one.buyer_key and other.currency = one.currency
    where other.has_failed
    and not one.has_failed
    and other.invited_on < one.invited_on
    and one.invited_on <= other.invited_on + to_days($max_days)
    and abs(one.amount - other.amount) <= $max_difference * other.amount
    and one.amount > 0
    and (one.class = other.class or likeness >= $min_similar)

),

nearest as (

    -- Of several earlier ones the latest.
    select process_key, arg_min(alike, (after_days, earlier_key)) as found
    from alike
    group by process_key

),

judged as (

    select
        considered.*, found,
        case
            when status is null then 'tender.status'
            when status in ('cancelled', 'withdrawn') then 'tender_cancelled'
            when status = 'unsuccessful' then 'tender_unsuccessful'
            when failing.source is null then 'failures_not_published'
            when buyer_key is null then 'process.buyer_key'
            when invited_on is null then 'tender.published_on'
            when title is null and class is null then 'process.title'
            when amount is null then 'tender.reference_amount'
            when amount <= 0 then 'value_zero'
            when currency is null then 'tender.currency'
        end as reason

    from considered
    left join failing using (source)
    left join nearest using (process_key)

)

select
    process_key as subject,
    status_of(reason, found is not null) as status,
    reason,
    found.after_days as value,
    $max_days as threshold,
    {
        published_on: invited_on, after_days: found.after_days, similar_share: found.likeness, earlier_status_code: found.earlier_status,
        value_amount: amount, earlier_amount: found.earlier_amount, currency_code: currency,
        procurement_method_code: procurement_method, earlier_method_code: found.earlier_method
    } as evidence,
    list_distinct(source_rows || coalesce(found.earlier_rows, [])) as seen_in

from judged
