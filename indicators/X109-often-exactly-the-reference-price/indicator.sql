-- X109 Often exactly the reference price. One row per supplier: the share of its competitive purchases at that price.

with

bought as (

    -- A process counts once for each of its suppliers.
    select distinct
        contract.supplier_key, contract.process_key,
        price.country, price.category, price.procurement_method,
        coalesce(price_share = 1, false) as is_equal,
        price.source_rows,
        case
            when price.reason is not null then price.reason
            when price.procurement_method is null then 'tender.procurement_method'
            when not list_contains($competitive_methods, price.procurement_method) then 'method_not_competitive'
        end as why_not

    from canon.contract
    join peers.process_price as price using (process_key)
    where contract.supplier_key is not null

),

-- How often others come to exactly the reference price by the same method and kind: for each supplier all but its own.
usual as (

    select
        supplier_key, country, category, procurement_method,
        count(*) as purchases,
        count(*) filter (where is_equal) as equals,
        sum(count(*)) over likes - purchases as others,
        sum(count(*) filter (where is_equal)) over likes - equals as others_equal

    from bought
    where why_not is null
    group by supplier_key, country, category, procurement_method
    window likes as (partition by country, category, procurement_method)

),

expected as (

    select
        supplier_key,
        sum(purchases) as purchases,
        sum(equals) as equals,
        sum(others) as others,
        -- Nine decimals, so that the sum does not depend on its order; never nothing.
        sum((purchases * (others_equal + 0.5) / (others + 1))::decimal(18, 9)) as expected

    from usual
    group by supplier_key

),

judged as (

    select
        suppliers.supplier_key,
        purchases::integer as purchases,
        equals::integer as equals,
        others,
        expected / nullif(purchases, 0)::double as expected_share,
        wilson_lo(equals, purchases, $standard_errors) as low_share,
        source_rows,
        case
            when purchases is null then why_not
            when purchases < $min_purchases then 'too_few'
            when others < $min_others then 'peers_too_few'
        end as reason

    from (
        -- What stands in the way of most says more than the rest; by name, so that it is always the same.
        select
            supplier_key,
            coalesce(max(why_not) filter (where why_not <> 'method_not_competitive'), max(why_not)) as why_not,
            list_sort(list_distinct(flatten(list(source_rows order by process_key) filter (where why_not is null)))) as source_rows
        from bought
        group by supplier_key
    ) as suppliers
    left join expected using (supplier_key)

)

select
    supplier_key as subject,
    status_of(reason, coalesce(equals >= $min_equal and low_share > $limit_times * expected_share, false)) as status,
    reason, low_share as value, $limit_times * expected_share as threshold,
    { equal_count: equals, purchases_count: purchases, low_share: low_share, expected_share: expected_share, others_count: others } as evidence,
    coalesce(source_rows, []) as seen_in

from judged
