-- D302 Project cost overrun. One row per project.

with

escalated as (

    select
        contract_key,
        sum(new_amount - old_amount) as amount

    from peers.value_change
    where len(list_filter($index_words, lambda word: contains(lower(rationale), lower(word)))) > 0
    group by contract_key

),

indexed as (

    -- In the currency of the project, as of the signature where a contract is in another.
    select project_key, sum(coalesce(converted(amount, value, is_back), amount))::decimal(18, 2) as escalated_amount
    from canon.project_process
    join canon.project using (project_key)
    join canon.contract using (process_key)
    join escalated using (contract_key)
    left join peers.rate
        on rate.currency = contract.currency and rate.into_currency = project.currency
        and coalesce(contract.signed_on, contract.starts_on) between from_on and until_on
    where coalesce(contract.currency = project.currency, true) or rate.value is not null
    group by project_key

),

considered as (

    select
        project.*,
        coalesce(first_budget_amount, budget_amount) as planned_amount,
        told.basis,
        -- What the cost is not known from plays no part: payments in dollars say nothing of contracts in baht.
        if(basis = 'contracts', is_mixed or sums.currency is distinct from project.currency, told.has_foreign) as is_foreign,
        case basis when 'final' then final_amount when 'contracts' then agreed_amount when 'payments' then paid_amount end as told_amount,
        is_foreign and (told.rates_text is null or told.amount is null) as has_other_currency,
        if(is_foreign and not has_other_currency, told.amount, told_amount) as cost_amount,
        if(is_foreign, told.rates_text, null) as used_rates_text,
        coalesce(escalated_amount, 0) as escalated_amount,
        -- Fifteen decimals: the quotient of two decimals may miss an exact border by its last bit.
        round((cost_amount - coalesce(escalated_amount, 0) - planned_amount) / nullif(planned_amount, 0), 15) as growth_share,
        status is null or status in ('completion', 'maintenance', 'decommissioning', 'decommissioned') as is_completed,
        -- All contracts known and valued, and the works over: only then is their sum the cost.
        are_here and are_valued and basis = 'contracts' and status is not null and is_completed as is_whole,
        [project.source_row] || if(basis = 'final', [], coalesce(source_rows, [])) || if(is_foreign, coalesce(rate_rows, []), []) as seen_in

    from canon.project
    left join peers.project_contract as sums using (project_key)
    left join indexed using (project_key)
    left join peers.project_cost as told on told.project_key = project.project_key and told.basis =
        case when final_amount is not null then 'final' when agreed_amount > 0 then 'contracts' when paid_amount > 0 then 'payments' end

),

judged as (

    select
        *,
        growth_share >= $min_share as is_over,
        case
            when status = 'cancelled' then 'project_cancelled'
            when planned_amount is null then 'project.budget_amount'
            when currency is null then 'project.currency'
            when cost_amount is null then 'project.final_amount'
            when has_other_currency then 'currency_mixed'
            when planned_amount <= 0 or cost_amount <= 0 then 'value_zero'
            when cost_amount >= planned_amount * $min_slip_times then 'amount_not_plausible'
            when basis = 'final' and planned_amount >= cost_amount * $min_slip_times then 'amount_not_plausible'
            when is_over or basis = 'final' or is_whole then null
            when is_completed then 'project.final_amount'
            else 'project_not_completed'
        end as reason

    from considered

)

select
    project_key as subject,
    status_of(reason, is_over) as status,
    reason,
    growth_share as value,
    $min_share as threshold,
    {
        budget_amount: planned_amount,
        cost_amount: cost_amount,
        currency_code: currency,
        rates_text: used_rates_text,
        basis_code: basis,
        growth_share: growth_share,
        escalated_amount: escalated_amount,
        explanation_code: if(value_details is null, 'not_explained', 'explained')
    } as evidence,
    seen_in

from judged
