-- D318 Final scope below plan. One row per project. Scope stands as text: where no words tell a cut, a person must read it.

with

cut as (

    select
        project_key,
        contract_key,
        count(*) as cuts,
        min(agreed_on) as first_on,
        list(amendment.source_row order by amendment.source_row) as source_rows

    from canon.amendment
    join canon.contract using (contract_key)
    join canon.project_process using (process_key)
    where amendment.kind = 'scope'
    and len(list_filter($cut_words, lambda word: contains(lower(concat_ws(' ', description, rationale)), lower(word)))) > 0
    group by project_key, contract_key

),

valued as (

    -- Contracts in another currency than the project are converted as of the day on which they begin, before the change and after it.
    select
        cut.*,
        coalesce(converted(original_amount, value, is_back), original_amount) as original_amount,
        coalesce(converted(latest_amount, value, is_back), latest_amount) as latest_amount,
        if(rate.value is null, state.currency, project.currency) as currency,
        has_other_currency,
        nullif(array_to_string(list_filter([rate_text, rates_text], lambda told: told is not null), '; '), '') as rate_text,
        rate.source_row as rate_row

    from cut
    join canon.project using (project_key)
    join peers.contract_state as state using (contract_key)
    left join peers.rate
        on rate.currency = state.currency and rate.into_currency = project.currency
        and state.starts_on between from_on and until_on

),

summed as (

    select
        project_key,
        sum(cuts) as cuts,
        min(first_on) as first_on,
        sum(original_amount) as first_amount,
        sum(latest_amount) as latest_amount,
        bool_and(coalesce(original_amount > 0 and latest_amount > 0, false)) as are_valued,
        min(currency) as currency,
        count(distinct currency) > 1 or bool_or(has_other_currency) as is_mixed,
        told_rates(list(rate_text order by rate_text)) as rates_text,
        flatten(list(source_rows order by source_rows)) || coalesce(list(distinct rate_row order by rate_row) filter (where rate_row is not null), []) as source_rows

    from valued
    group by project_key

),

judged as (

    select
        project.project_key,
        summed.* exclude (project_key, source_rows),
        round((latest_amount - first_amount) / nullif(first_amount, 0), 15) as growth_share,
        [project.source_row] || coalesce(summed.source_rows, []) as seen_in,
        case
            when project.status = 'cancelled' then 'project_cancelled'
            when summed.project_key is null then if(project.final_scope is null, 'project.final_scope', 'text_for_reader')
            when is_mixed then 'currency_mixed'
            when not are_valued then 'value_zero'
        end as reason

    from canon.project
    left join summed using (project_key)

)

select
    project_key as subject,
    status_of(reason, coalesce(growth_share >= $max_share, false)) as status,
    reason,
    growth_share as value,
    $max_share as threshold,
    {
        cut_count: cuts,
        first_on: first_on,
        first_amount: first_amount,
        latest_amount: latest_amount,
        currency_code: currency,
        rates_text: rates_text,
        growth_share: growth_share
    } as evidence,
    seen_in

from judged
