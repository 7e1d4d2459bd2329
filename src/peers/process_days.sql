-- The least days for which the law has a process of this method and budget advertised, on the days that may count as its announcement.
-- Where the publisher names no method, the least of all that it may be; what nobody has checked against the law is left out.

create table peers.process_days as

select
    process.process_key,
    dated.announced_on,
    submission_days.unit,
    min(submission_days.days) as days

from canon.process
join canon.tender using (process_key)
join (
    select process_key, published_on as announced_on from canon.tender
    union
    select process_key, opens_on from canon.tender
) as dated using (process_key)
join law.submission_days
    on submission_days.country = process.country and submission_days.method = tender.procurement_method
    and dated.announced_on between submission_days.from_on and submission_days.to_on
where submission_days.verified = 'yes'
and process.budget_amount >= submission_days.min_amount
and process.budget_amount <= coalesce(submission_days.max_amount, process.budget_amount)
and coalesce(process.currency = submission_days.currency, true)
and (submission_days.scope is null or tender.method_text is null or regexp_matches(lower(tender.method_text), lower(submission_days.scope)))
group by process.process_key, dated.announced_on, submission_days.unit
