-- Contracts that still run, and what of them can be seen early: time against money, slippage, silent delay, extensions, and how
-- comparable contracts ended. One row per running contract; what the records do not say stays null and is named in `lacking`.

create table run.warning_list as

with

moved as (

    select
        contract_key,
        count(*) filter (where new_ends_on > old_ends_on)::integer as extensions,
        sum(greatest(date_diff('day', old_ends_on, new_ends_on), 0))::integer as extension_days,
        max(new_ends_on) as last_ends_on,
        min(old_ends_on) as oldest_ends_on,
        max(coalesce(agreed_on, seen_to)) as last_change_on
    from canon.amendment
    where kind = 'duration'
    group by contract_key

),

-- An extension that was published and is not yet in the contract's own dates.
pending as (

    select contract.contract_key, count(*)::integer as pending_extensions
    from canon.amendment as amendment
    join canon.contract as contract on contract.contract_key = amendment.contract_key
    where amendment.kind = 'duration'
    and (amendment.new_ends_on > contract.ends_on or (amendment.basis = 'published' and amendment.agreed_on is null and amendment.new_ends_on is null))
    group by contract.contract_key

),

paid as (

    select
        contract_key,
        if(count(distinct currency) = 1, sum(value_amount), null)::decimal(38, 2) as paid_amount,
        min(currency) as currency,
        max(paid_on) as last_paid_on
    from canon.transaction
    where value_amount is not null
    group by contract_key

),

steps as (

    select
        contract_key,
        count(*)::integer as milestones,
        count(*) filter (where met_on is not null or status = 'met')::integer as met,
        count(*) filter (where due_on <= as_of())::integer as due,
        count(*) filter (where due_on <= as_of() and met_on is null and status is distinct from 'met')::integer as late,
        max(date_diff('day', due_on, as_of())) filter (where due_on <= as_of() and met_on is null and status is distinct from 'met')::integer as slippage_days
    from canon.milestone
    group by contract_key

),

told as (

    select
        contract.contract_key,
        contract.contract_id,
        contract.process_key,
        contract.supplier_key,
        process.country,
        process.category,
        contract.status,
        contract.completed_on,
        status_kept.value is distinct from 'no' and contract.status is not null as is_status_kept,
        coalesce(contract.starts_on, contract.signed_on) as starts_on,
        coalesce(contract.first_ends_on, moved.oldest_ends_on) as first_ends_on,
        greatest(contract.ends_on, moved.last_ends_on) as ends_on,
        contract.first_amount,
        contract.value_amount,
        contract.final_amount,
        contract.currency,
        coalesce(moved.extensions, 0) as extensions,
        moved.extension_days,
        coalesce(pending.pending_extensions, 0) as pending_extensions,
        if(paid.currency = contract.currency, paid.paid_amount, null) as paid_amount,
        paid.last_paid_on,
        steps.milestones,
        steps.met,
        steps.due,
        steps.late,
        steps.slippage_days
    from canon.contract as contract
    join canon.process as process on process.process_key = contract.process_key
    left join law.source_trait as status_kept on status_kept.source = process.source and status_kept.trait = 'status_kept'
    left join moved on moved.contract_key = contract.contract_key
    left join pending on pending.contract_key = contract.contract_key
    left join paid on paid.contract_key = contract.contract_key
    left join steps on steps.contract_key = contract.contract_key

),

-- Finished contracts of the same country and category, with what time and money they took against what was agreed first.
finished as (

    select
        country,
        category,
        date_diff('day', starts_on, coalesce(completed_on, ends_on))::double / nullif(date_diff('day', starts_on, first_ends_on), 0) as time_ratio,
        coalesce(final_amount, value_amount)::double / nullif(first_amount, 0)::double as cost_ratio
    from told
    where completed_on <= as_of()
    or (ends_on < as_of() and (status in ('terminated') or not is_status_kept))

),

likes as (

    select
        country, category,
        list(time_ratio order by time_ratio) filter (where time_ratio > 0) as time_ratios,
        list(cost_ratio order by cost_ratio) filter (where cost_ratio > 0) as cost_ratios
    from finished
    group by country, category

),

running as (

    select
        told.*,
        date_diff('day', starts_on, as_of()) as gone_days,
        nullif(date_diff('day', starts_on, ends_on), 0) as whole_days,
        nullif(date_diff('day', starts_on, first_ends_on), 0) as first_days,
        gone_days / whole_days as elapsed_share,
        paid_amount::double / nullif(value_amount, 0)::double as spent_share,
        met::double / nullif(milestones, 0) as progress_share,
        -- Only those that already took as long, or cost as much, tell how this one may end.
        list_filter(likes.time_ratios, lambda it: it >= greatest(gone_days, whole_days) / first_days) as time_like,
        list_filter(likes.cost_ratios, lambda it: it >= value_amount::double / nullif(first_amount, 0)::double) as cost_like
    from told
    left join likes on likes.country is not distinct from told.country and likes.category is not distinct from told.category
    where (completed_on is null or completed_on > as_of())
    and status is distinct from 'terminated'
    and status is distinct from 'cancelled'
    and status is distinct from 'pending'
    and starts_on <= as_of()
    -- Where nobody keeps the status, a contract past its end is not known to run.
    and (ends_on is null or ends_on >= as_of() or is_status_kept)

),

