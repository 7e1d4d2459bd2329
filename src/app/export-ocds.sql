-- One OCDS release per process, from the canon as it stands. One row per process: its key, its id, and the release as JSON with nulls still in it.
-- Amounts are texts here; they are printed as numbers when the package is written, so that none passes through a float.

create or replace temp macro at_midnight(day) as strftime(day, '%Y-%m-%dT00:00:00Z');
create or replace temp macro bare_id(ocid, id) as if(starts_with(id, ocid || '/'), id[length(ocid) + 2:], id);
create or replace temp macro money(value_amount, currency) as {amount: value_amount::varchar, currency: currency};
-- An instant with its zone as it was published; otherwise the instant or the day as it is known.
create or replace temp macro has_zone(text) as regexp_full_match(text, '.*T.*(Z|[+-][0-9]{2}:[0-9]{2})');
create or replace temp macro instant_of(text, submitted_at, day) as
    coalesce(if(has_zone(text), text, null), strftime(submitted_at, '%Y-%m-%dT%H:%M:%SZ'), at_midnight(day));

-- GeoJSON: longitude before latitude. Degrees are texts here, as amounts are.
create or replace temp macro point(latitude, longitude) as
    if(latitude is null, null, {geometry: {type: 'Point', coordinates: [longitude::varchar, latitude::varchar]}});
create or replace temp macro classified(class) as {
    scheme: if(contains(class, ':'), split_part(class, ':', 1), null),
    id: if(contains(class, ':'), class[strpos(class, ':') + 1:], class)
};
create or replace temp macro implied_award() as 'Implied by the contract; no award was published.';

create or replace temp table organisation as
with
reference as (
    select party_key, {id: party_id, name: name} as reference from canon.party
),
members as (
    select member.party_key, list(reference order by reference.id) as organisations
    from canon.member as member
    join canon.party as whole on whole.party_key = member.party_key and whole.party_id like 'consortium:%'
    join reference on reference.party_key = member.member_key
    group by member.party_key
)
-- A consortium is published as its members, as the standard has it.
select reference.party_key, coalesce(members.organisations, [reference]) as organisations
from reference left join members using (party_key);

-- Who holds whom today, as far as the extensions have fields for it: beneficial owners, and shareholders with the share last known.
create or replace temp table held as
select
    party.party_id,
    holder.party_id as holder_id,
    any_value(holder.name) as holder_name,
    any_value(holder.kind) as holder_kind,
    holding.kind,
    max_by(share, (holding.known_from, share)) filter (where share between 0 and 1) as share
from canon.holding as holding
join canon.party as party using (party_key)
join canon.party as holder on holder.party_key = holding.holder_key
where holding.kind in ('owner', 'shareholder')
and to_on is null
and party.kind <> 'natural'
group by party.party_id, holder.party_id, holding.kind;

create or replace temp table part_held as
select
    party_id,
    list({id: holder_id, name: holder_name} order by holder_id) filter (where kind = 'owner') as owners,
    list({id: holder_id, shareholder: {id: holder_id, name: holder_name}, shareholding: share} order by holder_id) filter (where kind = 'shareholder') as shareholders
from held
group by party_id;

create or replace temp table part_in as
with recursive
involved as (
    select process_key, buyer_key as party_key, 'buyer' as role from canon.process where buyer_key is not null
    union
    select process_key, tenderer_key, 'tenderer' from canon.bid where tenderer_key is not null
    union
    select process_key, supplier_key, 'supplier' from canon.award where supplier_key is not null
    union
    select process_key, supplier_key, 'supplier' from canon.contract where supplier_key is not null
    union
    select process_key, subcontractor_key, null from canon.subcontract where subcontractor_key is not null
),
-- Where an award has no supplier, a role in the list of parties could be read as if it had.
unclear as (
    select distinct process_key from canon.award where supplier_key is null
),
named as (
    select process_key, unnest(organisations).id as party_id, role from involved join organisation using (party_key)
),
-- An organisation that holds a party is told of as fully as the party, and so is whoever holds the holder.
taken as (
    select process_key, party_id from named
    union
    select process_key, holder_id from taken join held using (party_id) where holder_kind <> 'natural'
)
select
    taken.process_key,
    list({
        id: party.party_id,
        name: party.name,
        roles: roles,
        identifier: if(party.registry_number is null or party.kind = 'natural', null, {
            scheme: if(starts_with(party.party_id, 'TH-TIN:'), 'TH-TIN', null), id: party.registry_number, legalName: party.name
        }),
        address: if(party.kind = 'natural', null, {
            streetAddress: party.address, locality: party.locality, region: party.region, countryName: party.country
        }),
        contactPoint: if(party.kind = 'natural', null, {telephone: party.phone}),
        beneficialOwners: owners,
        shareholders: shareholders,
        details: {classifications: [{scheme: 'x-party-kind', id: party.kind}]}
    } order by party.party_id) as parties
