-- What every report has, over the contracts and flags in its scope.

-- name: totals
select currency, * exclude (label, currency)
from split_by(null)
order by currency nulls last

-- name: by_indicator
with

-- Contracts that the same questions judged and flagged are counted together: there are few such groups, and many contracts.
grouped as (

    select asked, told, currency, count(*) as contracts, sum(amount) as amount from asked_in_scope group by asked, told, currency

),

asked as (

    select contracts, amount, currency, unnest(asked) as indicator, told as flagged from grouped

),

counted as (

    select
        indicator,
        currency,
        sum(contracts)::integer as judged_count,
        coalesce(sum(contracts) filter (where list_contains(flagged, indicator)), 0)::integer as flagged_count,
        coalesce(sum(amount) filter (where list_contains(flagged, indicator)), 0)::decimal(38, 2) as flagged_amount
    from asked
    group by indicator, currency

),

leads as (

    select indicator, count(*)::integer as leads_count from lead group by indicator

)

select
    indicator,
    title.en as title_en,
    title.th as title_th,
    outcome.level,
    outcome.maturity,
    outcome.version,
    coalesce(leads.leads_count, 0) as leads_count,
    counted.flagged_count,
    counted.judged_count,
    if(counted.judged_count >= 5, counted.flagged_count::double / counted.judged_count, null) as flagged_share,
    counted.flagged_amount,
    counted.currency
from run.outcome as outcome
left join counted using (indicator)
left join leads using (indicator)
left join report_title as title using (indicator)
where coalesce(leads.leads_count, 0) > 0 or coalesce(counted.judged_count, 0) > 0
order by coalesce(leads.leads_count, 0) desc, indicator, currency nulls last

-- name: leads
select
    row_number() over (order by rank)::integer as lead_count,
    flag_id,
    indicator,
    title_en,
    title_th,
    level,
    maturity,
    subject_kind,
    subject_id,
    says_en,
    says_th,
    value,
    threshold,
    amount,
    currency,
    process_id,
    contract_id,
    process_title,
    buyer_name,
    supplier_name,
    method,
    category,
    signed_on,
    fiscal_year,
    review_state,
    verdict
from lead
order by rank

-- name: evidence
with

facts as (

    select rank, flag_id, indicator, evidence, unnest(json_keys(evidence)) as fact, generate_subscripts(json_keys(evidence), 1) as nth from lead

),

told as (

    select
        rank, flag_id, indicator, 0 as part, nth, fact as field,
        json_extract_string(evidence, '$."' || fact || '"') as value_text,
        json_type(evidence, '$."' || fact || '"') as type,
        null::varchar as file, null::varchar as place, null::varchar as sha256
    from facts

),

seen as (

    select
        rank, flag_id, indicator, 1 as part, nth, 'seen_in' as field, null::varchar as value_text, 'NULL' as type,
        address ->> 'file' as file, address ->> 'place' as place, address ->> 'sha256' as sha256
    from (
        select rank, flag_id, indicator, unnest(from_json(seen_in, '["json"]')) as address, generate_subscripts(from_json(seen_in, '["json"]'), 1) as nth
        from lead
    )

)

select
    flag_id,
    indicator,
    field,
    value_text,
    if(field like '%\_amount' escape '\', try_cast(value_text as decimal(18, 2)), null) as value_amount,
    if(field like '%\_on' escape '\', try_cast(value_text as date), null) as value_on,
    if(type in ('DOUBLE', 'BIGINT', 'UBIGINT', 'HUGEINT'), try_cast(value_text as double), null) as value_number,
    file,
    place,
    sha256
from (from told union all from seen)
order by rank, part, nth

-- name: reviews
select event.flag_id, lead.indicator, event.seq, event.at, event.actor, event.verb, event.verdict, event.explanation, event.field, event.said
from review_event as event
join lead on lead.flag_id = event.flag_id
order by event.seq

-- name: replies
select reply.flag_id, lead.indicator, reply.received_on, reply.said
from report_reply as reply
join lead on lead.flag_id = reply.flag_id
order by reply.received_on, reply.flag_id, reply.said

-- name: review_states
select review_state, count(*)::integer as leads_count
from lead
group by review_state
order by review_state

-- name: sources
select file, source, layout, as_of, received_on, read_count, accepted_count, quarantined_count, sha256
from report_input
order by as_of, file, sha256

-- name: unjudged
select indicator, title.en as title_en, title.th as title_th, kind as subject_kind, status, reason, subjects_count
from report_unjudged
left join report_title as title using (indicator)
where status = 'no_data'
order by indicator, subjects_count desc, reason

-- name: settings
select indicator, setting, value_text, default_text, means_en, means_th
from report_setting
order by indicator, setting

-- name: fields
select field, present_count, rows_count, present_count::double / nullif(rows_count, 0) as present_share
from report_fill
order by field

-- name: withheld
select (select count(*) from lead_found)::integer as found_count, (select count(*) from lead)::integer as shown_count

-- name: period
select min(signed_on) as first_on, max(signed_on) as last_on from in_scope
