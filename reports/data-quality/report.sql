-- Coverage of each question, which missing field stops how many answers, and findings about the data itself.

-- name: coverage
select
    answered.indicator,
    title.en as title_en,
    title.th as title_th,
    answered.kind as subject_kind,
    coalesce(sum(subjects_count) filter (where status in ('flagged', 'clear')), 0)::integer as judged_count,
    coalesce(sum(subjects_count) filter (where status = 'no_data'), 0)::integer as no_data_count,
    coalesce(sum(subjects_count) filter (where status = 'not_applicable'), 0)::integer as not_applicable_count,
    coalesce(sum(subjects_count) filter (where status in ('flagged', 'clear')), 0)::double
        / nullif(coalesce(sum(subjects_count) filter (where status in ('flagged', 'clear', 'no_data')), 0), 0)::double as judged_share
from report_unjudged as answered
left join report_title as title on title.indicator = answered.indicator
group by answered.indicator, answered.kind, title.en, title.th
order by answered.indicator

-- name: mends
select reason, count(distinct indicator)::integer as indicators_count, sum(subjects_count)::integer as subjects_count
from report_unjudged
where status = 'no_data' and contains(reason, '.')
group by reason
order by indicators_count desc, subjects_count desc, reason

-- name: conflicts
select process_id, conflict.release_id
from canon.conflict as conflict
join canon.process using (process_key)
where process_key in (select process_key from in_scope)
order by process_id, conflict.release_id, other_source_row