forecast as (

    select
        *,
        if(len(time_like) >= 10, starts_on + (round(first_days * quantile_r8(time_like, 0.1)))::integer, null) as end_low_on,
        if(len(time_like) >= 10, starts_on + (round(first_days * quantile_r8(time_like, 0.5)))::integer, null) as end_middle_on,
        if(len(time_like) >= 10, starts_on + (round(first_days * quantile_r8(time_like, 0.9)))::integer, null) as end_high_on,
        if(len(cost_like) >= 10, (first_amount * quantile_r8(cost_like, 0.1)::decimal(12, 6))::decimal(18, 2), null) as cost_low_amount,
        if(len(cost_like) >= 10, (first_amount * quantile_r8(cost_like, 0.5)::decimal(12, 6))::decimal(18, 2), null) as cost_middle_amount,
        if(len(cost_like) >= 10, (first_amount * quantile_r8(cost_like, 0.9)::decimal(12, 6))::decimal(18, 2), null) as cost_high_amount
    from running

),

signalled as (

    select
        *,
        list_filter([
            if(is_status_kept and ends_on < as_of() and pending_extensions = 0, 'silent_delay', null),
            if(spent_share > elapsed_share + 0.25, 'spent_ahead_of_time', null),
            if(spent_share > progress_share + 0.25, 'spent_ahead_of_progress', null),
            if(progress_share < elapsed_share - 0.25 and due > 0, 'progress_behind_time', null),
            if(late > 0, 'milestones_late', null),
            if(extensions > 0, 'extended', null),
            if(pending_extensions > 0, 'extension_pending', null),
            if(value_amount > first_amount, 'value_raised', null),
            if(end_middle_on > ends_on, 'likely_late', null)
        ], lambda it: it is not null) as signals,
        list_filter([
            if(ends_on is null, 'contract.ends_on', null),
            if(first_ends_on is null, 'contract.first_ends_on', null),
            if(first_amount is null, 'contract.first_amount', null),
            if(paid_amount is null, 'transaction.value_amount', null),
            if(milestones is null, 'milestone.due_on', null)
        ], lambda it: it is not null) as lacking
    from forecast

)

select
    row_number() over (order by len(signals) desc, signalled.value_amount desc nulls last, signalled.contract_id)::uinteger as rank,
    signalled.contract_id,
    process.process_id,
    process.title,
    buyer.party_id as buyer_id,
    buyer.name as buyer_name,
    buyer.kind as buyer_kind,
    supplier.party_id as supplier_id,
    supplier.name as supplier_name,
    supplier.kind as supplier_kind,
    signalled.value_amount as amount,
    signalled.currency,
    signalled.starts_on,
    signalled.first_ends_on,
    signalled.ends_on,
    date_diff('day', as_of(), signalled.ends_on)::integer as days_left,
    elapsed_share,
    spent_share,
    progress_share,
    paid_amount,
    slippage_days,
    late as late_milestones,
    milestones,
    extensions,
    extension_days,
    pending_extensions,
    end_low_on,
    end_middle_on,
    end_high_on,
    cost_low_amount,
    cost_middle_amount,
    cost_high_amount,
    len(time_like)::integer as time_like,
    len(cost_like)::integer as cost_like,
    signals,
    lacking,
    process.buyer_key,
    signalled.supplier_key,
    process.buyer_province as province,
    process.category,
    tender.procurement_method as method,
    signalled.status,
    contract.number as contract_number,
    contract.signed_on,
    coalesce(process.fiscal_year, fiscal_year_of(contract.signed_on, coalesce(law_year.first_month, 1))) as fiscal_year,
    sought_in(concat_ws(' | ', process.process_id, process.title, buyer.name, supplier.name, contract.number)) as sought
from signalled
join canon.contract as contract on contract.contract_key = signalled.contract_key
join canon.process as process on process.process_key = signalled.process_key
left join canon.tender as tender on tender.process_key = process.process_key
left join law.fiscal_year as law_year on law_year.country = process.country and contract.signed_on between law_year.from_on and law_year.to_on
left join canon.party as buyer on buyer.party_key = process.buyer_key
left join canon.party as supplier on supplier.party_key = signalled.supplier_key
order by rank;

-- The same for projects: periods, budget, payments, measured progress, milestones, and the contracts of their processes.
create table run.project_warning_list as

