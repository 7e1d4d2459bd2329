-- D309 Early change of value. One row per contract. Adjustments by a price index are left out.

with

soon as (

    select
        contract_key,
        coalesce(signed_on, starts_on) as signed_on,
        greatest($limit_days, floor(round($limit_share * date_diff('day', starts_on, coalesce(first_ends_on, ends_on)), 6))::integer) as early_days,
        coalesce(signed_on, starts_on) + early_days::integer as early_to

    from canon.contract

),

dated as (

    select *, changed_on <= early_to as is_soon
    from peers.value_change
    join soon using (contract_key)
    where len(list_filter($index_words, lambda word: contains(lower(rationale), lower(word)))) = 0

),

changed as (

    select
        contract_key,
        bool_or(changed_on is null) as has_undated,
        -- It may have been early, and it may not: also where nobody knows from when on.
        bool_or(not is_soon and coalesce(earliest_on <= early_to, true)) as is_unsure,
        bool_or(is_soon and (old_amount is null or new_amount is null)) as has_unknown,
        -- The first of all is the first of the early ones, where there are any.
        min(changed_on) as first_on,
        arg_min(old_amount, (changed_on, amendment_id)) filter (where is_soon) as old_amount,
        arg_max(new_amount, (changed_on, amendment_id)) filter (where is_soon) as new_amount,
        count(*) filter (where is_soon and rationale is not null) as explained,
        bool_or(has_other_currency) as has_other_currency,
        told_rates(list(rate_text order by rate_text) filter (where is_soon)) as rates_text,
        flatten(list(source_rows order by source_rows) filter (where is_soon)) as source_rows

    from dated
    group by contract_key

),

widened as (

    select contract_key, count(*) as scopes
    from canon.amendment
    join soon using (contract_key)
    where kind = 'scope' and agreed_on <= early_to
    group by contract_key

),

judged as (

    select
        contract.contract_key,
        contract.currency,
        soon.signed_on,
        soon.early_days,
        changed.* exclude (contract_key),
        coalesce(scopes, 0) as scopes,
        round((changed.new_amount - changed.old_amount) / nullif(changed.old_amount, 0), 15) as growth_share,
        list_distinct([contract.source_row] || coalesce(changed.source_rows, [])) as seen_in,
        coalesce(abs(growth_share) >= $min_share, false) as is_early,
        case
            when status = 'cancelled' then 'contract_cancelled'
            when changed.contract_key is null then if(contract.first_amount is null, 'contract.first_amount', null)
            when soon.signed_on is null then 'contract.signed_on'
            when has_other_currency then 'currency_mixed'
            when is_early then null
            when has_unknown then 'amendment.new_amount'
            when has_undated or is_unsure then 'amendment.agreed_on'
        end as reason

    from canon.contract
    join soon using (contract_key)
    left join changed using (contract_key)
    left join widened using (contract_key)

)

select
    contract_key as subject,
    status_of(reason, is_early) as status,
    reason,
    growth_share as value,
    $min_share as threshold,
    {
        signed_on: signed_on, early_days: early_days, first_days: date_diff('day', signed_on, first_on), old_amount: old_amount, new_amount: new_amount,
        currency_code: currency, rates_text: rates_text, growth_share: growth_share, scope_count: scopes, explained_count: explained
    } as evidence,
    seen_in

from judged
