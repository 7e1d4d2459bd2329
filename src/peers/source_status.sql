-- Whether a source keeps the status of its contracts: of those whose end has passed and that were not cancelled, how many it shows as over.
-- One row per source.

create table peers.source_status as

select
    process.source,
    count(*) as due,
    count(*) filter (where contract.status = 'terminated' or contract.completed_on is not null) as closed

from canon.contract
join canon.process using (process_key)
where contract.ends_on < as_of()
and contract.status is not null
and contract.status not in ('cancelled', 'pending')
group by process.source