from (
    -- Subcontractors and holders have no role in the standard's list.
    select process_key, party_id, list(distinct role order by role) filter (where role is not null and (role <> 'supplier' or process_key not in (from unclear))) as roles
    from taken left join named using (process_key, party_id) group by process_key, party_id
) as taken
join canon.party as party on party.party_id = taken.party_id
left join part_held on part_held.party_id = taken.party_id
group by taken.process_key;

-- The extension names one organisation for each subcontract, which a consortium is not.
create or replace temp table part_subcontract as
select process_key, award_id, contract_key, list({
    id: subcontract_id, subcontractor: if(len(organisations) = 1, organisations[1], null), value: money(value_amount, currency)
} order by subcontract_id, value_amount) as subcontracts
from canon.subcontract left join organisation on party_key = subcontractor_key
group by process_key, award_id, contract_key;

create or replace temp table part_lot as
select process_key, list({
    id: bare_id(process_id, lot_id), title: lot.title, status: lot.status, value: money(lot.value_amount, lot.currency)
} order by lot_key) as lots
from canon.lot as lot join canon.process as process using (process_key)
where not lot.is_whole
group by process_key;

create or replace temp table part_bid as
select process_key, list(bid order by bid_id) as bids
from (
    select process_key, bid_id, {
        id: bare_id(process_id, bid_id),
        date: instant_of(any_value(submitted_text), any_value(submitted_at), any_value(submitted_on)),
        -- The standard's word for a bid that was received and is not judged yet.
        status: if(any_value(bid.status) = 'submitted', 'pending', any_value(bid.status)),
        tenderers: any_value(organisations),
        relatedLots: list(bare_id(process_id, lot_id) order by lot.lot_key) filter (where not lot.is_whole),
        value: any_value(money(bid.value_amount, bid.currency))
    } as bid
    from canon.bid as bid
    join canon.process as process using (process_key)
    left join canon.lot as lot on lot.lot_key = bid.lot_key
    left join organisation on organisation.party_key = bid.tenderer_key
    group by process_key, process_id, bid_id
)
group by process_key;

create or replace temp table part_award as
select process_key, list(award order by award_id) as awards
from (
    select process_key, award_id, {
        id: bare_id(process_id, award_id),
        description: if(award_id like '%/contract-%', implied_award(), null),
        status: any_value(award.status),
        date: at_midnight(any_value(awarded_on)),
        suppliers: any_value(organisations),
        relatedLots: list(bare_id(process_id, lot_id) order by lot.lot_key) filter (where not lot.is_whole),
        relatedBid: bare_id(process_id, any_value(related_bid)),
        items: any_value(list_transform(item_classes, lambda it, nth: {id: nth::varchar, classification: classified(it)})),
        value: any_value(money(award.value_amount, award.currency)),
        hasSubcontracting: any_value(has_subcontracting),
        subcontracting: {minimumPercentage: any_value(subcontracted_share), subcontracts: any_value(subcontracts)}
    } as award
    from canon.award as award
    join canon.process as process using (process_key)
    left join part_subcontract using (process_key, award_id)
    left join canon.lot as lot on lot.lot_key = award.lot_key
    left join organisation on organisation.party_key = award.supplier_key
    group by process_key, process_id, award_id
    union all
    -- The standard names a supplier on an award only: a contract that came without one implies it.
    select process_key, 'contract-' || bare_id(process_id, contract_id), {
        id: 'contract-' || bare_id(process_id, contract_id),
        description: implied_award(),
        status: 'active',
        date: null,
        suppliers: organisations,
        relatedLots: null,
        relatedBid: null,
        items: null,
        value: null,
        hasSubcontracting: null,
        subcontracting: null
    }
    from canon.contract as contract
    join canon.process as process using (process_key)
    join organisation on organisation.party_key = contract.supplier_key
    where contract.award_key is null
)
group by process_key;

