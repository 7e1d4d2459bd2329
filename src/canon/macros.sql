-- What indicators share beyond plain SQL: quantiles, intervals, fiscal years. `status_of` is made from the list of reasons beside these.

-- Hyndman and Fan's quantile of type 8 (median-unbiased), which fences use; quantile_cont is type 7.
create or replace macro r8_position(n, p) as (n + 1e0 / 3e0) * p + 1e0 / 3e0;
create or replace macro quantile_r8(sorted, p) as
    case
        when len(sorted) = 0 then null
        when trunc(r8_position(len(sorted), p)) <= 0 then sorted[1]
        when trunc(r8_position(len(sorted), p)) >= len(sorted) then sorted[len(sorted)]
        else sorted[trunc(r8_position(len(sorted), p))::bigint]
            + (r8_position(len(sorted), p) - trunc(r8_position(len(sorted), p)))
            * (sorted[trunc(r8_position(len(sorted), p))::bigint + 1] - sorted[trunc(r8_position(len(sorted), p))::bigint])
    end;

-- Wilson's score interval for k of n; z is 1.959964 for 95 %, 2.575829 for 99 %. Its ends for none and for all are exact: what is left of roundings would
-- otherwise decide whether none of many is more than none.
create or replace macro wilson_lo(k, n, z) as
    case when n > 0 and k = 0 then 0e0 when n > 0 then
        ((k::double / n + z * z / (2 * n)) - z * sqrt(greatest(k::double / n * (1 - k::double / n) / n + z * z / (4 * n::double * n), 0))) / (1 + z * z / n)
    end;
create or replace macro wilson_hi(k, n, z) as
    case when n > 0 and k = n then 1e0 when n > 0 then
        ((k::double / n + z * z / (2 * n)) + z * sqrt(greatest(k::double / n * (1 - k::double / n) / n + z * z / (4 * n::double * n), 0))) / (1 + z * z / n)
    end;

-- The fiscal year a day falls in, named by the year in which it ends; first_month is 10 in Thailand, 1 where the calendar year counts.
create or replace macro fiscal_year_of(day, first_month) as
    year(day) + if(first_month > 1 and month(day) >= first_month, 1, 0);

-- A text with every mask of a natural person made the same, for hashes that must not depend on the workspace's key.
create or replace macro without_masks(text) as
    if(contains(text, 'natural:') or contains(text, 'บุคคลธรรมดา'), regexp_replace(text, '(natural:|บุคคลธรรมดา(?: · )?)[a-p]+', '\1', 'g'), text);

-- An amount at a rate that tells what one unit is worth, or, on the way back, what one unit of the other currency is worth in this one.
create or replace macro converted(amount, rate, is_back) as
    if(is_back, try_cast(round(amount::decimal(18, 2) / rate, 2) as decimal(18, 2)), try_cast(amount::decimal(18, 2) * rate::decimal(18, 8) as decimal(18, 2)));

-- The rates an answer rests on, each once; of more than three the first, and how many more.
create or replace macro told_rates(texts) as
    nullif(array_to_string(list_sort(list_distinct(texts))[:3], '; ') || coalesce('; +' || nullif(greatest(len(list_distinct(texts)) - 3, 0), 0), ''), '');
