-- Every indicator that ran, with its outcome over the whole run.

-- name: methods
select
    outcome.indicator,
    title.en as title_en,
    title.th as title_th,
    outcome.version,
    outcome.maturity,
    outcome.level,
    outcome.family,
    outcome.kind as subject_kind,
    outcome.flagged::bigint as flagged_count,
    outcome.clear::bigint as clear_count,
    outcome.no_data::bigint as no_data_count,
    outcome.not_applicable::bigint as not_applicable_count
from run.outcome as outcome
left join report_title as title using (indicator)
order by outcome.indicator
