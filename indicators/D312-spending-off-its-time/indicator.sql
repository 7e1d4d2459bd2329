-- D312 Spending off its time. One row per contract, on the day from which its record is known.

with

paid as (

    select
        contract_key, sum(value_amount) as amount, count(*) as payments,
        min(currency) as currency, count(distinct currency) > 1 as is_mixed, bool_or(value_amount is null) as has_unknown,
        told_rates(list(rate_text order by rate_text)) as rates_text,
        list(source_row order by source_row) || coalesce(list(distinct rate_row order by rate_row) filter (where rate_row is not null), []) as source_rows

    from peers.payment
    group by contract_key

),

timed as (

    select
        contract.*,
        least(known_from, as_of()) as measured_on,
        coalesce(starts_on, signed_on) as begins_on,
        date_diff('day', begins_on, ends_on) as agreed_days,
        least(round(date_diff('day', begins_on, measured_on) / nullif(agreed_days, 0)::double, 15), 1) as elapsed_share,
        if(list_contains($curves, 's'), round(elapsed_share * elapsed_share * (3 - 2 * elapsed_share), 15), elapsed_share) as planned_share,
        paid.amount as paid_amount, payments, is_mixed, has_unknown, rates_text, paid.currency as paid_currency,
        round(paid.amount / nullif(value_amount, 0), 15) as paid_share,
        [contract.source_row] || coalesce(paid.source_rows, []) as seen_in

    from canon.contract
    left join paid using (contract_key)

),

judged as (

    select
        *,
        case
            when elapsed_share >= $min_elapsed_share and paid_share <= round($max_pace_share * planned_share, 15) then 'behind'
            when elapsed_share <= $max_elapsed_share and paid_share > $max_advance_share
                and round(paid_share - $max_advance_share, 15) >= round($min_pace_share * planned_share, 15) then 'ahead'
        end as direction,
        case
            when status = 'cancelled' then 'contract_cancelled'
            when status = 'terminated' or completed_on <= measured_on then 'contract_over'
            when status = 'pending' then 'no_contract'
            when payments is null or has_unknown then 'transaction.value_amount'
            when value_amount is null then 'contract.value_amount'
            when begins_on is null then 'contract.starts_on'
            when ends_on is null then 'contract.ends_on'
            when agreed_days <= 0 then 'dates_out_of_order'
            when measured_on <= begins_on then 'contract_not_started'
            when currency is null or paid_currency is null then 'transaction.currency'
            when is_mixed or currency <> paid_currency then 'currency_mixed'
            when value_amount <= 0 or paid_amount <= 0 then 'value_zero'
            when paid_share > $limit_excess_share then 'amount_not_plausible'
        end as reason

    from timed

)

select
    contract_key as subject,
    status_of(reason, direction is not null) as status,
    reason,
    round(paid_share - elapsed_share, 15) as value,
    case direction when 'ahead' then round($min_pace_share * planned_share + $max_advance_share - elapsed_share, 15)
        else round($max_pace_share * planned_share - elapsed_share, 15) end as threshold,
    {
        measured_on: measured_on, elapsed_share: elapsed_share, planned_share: planned_share, paid_share: paid_share,
        paid_amount: paid_amount, value_amount: value_amount, currency_code: currency, rates_text: rates_text, payments_count: payments,
        direction_code: direction
    } as evidence,
    seen_in

from judged
