-- Who won what: one row per contract (or, where a process has no contract, active award) and winning party.
-- A consortium's win is shared among its members by equal weight; a supplier that is one party has weight 1.

create table peers.win as

with

contracted as (

    select
        contract.process_key,
        contract.contract_key,
        contract.supplier_key,
        contract.signed_on as won_on,
        contract.value_amount as amount,
        contract.currency,
        contract.source_row

    from canon.contract
    where contract.status is distinct from 'cancelled'

),

awarded as (

    -- An award over several lots has a row for each lot and one value.
    select
        award.process_key,
        null::uinteger as contract_key,
        award.supplier_key,
        min(award.awarded_on) as won_on,
        min(award.value_amount) as amount,
        min(award.currency) as currency,
        min(award.source_row) as source_row

    from canon.award
    where award.status = 'active'
    and award.process_key not in (select process_key from canon.contract)
    group by award.process_key, award.award_id, award.supplier_key

),

won as (

    select * from contracted
    union all
    select * from awarded

),

shared as (

    select
        party_key as supplier_key,
        member_key,
        count(*) over (partition by party_key) as members

    from canon.member

)

select
    won.process_key,
    won.contract_key,
    won.supplier_key as winner_key,
    coalesce(shared.member_key, won.supplier_key) as supplier_key,
    coalesce(1::double / shared.members, 1) as weight,
    process.buyer_key,
    process.category,
    coalesce(process.item_class, process.category) as class,
    process.country,
    -- Of the buyer: where the work is, few sources say.
    process.buyer_province as province,
    tender.procurement_method as method,
    won.won_on,
    coalesce(fiscal_year_of(won.won_on, coalesce(fiscal_year.first_month, 1)), process.fiscal_year) as fiscal_year,
    won.amount,
    won.currency,
    won.source_row

from won
join canon.process using (process_key)
left join canon.tender using (process_key)
left join shared using (supplier_key)
left join law.fiscal_year on fiscal_year.country = process.country and won.won_on between fiscal_year.from_on and fiscal_year.to_on
