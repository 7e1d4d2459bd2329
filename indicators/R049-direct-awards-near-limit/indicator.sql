-- R049 Direct awards near limit. One row per buyer, supplier and fiscal year.

with

counted as (

    -- A consortium's award counts whole for each member.
    select
        buyer_key,
        supplier_key,
        fiscal_year,
        count(distinct (process_key, contract_key)) filter (where reason is null) as awards,
        count(distinct (process_key, contract_key)) filter (where reason is null and amount >= $min_limit_share * limit_amount) as near,
        sum(amount) filter (where reason is null and amount >= $min_limit_share * limit_amount) as near_amount,
        max(limit_amount) filter (where reason is null) as limit_amount,
        max(currency) filter (where reason is null) as currency,
        coalesce(list(distinct source_row order by source_row) filter (where reason is null and amount >= $min_limit_share * limit_amount), []) as source_rows,
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
    status_of(why_not, near >= $min_awards) as status,
    why_not as reason,
    near as value,
    $min_awards as threshold,
    {
        near_limit_count: near, awards_count: awards, near_amount: near_amount, limit_amount: limit_amount, currency_code: currency,
        fiscal_year: counted.fiscal_year
    } as evidence,
    source_rows as seen_in

from counted
join peers.buyer_supplier_year as pair using (buyer_key, supplier_key)
where pair.fiscal_year is not distinct from counted.fiscal_year
