-- What a review of each contract (and process without one) is worth: score × amount × novelty × time left, each part beside the others.
-- The amount is in multiples of the median of its currency, so that currencies can stand in one list.

create table run.worth as

with

median as (

    select currency, quantile_disc(amount, 0.5) as amount
    from run.score
    where amount > 0
    group by currency

),

dated as (

    select
        score.rank,
        score.score,
        score.amount / nullif(median.amount, 0) as amount_times,
        greatest(date_diff('day', coalesce(contract.known_from, process.known_from), as_of()), 0) as known_days,
        case
            when contract.contract_key is null then if(tender.status in ('cancelled', 'unsuccessful', 'withdrawn'), 'ended', 'unsigned')
            when contract.status in ('cancelled', 'terminated') or contract.completed_on <= as_of() then 'ended'
            when contract.ends_on is null then 'unknown'
            when contract.ends_on < as_of() then 'ended'
            else 'running'
        end as phase,
        if(phase = 'running', date_diff('day', as_of(), contract.ends_on)::integer, null) as days_left,
        nullif(date_diff('day', coalesce(contract.starts_on, contract.signed_on), contract.ends_on), 0) as whole_days

    from run.score as score
    join canon.process as process on process.process_key = score.process_key
    left join canon.contract as contract on contract.contract_key = score.contract_key
    left join canon.tender as tender on tender.process_key = score.process_key
    left join median on median.currency is not distinct from score.currency

),

parts as (

    select
        rank,
        score,
        amount_times::double as amount_times,
        -- What has been known for long is less news: half as much after each half-life.
        pow(0.5, known_days / $half_life_days) as novelty,
        case phase
            when 'unsigned' then 1
            when 'ended' then $ended
            when 'unknown' then $unknown
            else greatest($ended, least(1, coalesce(days_left / whole_days, $unknown)))
        end as time_left,
        phase,
        days_left

    from dated

)

select *, score * amount_times * novelty * time_left as worth
from parts
order by rank
