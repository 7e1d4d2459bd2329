-- X124 Repeated awards without competition. One row per buyer, supplier and fiscal year.

with

chosen as (

    -- Selective awards, and direct ones that are beyond what the law allows for their small value.
    select
        *,
        case
            when list_contains($selective_methods, method) or reason = 'above_limit' then null
            when reason is null then 'within_limit'
            when reason = 'method_not_direct' then 'method_not_restricted'
            else reason
        end as why_not

    from peers.direct_win

),

buyers as (

    select
        buyer_key, fiscal_year,
        count(distinct (process_key, contract_key)) as awards

    from chosen
    where why_not is null
    group by buyer_key, fiscal_year

),

pairs as (

    select
        buyer_key, supplier_key, fiscal_year,
        count(distinct (process_key, contract_key)) filter (where why_not is null) as wins,
        if(min(currency) filter (where why_not is null) = max(currency) filter (where why_not is null), sum(amount) filter (where why_not is null), null) as amount,
        min(currency) filter (where why_not is null) as currency,
        coalesce(list(distinct source_row order by source_row) filter (where why_not is null), []) as source_rows,
        -- The first by name of what is missing, or of what the pair's awards are instead.
        coalesce(min(why_not) filter (where contains(why_not, '.')), min(why_not)) as hindrance

    from chosen
    group by buyer_key, supplier_key, fiscal_year

),

judged as (

    select
        pairs.*,
        buyers.awards,
        wilson_lo(wins, awards, $standard_errors) as low_share,
        case
            when pairs.fiscal_year is null then 'contract.signed_on'
            when wins = 0 then hindrance
            when awards < $min_awards then 'peers_too_few'
        end as reason

    from pairs
    left join buyers on buyers.buyer_key = pairs.buyer_key and buyers.fiscal_year is not distinct from pairs.fiscal_year

)

select
    buyer_supplier_year_key as subject,
    status_of(reason, coalesce(wins >= $min_wins and low_share >= $min_share, false)) as status,
    reason,
    low_share as value,
    $min_share as threshold,
    { wins_count: wins, all_count: awards, low_share: low_share, won_amount: amount, currency_code: currency, fiscal_year: judged.fiscal_year } as evidence,
    source_rows as seen_in

from judged
join peers.buyer_supplier_year as pair using (buyer_key, supplier_key)
where pair.fiscal_year is not distinct from judged.fiscal_year
