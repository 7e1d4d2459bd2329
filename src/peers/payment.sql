-- Payments in the currency of their contract: one that was made in another is converted where a rate of its day is known, and otherwise
-- stays as it was told. One row per transaction as published. Reads peers.rate.

create table peers.payment as

select
    transaction.* replace (
        coalesce(converted(transaction.value_amount, value, is_back), transaction.value_amount) as value_amount,
        if(rate.value is null, transaction.currency, contract.currency) as currency
    ),
    rate_text,
    rate.source_row as rate_row

from canon.transaction
join canon.contract using (contract_key)
left join peers.rate
    on rate.currency = transaction.currency and rate.into_currency = contract.currency
    and paid_on between from_on and until_on
