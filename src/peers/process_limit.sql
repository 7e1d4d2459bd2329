-- What the law allows by the method of each process, from the row of law.method_limit that fits it most closely.
-- One row per process and period; an amount that nobody has checked against the law is null, which is not known.

create table peers.process_limit as

with

fitting as (

    select
        process.process_key,
        method_limit.from_on,
        method_limit.to_on,
        if(method_limit.verified = 'yes', method_limit.amount, null) as amount,
        method_limit.currency,
        -- A row for one kind of purchase goes before the general one.
        if(method_limit.scope is null, 0, 2) + if(method_limit.category is null, 0, 1) as closeness

    from canon.process
    join canon.tender using (process_key)
    join law.method_limit on method_limit.country = process.country and method_limit.method = tender.procurement_method
    where (method_limit.category is null or method_limit.category = process.category)
    and (method_limit.scope is null or regexp_matches(lower(tender.method_text), lower(method_limit.scope)))

)

select
    process_key,
    from_on,
    to_on,
    amount,
    currency

from (select *, max(closeness) over (partition by process_key) as closest from fitting)
where closeness = closest
