-- Each direct award beside what the law allowed on its day, or the reason why it is not one within that limit.
-- One row per win and supplier, as in peers.win; reads it and peers.process_limit.

create table peers.direct_win as

select
    win.process_key,
    win.contract_key,
    win.winner_key,
    win.supplier_key,
    win.buyer_key,
    win.category,
    win.method,
    win.fiscal_year,
    win.won_on,
    win.amount,
    -- Members of a consortium have equal parts.
    if(win.weight = 1, win.amount, (win.amount * win.weight)::decimal(18, 2)) as part_amount,
    win.currency,
    process_limit.amount as limit_amount,
    win.source_row,
    case
        when win.method is null then 'tender.procurement_method'
        when win.method <> 'direct' then 'method_not_direct'
        when win.winner_key is null then 'contract.supplier_key'
        when win.won_on is null then 'contract.signed_on'
        when win.amount is null then 'contract.value_amount'
        when win.amount <= 0 then 'value_zero'
        when win.currency is null then 'contract.currency'
        when process_limit.amount is null then 'limit_not_known'
        when win.currency <> process_limit.currency then 'currency_mixed'
        when win.amount > process_limit.amount then 'above_limit'
    end as reason

from peers.win
left join peers.process_limit
    on process_limit.process_key = win.process_key and win.won_on between process_limit.from_on and process_limit.to_on
