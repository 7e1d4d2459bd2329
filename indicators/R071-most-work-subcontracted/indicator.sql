-- R071 Most work subcontracted. One row per award, lot and supplier; rows of one award have one answer.

with

told as (

    -- Subcontracts of the award itself, and of the contracts that came from it.
    select process_key, award_id, value_amount, currency, source_row
    from canon.subcontract
    where award_id is not null

    union all

    select award.process_key, award.award_id, subcontract.value_amount, subcontract.currency, subcontract.source_row
    from canon.subcontract
    join canon.contract using (contract_key)
    join canon.award using (award_key)

),

summed as (

    select
        process_key, award_id,
        count(*) as subcontracts,
        sum(value_amount) as amount,
        bool_or(value_amount is null) as has_unpriced,
        min(currency) as first_currency,
        max(currency) as last_currency,
        list(source_row order by source_row) as source_rows

    from told
    group by process_key, award_id

),

measured as (

    select
        award.*, subcontracts, has_unpriced, summed.amount,
        coalesce(first_currency <> last_currency or first_currency <> award.currency, false) as is_mixed,
        if(is_mixed, null, round(summed.amount / nullif(value_amount, 0), 15)) as sum_share,
        -- The share is published as the least there is, and so is a sum that lacks an amount.
        coalesce(greatest(subcontracted_share, sum_share), if(has_subcontracting = false, 0, null)) as share,
        list_distinct([award.source_row] || coalesce(source_rows, [])) as seen_in

    from canon.award
    left join summed using (process_key, award_id)

),

judged as (

    select
        *,
        case
            when status = 'pending' then 'award_pending'
            when status <> 'active' then 'no_award'
            when status is null then 'award.status'
            when subcontracted_share not between 0 and 1 or sum_share > 1 then 'amount_not_plausible'
            when share >= $min_share then null
            when subcontracts is null and share is not null then null
            when subcontracts is null and has_subcontracting is null then 'award.has_subcontracting'
            when subcontracts is null or has_unpriced then 'subcontract.value_amount'
            when is_mixed then 'currency_mixed'
            when value_amount is null then 'award.value_amount'
            when value_amount <= 0 then 'value_zero'
        end as reason

    from measured

)

select
    award_key as subject,
    status_of(reason, coalesce(share >= $min_share, false)) as status,
    reason,
    share as value,
    $min_share as threshold,
    {
        subcontracted_share: share, subcontracts_count: coalesce(subcontracts, 0), subcontracts_amount: amount,
        award_amount: value_amount, currency_code: currency
    } as evidence,
    seen_in

from judged
