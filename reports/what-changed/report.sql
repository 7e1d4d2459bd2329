-- What changed: flags since the run before (report_change), contracts and amendments of the month, reviews of the month.

-- name: changes
select change as change_code, indicator, title.en as title_en, title.th as title_th, subject_kind, subject_id, flag_id, cause_en, cause_th, old_en, old_th, new_en, new_th
from report_change
left join report_title as title using (indicator)
where flag_id in (select flag_id from lead) or change = 'removed'
order by case change when 'added' then 0 when 'changed' then 1 else 2 end, indicator, subject_kind, subject_id, flag_id

-- name: change_counts
select change as change_code, count(*)::integer as leads_count
from report_change
group by change
order by change

-- name: compared
select nullif($before, '') as run_before_id, as_of()::date as as_of_on, $month as month

-- name: signed
select * exclude (label)
from split_by(strftime(signed_on, '%Y-%m'))
where label = $month
order by currency nulls last

-- name: amended
select contract_id, amendment.kind as amendment_kind, agreed_on, seen_to, old_ends_on, new_ends_on, old_amount, new_amount, amendment.currency
from canon.amendment as amendment
join in_scope using (contract_key)
where strftime(coalesce(agreed_on, seen_to, amendment.known_from), '%Y-%m') = $month
order by contract_id, agreed_on nulls last, amendment_id, amendment_kind

-- name: reviewed
select verb, verdict, count(*)::integer as acts_count
from review_event
where left("at", 7) = $month
group by verb, verdict
order by verb, verdict nulls last