create or replace temp table part_amendment as
select contract_key, list(amendment order by amendment_id) as amendments
from (
    -- One amendment that changed the price and the end stands twice in the canon.
    select contract_key, regexp_replace(amendment_id, '/value$', '') as amendment_id, {
        id: regexp_replace(amendment_id, '/value$', ''),
        date: at_midnight(any_value(agreed_on)),
        rationale: any_value(rationale),
        previousValue: any_value(money(old_amount, currency)),
        amendedValue: any_value(money(new_amount, currency)),
        previousPeriod: {endDate: at_midnight(any_value(old_ends_on))},
        amendedPeriod: {endDate: at_midnight(any_value(new_ends_on))}
    } as amendment
    from canon.amendment
    where basis = 'published'
    group by 1, 2
)
group by contract_key;

create or replace temp table part_transaction as
select contract_key, list({
    id: transaction_id, date: at_midnight(paid_on), value: money(value_amount, currency)
} order by transaction_id, paid_on, value_amount) as transactions
from canon.transaction
group by contract_key;

create or replace temp table part_milestone as
select contract_key, list({
    id: milestone_id, title: title, status: if(status in ('scheduled', 'met', 'notMet', 'partiallyMet'), status, null),
    dueDate: at_midnight(due_on), dateMet: at_midnight(met_on)
} order by milestone_id) as milestones
from canon.milestone
group by contract_key;

create or replace temp table part_contract as
select
    process_key,
    list({
        id: bare_id(process_id, contract_id),
        awardID: bare_id(process_id, coalesce(award.award_id, 'contract-' || bare_id(process_id, contract_id))),
        status: contract.status,
        statusDetails: contract.status_text,
        dateSigned: at_midnight(signed_on),
        period: {startDate: at_midnight(starts_on), endDate: at_midnight(ends_on)},
        value: money(contract.value_amount, contract.currency),
        suppliers: if(award.award_key is not null and contract.supplier_key is distinct from award.supplier_key, organisations, null),
        amendments: amendments,
        subcontracting: {subcontracts: subcontracts},
        implementation: {
            transactions: transactions,
            milestones: milestones,
            endDate: at_midnight(completed_on),
            finalValue: money(contract.final_amount, contract.currency)
        }
    } order by contract_key) as contracts,
    bool_or(transactions is not null or completed_on is not null) as implemented
from canon.contract as contract
join canon.process as process using (process_key)
left join canon.award as award on award.award_key = contract.award_key
left join organisation on organisation.party_key = contract.supplier_key
left join part_amendment using (contract_key)
left join part_subcontract as under on under.contract_key = contract.contract_key
left join part_transaction using (contract_key)
left join part_milestone using (contract_key)
group by process_key;

create or replace temp view release as
select
    process_key,
    process_id,
    to_json({
        ocid: process_id,
        id: process_id || '-' || strftime(process.known_from, '%Y-%m-%d'),
        date: at_midnight(process.known_from),
        tag: list_filter([
            if(tender.process_key is not null, 'tender', null),
            if(awards is not null, 'award', null),
            if(contracts is not null, 'contract', null),
            if(implemented, 'implementation', null),
            if(tender.process_key is null and awards is null and contracts is null, 'planning', null)
        ], lambda it: it is not null),
        initiationType: 'tender',
        parties: parties,
        buyer: organisation.organisations[1],
        planning: {budget: {
            amount: money(budget_amount, process.currency),
            project: if(tender.process_key is null, process.title, null)
        }},
        tender: if(tender.process_key is null, null, {
            id: process_id,
            title: process.title,
            status: tender.status,
            procurementMethod: procurement_method,
            procurementMethodDetails: method_text,
            procurementMethodRationale: rationale,
            mainProcurementCategory: category,
            datePublished: at_midnight(published_on),
            tenderPeriod: {startDate: instant_of(opens_text, null::timestamp, opens_on), endDate: instant_of(closes_text, null::timestamp, closes_on)},
            numberOfTenderers: bids_received,
            value: money(reference_amount, tender.currency),
            items: if(item_class is null and site_latitude is null, null, [{id: '1', classification: classified(item_class), deliveryLocation: point(site_latitude, site_longitude)}]),
            lots: lots
        }),
        bids: {details: bids},
        awards: awards,
        contracts: contracts
    })::varchar as doc
from canon.process as process
left join canon.tender as tender using (process_key)
left join part_in using (process_key)
left join part_lot using (process_key)
left join part_bid using (process_key)
left join part_award using (process_key)
left join part_contract using (process_key)
left join organisation on organisation.party_key = process.buyer_key;
