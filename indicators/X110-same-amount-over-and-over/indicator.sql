-- X110 Same amount over and over. One row per buyer, supplier and fiscal year.

with

repeated as (

    select
        buyer_key, supplier_key, fiscal_year, amount, currency,
        date_trunc('month', won_on) as month,
        count(distinct (process_key, contract_key)) as times,
        list(distinct source_row order by source_row) as source_rows

    from peers.win
    where buyer_key is not null
    and supplier_key is not null
    and won_on is not null
    and amount > 0
    group by buyer_key, supplier_key, fiscal_year, amount, currency, month

),

counted as (

    select
        buyer_key, supplier_key, fiscal_year,
        sum(times) as contracts,
        coalesce(sum(times) filter (where times > 1), 0) as repeats,
        -- Of amounts that stand equally often the largest.
        max({ times: times, amount: amount, currency: currency }) as it,
        coalesce(flatten(list(source_rows order by source_rows) filter (where times > 1)), []) as source_rows

    from repeated
    group by buyer_key, supplier_key, fiscal_year

),

judged as (

    select
        buyer_supplier_year_key, pair.fiscal_year,
        coalesce(counted.contracts, 0)::integer as contracts, repeats::integer as repeats, it, source_rows,
        repeats / nullif(counted.contracts, 0)::double as repeated_share,
        case
            when pair.fiscal_year is null or is_undated then 'contract.signed_on'
            when counted.buyer_key is null then 'contract.value_amount'
            when counted.contracts < $min_contracts then 'too_few'
        end as reason

    from peers.buyer_supplier_year as pair
    join (
        select buyer_key, supplier_key, fiscal_year, bool_and(won_on is null) as is_undated
        from peers.win
        group by buyer_key, supplier_key, fiscal_year
    ) as known
        on known.buyer_key = pair.buyer_key and known.supplier_key = pair.supplier_key and known.fiscal_year is not distinct from pair.fiscal_year
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
        repeated_count: repeats, contracts_count: contracts, repeated_share: repeated_share,
        most_count: it.times, most_amount: it.amount, currency_code: it.currency, fiscal_year: fiscal_year
    } as evidence,
    coalesce(source_rows, []) as seen_in

from judged
