-- X110 Same amount over and over. One row per buyer, supplier and fiscal year: of its direct awards within the limit.

with

repeated as (

    -- The whole amount of an award: members of a consortium do not make it smaller.
    select
        buyer_key, supplier_key, fiscal_year, amount, currency,
        date_trunc('month', won_on) as month,
        max(limit_amount) as limit_amount,
        count(distinct (process_key, contract_key)) as times,
        -- One purchase of so many would have been beyond the limit.
        times * amount > max(limit_amount) as is_beyond,
        list(distinct source_row order by source_row) as source_rows

    from peers.direct_win
    where reason is null
    group by buyer_key, supplier_key, fiscal_year, amount, currency, month

),

counted as (

    select
        buyer_key, supplier_key, fiscal_year,
        sum(times) as awards,
        coalesce(sum(times) filter (where is_beyond), 0) as repeats,
        -- Of amounts that stand equally often the largest.
        max({ times: times, amount: amount, limit_amount: limit_amount, currency: currency }) filter (where is_beyond) as it,
        coalesce(flatten(list(source_rows order by source_rows) filter (where is_beyond)), []) as source_rows

    from repeated
    group by buyer_key, supplier_key, fiscal_year

),

hindered as (

    -- What stands in the way of direct awards says more than that there are others; the last by name, so that it is always the same.
    select
        buyer_key, supplier_key, fiscal_year,
        coalesce(max(reason) filter (where reason not in ('method_not_direct', 'tender.procurement_method')), max(reason)) as why_not

    from peers.direct_win
    group by buyer_key, supplier_key, fiscal_year

),

judged as (

    select
        buyer_supplier_year_key, pair.fiscal_year,
        counted.awards::integer as awards, repeats::integer as repeats, it, source_rows,
        repeats / nullif(counted.awards, 0)::double as repeated_share,
        case
            when pair.fiscal_year is null then 'contract.signed_on'
            when counted.buyer_key is null then hindered.why_not
            when counted.awards < $min_contracts then 'too_few'
        end as reason

    from peers.buyer_supplier_year as pair
    join hindered
        on hindered.buyer_key = pair.buyer_key and hindered.supplier_key = pair.supplier_key and hindered.fiscal_year is not distinct from pair.fiscal_year
    left join counted
        on counted.buyer_key = pair.buyer_key and counted.supplier_key = pair.supplier_key and counted.fiscal_year = pair.fiscal_year

)

select
    buyer_supplier_year_key as subject,
    status_of(reason, coalesce(repeated_share >= $min_share and it.times >= $min_times, false)) as status,
    reason,
    repeated_share as value,
    $min_share as threshold,
    {
        repeated_count: repeats, awards_count: awards, repeated_share: repeated_share,
        most_count: it.times, most_amount: it.amount, limit_amount: it.limit_amount, currency_code: it.currency, fiscal_year: fiscal_year
    } as evidence,
    coalesce(source_rows, []) as seen_in

from judged
