-- R055 Direct awards together beyond limit. One row per buyer, supplier and fiscal year.

with

added as (

    -- Awards that are direct and each within the limit; where the limit changed within the year, the larger one counts.
    select
        buyer_key,
        supplier_key,
        fiscal_year,
        count(distinct (process_key, contract_key)) filter (where reason is null) as awards,
        count(distinct (process_key, contract_key)) as all_awards,
        sum(part_amount) filter (where reason is null) as amount,
        max(limit_amount) filter (where reason is null) as limit_amount,
        max(currency) filter (where reason is null) as currency,
        min(won_on) filter (where reason is null) as first_on,
        max(won_on) filter (where reason is null) as last_on,
        coalesce(list(distinct source_row order by source_row) filter (where reason is null), []) as source_rows,
        case
            when fiscal_year is null then 'contract.signed_on'
            when awards = 0 then coalesce(
                -- What stands in the way of direct awards says more than that there are others; the last by name, so that it is always the same.
                max(reason) filter (where reason not in ('method_not_direct', 'tender.procurement_method')),
                max(reason)
            )
        end as why_not

    from peers.direct_win
    group by buyer_key, supplier_key, fiscal_year

)

select
    buyer_supplier_year_key as subject,
    status_of(why_not, awards >= $min_awards and amount > limit_amount) as status,
    why_not as reason,
    amount / nullif(limit_amount, 0) as value,
    1 as threshold,
    {
        awards_count: awards,
        all_count: all_awards,
        awards_amount: amount,
        limit_amount: limit_amount,
        currency_code: currency,
        first_on: first_on,
        last_on: last_on,
        fiscal_year: added.fiscal_year
    } as evidence,
    source_rows as seen_in

from added
join peers.buyer_supplier_year as pair using (buyer_key, supplier_key)
where pair.fiscal_year is not distinct from added.fiscal_year
