-- R063 Contract text not published. One row per contract.

with

text as (

    select distinct process_key, contract_key
    from canon.document
    where list_contains($contract_documents, document_type)

),

considered as (

    select
        contract.contract_key, process.source, contract.status, contract.signed_on,
        date_diff('day', signed_on, as_of()) as since_days,
        -- A text that no contract is named for may be that of any contract of the process.
        exists (from text where text.process_key = contract.process_key and coalesce(text.contract_key, contract.contract_key) = contract.contract_key) as has_text,
        contract.source_row

    from canon.contract
    join canon.process using (process_key)

),

usual as (

    select source, count(*) as compared, count(*) filter (where has_text) as documented
    from considered
    where status in ('active', 'terminated')
    and since_days > $limit_days
    group by source

),

judged as (

    select
        *,
        case
            when status = 'cancelled' then 'contract_cancelled'
            when status = 'pending' then 'no_contract'
            when status is null then 'contract.status'
            when has_text then null
            when signed_on is null then 'contract.signed_on'
            when since_days <= $limit_days then 'nothing_due'
            when compared < $min_peers then 'peers_too_few'
            -- The source does not publish contracts: that is no finding about this one.
            when documented < $min_published_share * compared then 'document.document_type'
        end as reason

    from considered
    left join usual using (source)

)

select
    contract_key as subject,
    status_of(reason, not has_text) as status,
    reason,
    documented / nullif(compared, 0)::double as value,
    $min_published_share as threshold,
    { signed_on: signed_on, as_of_on: as_of(), documented_count: documented, similar_count: compared } as evidence,
    [source_row] as seen_in

from judged
