-- Q607 Project facts do not fit. One row per project.

with

considered as (

    select
        project.*,
        if(are_here and are_valued and not is_mixed and sums.currency = project.currency, agreed_amount, null) as contracts_amount,
        if(final_currency = project.currency, final_amount, null) as closing_amount,
        [project.source_row] || coalesce(source_rows, []) as seen_in

    from canon.project
    left join peers.project_contract as sums using (project_key)

),

judged as (

    select
        *,
        list_filter([
            if(closing_amount <= 0, 'final_value_zero', null),
            if(closing_amount * $min_times <= budget_amount, 'final_far_below_budget', null),
            if(closing_amount >= budget_amount * $min_times, 'final_far_above_budget', null),
            if(contracts_amount * $min_times <= budget_amount, 'contracts_far_below_budget', null),
            if(contracts_amount >= budget_amount * $min_times, 'contracts_far_above_budget', null),
            if(closing_amount * $min_times <= contracts_amount, 'final_far_below_contracts', null),
            if(closing_amount >= contracts_amount * $min_times, 'final_far_above_contracts', null),
            if(ends_on < starts_on or works_end_on < works_start_on, 'ends_before_start', null),
            if(completed_on < coalesce(works_start_on, starts_on), 'completed_before_start', null),
            if(status in ('completion', 'maintenance', 'decommissioning', 'decommissioned') and completed_on > known_from, 'completed_after_record', null)
        ], lambda slip: slip is not null) as slips,
        if(coalesce(budget_amount, closing_amount, contracts_amount) is null and coalesce(ends_on, completed_on) is null, 'project.budget_amount', null) as reason

    from considered

)

select
    project_key as subject,
    status_of(reason, len(slips) > 0) as status,
    reason,
    len(slips) as value,
    null::integer as threshold,
    {
        slips_code: slips, slips_count: len(slips), budget_amount: budget_amount, currency_code: currency, contracts_amount: contracts_amount,
        final_amount: final_amount, starts_on: starts_on, ends_on: ends_on, completed_on: completed_on, known_on: known_from
    } as evidence,
    seen_in

from judged