with

paid as (

    select project_key, if(count(distinct currency) = 1, sum(value_amount), null)::decimal(38, 2) as paid_amount, min(currency) as currency
    from canon.project_transaction
    where value_amount is not null
    group by project_key

),

measured as (

    select project_key, metric, max_by(measure, (coalesce(ends_on, starts_on), observation_id)) as measure, max(coalesce(ends_on, starts_on)) as measured_on
    from canon.observation
    where series = 'metric' and metric in ('physicalProgress', 'financialProgress') and measure is not null
    and (coalesce(ends_on, starts_on) is null or coalesce(ends_on, starts_on) <= as_of())
    group by project_key, metric

),

steps as (

    select
        project_key,
        count(*)::integer as milestones,
        count(*) filter (where due_on <= as_of() and met_on is null and status is distinct from 'met')::integer as late,
        max(date_diff('day', due_on, as_of())) filter (where due_on <= as_of() and met_on is null and status is distinct from 'met')::integer as slippage_days
    from canon.project_milestone
    group by project_key

),

contracted as (

    select
        link.project_key,
        count(distinct contract.contract_key)::integer as contracts,
        if(count(distinct contract.currency) = 1, sum(contract.value_amount), null)::decimal(38, 2) as contracted_amount,
        min(contract.currency) as currency,
        max(contract.ends_on) as last_ends_on,
        count(distinct contract.contract_key) filter (where contract.contract_id in (select contract_id from run.warning_list where len(signals) > 0))::integer as warned_contracts
    from (select distinct project_key, process_key from canon.project_process where process_key is not null) as link
    join canon.contract as contract on contract.process_key = link.process_key
    where contract.status is distinct from 'cancelled'
    group by link.project_key

),

running as (

    select
        project.*,
        coalesce(project.works_start_on, project.starts_on) as began_on,
        coalesce(project.works_end_on, project.ends_on) as due_on,
        date_diff('day', began_on, as_of())::double / nullif(date_diff('day', began_on, due_on), 0) as elapsed_share,
        if(paid.currency = project.currency, paid.paid_amount::double / nullif(project.budget_amount, 0)::double, null) as spent_share,
        paid.paid_amount,
        -- A share or a percentage: both are published.
        if(physical.measure > 1, physical.measure / 100, physical.measure)::double as progress_share,
        physical.measured_on as progress_on,
        steps.milestones,
        steps.late,
        steps.slippage_days,
        contracted.contracts,
        contracted.contracted_amount,
        contracted.currency as contracted_currency,
        contracted.last_ends_on,
        contracted.warned_contracts
    from canon.project as project
    left join paid on paid.project_key = project.project_key
    left join measured as physical on physical.project_key = project.project_key and physical.metric = 'physicalProgress'
    left join steps on steps.project_key = project.project_key
    left join contracted on contracted.project_key = project.project_key
    where project.status is distinct from 'completion'
    and project.status is distinct from 'cancelled'
    and project.status is distinct from 'decommissioned'
    and (project.completed_on is null or project.completed_on > as_of())

),

signalled as (

    select
        *,
        list_filter([
            if(due_on < as_of(), 'silent_delay', null),
            if(spent_share > elapsed_share + 0.25, 'spent_ahead_of_time', null),
            if(spent_share > progress_share + 0.25, 'spent_ahead_of_progress', null),
            if(progress_share < least(elapsed_share, 1) - 0.25, 'progress_behind_time', null),
            if(late > 0, 'milestones_late', null),
            if(contracted_currency = currency and contracted_amount > budget_amount, 'contracts_exceed_budget', null),
            if(last_ends_on > due_on, 'contracts_end_later', null),
            if(warned_contracts > 0, 'contracts_warned', null)
        ], lambda it: it is not null) as signals,
        list_filter([
            if(due_on is null, 'project.ends_on', null),
            if(budget_amount is null, 'project.budget_amount', null),
            if(paid_amount is null, 'project_transaction.value_amount', null),
            if(progress_share is null, 'observation.measure', null),
            if(milestones is null, 'project_milestone.due_on', null),
            if(contracts is null, 'project_process.process_key', null)
        ], lambda it: it is not null) as lacking
    from running

)

select
    row_number() over (order by len(signals) desc, budget_amount desc nulls last, project_id)::uinteger as rank,
    project_id,
    title,
    status,
    budget_amount as amount,
    currency,
    began_on as starts_on,
    due_on as ends_on,
    date_diff('day', as_of(), due_on)::integer as days_left,
    elapsed_share,
    spent_share,
    progress_share,
    progress_on,
    paid_amount,
    slippage_days,
    late as late_milestones,
    milestones,
    contracts,
    contracted_amount,
    last_ends_on,
    warned_contracts,
    signals,
    lacking
from signalled
order by rank;
