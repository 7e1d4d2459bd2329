-- R029 Bid prices off Benford's law. One row per buyer.

with

-- A bid over several lots has one price.
offered as (

    select
        process.buyer_key, bid.bid_id,
        min(bid.value_amount) as amount,
        min(bid.currency) as currency,
        min(bid.source_row) as source_row

    from canon.bid
    join canon.process using (process_key)
    where coalesce(bid.status, 'submitted') not in ('invited', 'withdrawn')
    group by process.buyer_key, bid.process_key, bid.bid_id

),

counted as (

    select
        buyer_key,
        count(*) as offers,
        count(*) filter (where amount > 0) as priced,
        count(*) filter (where amount > 0 and currency is not null) as bids,
        min(currency) <> max(currency) as has_mixed_currencies,
        log10(max(amount) / min(amount) filter (where amount > 0)) as magnitudes,
        list(distinct source_row order by source_row) as source_rows

    from offered
    group by buyer_key

),

led as (

    select
        buyer_key,
        left(ltrim((amount * 100)::hugeint::varchar, '0'), 1)::integer as digit,
        count(*) as bids

    from offered
    where amount > 0 and currency is not null
    group by buyer_key, digit

),

-- Every digit, whether or not a price begins with it, beside its share by the law: log10(1 + 1 / digit).
compared as (

    select
        counted.buyer_key, digits.digit, coalesce(led.bids, 0) as digit_bids,
        counted.bids * log10(1 + 1 / digits.digit::double) as expected,
        abs(digit_bids - expected) / nullif(counted.bids, 0) as distance,
        pow(digit_bids - expected, 2) / nullif(expected, 0) as square

    from counted
    cross join (select unnest(range(1, 10)) as digit) as digits
    left join led on led.buyer_key = counted.buyer_key and led.digit = digits.digit

),

measured as (

    select
        buyer_key,
        list_avg(list_sort(list(distance order by distance))) as deviation_share,
        list_sum(list_sort(list(square order by square))) as chi_square,
        min(digit_bids) filter (where digit = 1) as ones,
        min(expected) filter (where digit = 1) as expected_ones

    from compared
    group by buyer_key

),

judged as (

    select
        buyer.buyer_key, bids, measured.* exclude (buyer_key), source_rows,
        case
            when counted.buyer_key is null then 'bid.value_amount'
            when bids >= $min_bids and has_mixed_currencies then 'currency_mixed'
            when bids >= $min_bids then if(magnitudes < $min_magnitudes, 'range_narrow', null)
            when priced >= $min_bids then 'bid.currency'
            when offers >= $min_bids then 'bid.value_amount'
            else 'too_few'
        end as reason

    from (select distinct buyer_key from canon.process where buyer_key is not null) as buyer
    left join counted on counted.buyer_key = buyer.buyer_key
    left join measured on measured.buyer_key = buyer.buyer_key

)

select
    buyer_key as subject,
    status_of(reason, deviation_share > $limit_deviation_share and chi_square > $limit_chi_square) as status,
    reason,
    deviation_share as value,
    $limit_deviation_share as threshold,
    { bids_count: bids, deviation_share: deviation_share, ones_count: ones, expected_count: round(expected_ones, 1) } as evidence,
    coalesce(source_rows, []) as seen_in

from judged
