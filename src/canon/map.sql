-- From compiled release documents to the nouns of the canon. `document` has one row per process, or per record of a register: record, known_from, seen_again, r.
-- Keys are dense and follow the order of the text ids, so that no order of import can be seen in them.

-- Where an element stands: `record|pointer` after a merge, a pointer alone otherwise.
create or replace macro record_of(spot, record) as coalesce(try_cast(split_part(spot, '|', 1) as uinteger), record);
create or replace macro pointer_of(spot) as if(contains(spot, '|'), split_part(spot, '|', 2), coalesce(spot, ''));
create or replace macro day_of(text) as try_cast(text[:10] as date);
create or replace macro amount_of(text) as text::decimal(18, 2);
-- Whether a name or id stands in the place of a natural person's, made with the workspace's key.
create or replace macro is_masked(id) as regexp_matches(id, 'natural:[a-p]|บุคคลธรรมดา(?: · )?[a-p]{6}');
-- Whether the entity that runs the procurement stands for the buyer: nobody names one, or only by the name of that entity.
create or replace macro is_entity(buyer, entity) as entity.id is not null and (buyer.id is null or coalesce(buyer.id = entity.named, false));
-- The classes of items, in the order of these.
create or replace macro classes_of(items) as list_filter(list_transform(items, lambda it: it.classification), lambda class: class is not null);
create or replace macro own_id(ocid, id) as if(starts_with(id, ocid || '/'), id, ocid || '/' || id);

-- A list of organisations as one party: itself, or a consortium named by its members.
create or replace macro party_of(organizations) as
    case
        when coalesce(len(organizations), 0) = 0 then null
        -- Most lists name one, and sets are slow to make.
        when len(organizations) = 1 or len(list_distinct(list_transform(organizations, lambda it: it.id))) = 1 then organizations[1].id
        else 'consortium:' || array_to_string(list_sort(list_distinct(list_transform(organizations, lambda it: it.id))), '+')
    end;

-- Whole documents are sorted by nobody: their keys are laid beside them. Fields are taken out first, since a filter on one reads the whole document.
create temp table process_key as
select record, (row_number() over (order by ocid) - 1)::uinteger as process_key
from (select record, r.ocid as ocid, r.project.id as project_id, r.register as register from document)
where project_id is null
and register is not true;

create temp view process_doc as
select process_key.process_key, document.*
from document join process_key using (record);

create temp table project_key as
select record, (row_number() over (order by r.project.id) - 1)::uinteger as project_key
from document
where r.project.id is not null;

create temp view project_doc as
select project_key.project_key, document.*
from document join project_key using (record);

-- What registers, and releases themselves, tell of organisations: each party with its facts.
create temp table told_doc as
select *
from (select record, known_from, unnest(r.parties) as p from document)
where p.registration is not null or len(p.holdings) > 0 or len(p.debarments) > 0 or len(p.offices) > 0;

create temp table listing_doc as
select record, known_from, unnest(r.listings) as l from document where r.register;

create temp table rate_doc as
select record, known_from, unnest(r.rates) as e from document where r.register;

create temp table bid_doc as
select process_key, record, known_from, r.ocid as ocid, unnest(r.bids) as b, generate_subscripts(r.bids, 1) as spot from process_doc;

create temp table award_doc as
select process_key, record, known_from, r.ocid as ocid, unnest(r.awards) as a, generate_subscripts(r.awards, 1) as spot from process_doc;

create temp table contract_doc as
select process_key, record, known_from, seen_again, r.ocid as ocid, unnest(r.contracts) as c, generate_subscripts(r.contracts, 1) as spot from process_doc;

-- Every mention of an organisation, with where it was made: in which list, and at which place of it.
create temp table mention as
with mentioned as (
    select record, known_from, r.ocid as ocid, 'party' as role, spot, p.id as id, p.name as name, p.kind as kind, p.registry_number as registry_number, p.identifier as identifier, p.country as country,
        p.region as region, p.locality as locality, p.address as address, p.phone as phone, p.members as members
    from (select record, known_from, r, unnest(r.parties) as p, generate_subscripts(r.parties, 1) as spot from document)
    union all by name
    select record, known_from, r.ocid as ocid, 'buyer' as role, 1 as spot, r.buyer.id as id, r.buyer.name as name from document where r.buyer is not null and not is_entity(r.buyer, r.entity)
    union all by name
    select record, known_from, r.ocid as ocid, 'buyer' as role, 1 as spot, r.entity.id as id, r.entity.name as name from document where is_entity(r.buyer, r.entity)
    union all by name
    select record, known_from, ocid, 'tenderer' as role, spot * 1000 + place as spot, t.id as id, t.name as name
    from (select record, known_from, ocid, spot, unnest(b.tenderers) as t, generate_subscripts(b.tenderers, 1) as place from bid_doc)
    union all by name
    select record, known_from, ocid, 'supplier' as role, spot * 1000 + place as spot, s.id as id, s.name as name
    from (select record, known_from, ocid, spot, unnest(a.suppliers) as s, generate_subscripts(a.suppliers, 1) as place from award_doc)
    union all by name
    select record, known_from, ocid, 'supplier of contract' as role, spot * 1000 + place as spot, s.id as id, s.name as name
    from (select record, known_from, ocid, spot, unnest(c.suppliers) as s, generate_subscripts(c.suppliers, 1) as place from contract_doc)
)
select * from mentioned where id is not null;

insert into mention by name
select record, known_from, ocid, role, spot, party_of(organizations) as id, 'joint_venture' as kind, list_sort(list_distinct(list_transform(organizations, lambda it: it.id))) as members
from (
    select record, known_from, ocid, 'consortium of bid' as role, spot, b.tenderers as organizations from bid_doc
    union all
    select record, known_from, ocid, 'consortium of award', spot, a.suppliers from award_doc
    union all
    select record, known_from, ocid, 'consortium of contract', spot, c.suppliers from contract_doc
)
where party_of(organizations) like 'consortium:%';

-- Records that know an organisation by its identifier alone, such as a register's, mean the one that bears it under another id, where only one does:
-- several of one identifier may be the offices of one body, and nobody says which is meant.
create temp table alias as
with borne as (
    select identifier as id, min(id) as party_id
    from mention
    where identifier is not null
    group by identifier
    having count(distinct id) = 1
)
select borne.id, borne.party_id
from borne
where borne.id in (select id from mention)
and borne.party_id not in (select id from borne);

create temp table party_doc as
with
known as (
    select
        coalesce(alias.party_id, mention.id) as id,
        max_by(name, (record, name)) filter (where name is not null) as name,
        coalesce(max_by(kind, (kind <> 'unknown', record, kind)) filter (where kind is not null), if(starts_with(any_value(mention.id), 'natural:'), 'natural', 'unknown')) as kind,
        max_by(registry_number, (record, registry_number)) filter (where registry_number is not null) as registry_number,
        max_by(country, (record, country)) filter (where country is not null) as country,
        max_by(region, (record, region)) filter (where region is not null) as region,
        max_by(locality, (record, locality)) filter (where locality is not null) as locality,
        max_by(address, (record, address)) filter (where address is not null) as address,
        max_by(phone, (record, phone)) filter (where phone is not null) as phone,
        max_by(members, (record, members)) filter (where len(members) > 0) as members,
        min(ocid || '|' || role || '|' || lpad(spot::varchar, 9, '0')) as first_seen,
        min(record) as record,
        min_by(known_from, record) as known_from
    from mention
    left join alias on alias.id = mention.id
    group by 1
),

-- A consortium bears the names by which its members are known, whatever one notice called them.
consortium as (
    select joint.id, array_to_string(list_sort(list_distinct(list(coalesce(one.name, joint.member)))), ' + ') as name
    from (select id, unnest(members) as member from known where starts_with(id, 'consortium:')) as joint
    left join alias on alias.id = joint.member
    left join known as one on one.id = coalesce(alias.party_id, joint.member)
    group by joint.id
)
select
    known.* replace (coalesce(consortium.name, known.name) as name),
    -- Whoever is named by a keyed hash is known here by the place of the first mention, so that no key can be seen in orders and hashes.
    if(is_masked(known.id), 'natural:' || first_seen, known.id) as hash_id
from known
left join consortium on consortium.id = known.id;

create temp table party_key as
select id, (row_number() over (order by is_masked(id), hash_id, id) - 1)::uinteger as party_key, hash_id from party_doc;

insert into party_key
select alias.id, party_key.party_key, party_key.hash_id from alias join party_key on party_key.id = alias.party_id;

-- Source rows: one per record and pointer that anything below refers to, in the order in which the files tell them.
create temp table place as
with pointed as (
    select record, '' as pointer from document
    union all
    select record, '' from party_doc
    union all
    select record_of(r.tender.at, record), pointer_of(r.tender.at) from process_doc where r.tender is not null
    union all
    select record_of(l.at, record), pointer_of(l.at) from (select record, unnest(r.tender.lots) as l from process_doc)
    union all
    select record_of(b.at, record), pointer_of(b.at) from bid_doc
    union all
    select record_of(a.at, record), pointer_of(a.at) from award_doc
    union all
    select record_of(c.at, record), pointer_of(c.at) from contract_doc
    union all
    select record_of(m.at, record), pointer_of(m.at) from (select record, unnest(c.amendments) as m from contract_doc)
    union all
    select record_of(m.seen.oldAt, record), pointer_of(m.seen.oldAt) from (select record, unnest(c.amendments) as m from contract_doc) where m.seen.oldAt is not null
    union all
    select record_of(t.at, record), pointer_of(t.at) from (select record, unnest(c.transactions) as t from contract_doc)
    union all
    select record_of(s.at, record), pointer_of(s.at) from (select record, unnest(a.subcontracts) as s from award_doc)
    union all
    select record_of(s.at, record), pointer_of(s.at) from (select record, unnest(c.subcontracts) as s from contract_doc)
    union all
    select record_of(m.at, record), pointer_of(m.at) from (select record, unnest(c.milestones) as m from contract_doc)
    union all
    select record_of(d.at, record), pointer_of(d.at) from (select record, unnest(r.documents) as d from process_doc)
    union all
    select record_of(p.at, record), pointer_of(p.at) from (select record, unnest(r.disclosed) as p from process_doc)
    union all
    select record_of(spot, record), pointer_of(spot) from (
        select record, unnest(list_concat(
            list_transform(r.project.budgetBreakdown, lambda it: it.at),
            list_transform(r.project.costMeasurements, lambda it: it.at),
            list_transform(r.project.forecasts, lambda it: it.at),
            list_transform(r.project.metrics, lambda it: it.at),
            list_transform(r.project.documents, lambda it: it.at),
            list_transform(r.project.milestones, lambda it: it.at),
            list_transform(r.project.transactions, lambda it: it.at),
            list_transform(r.project.contractingProcesses, lambda it: it.at),
            list_transform(r.project.disclosed, lambda it: it.at)
        )) as spot from project_doc)
    union all
    select record_of(h.at, record), pointer_of(h.at) from (select record, unnest(p.holdings) as h from told_doc)
    union all
    select record_of(d.at, record), pointer_of(d.at) from (select record, unnest(p.debarments) as d from told_doc)
    union all
    select record_of(o.at, record), pointer_of(o.at) from (select record, unnest(p.offices) as o from told_doc)
    union all
    select record_of(p.registration.at, record), pointer_of(p.registration.at) from told_doc where p.registration is not null
    union all
    select record_of(l.at, record), pointer_of(l.at) from listing_doc
    union all
    select record_of(e.at, record), pointer_of(e.at) from rate_doc
    union all
    select record, '' from conflict_doc
    union all
    select other, '' from conflict_doc
)
select
    (row_number() over (order by file_key, ordinal, pointer))::uinteger as source_row,
    record,
    pointer
-- Made distinct once: a union of each with all before it would do so twenty times.
from (select distinct record, pointer from pointed)
join record using (record);

insert into canon.source_file
select file_key, sha256, name, source, country, layout, known_from from file order by file_key;

insert into canon.source_row
select
    place.source_row,
    record.file_key,
    record.place || if(place.pointer = '', '', if(contains(record.place, '#'), '', '#') || place.pointer)
from place join record using (record)
order by place.source_row;

insert into canon.party
select
    party_key.party_key,
    party_doc.id,
    party_doc.kind,
    party_doc.name,
    party_doc.registry_number,
    party_doc.country,
    party_doc.region,
    party_doc.locality,
    party_doc.address,
    party_doc.phone,
    party_doc.hash_id,
    party_doc.known_from,
    place.source_row
from party_doc
join party_key using (id)
join place on place.record = party_doc.record and place.pointer = ''
order by party_key.party_key;

insert into canon.member
select distinct party_key.party_key, member_key.party_key
from (select id, unnest(members) as member from party_doc) as joint
join party_key using (id)
join party_key as member_key on member_key.id = joint.member
order by all;

-- What several records tell alike stands once, from the record that was known first.
insert into canon.registration
select party_key, it.status, it.registered_on, it.ended_on, it.known_from, it.source_row
from (
    select
        party_key,
        max_by({
            status: p.registration.status,
            registered_on: day_of(p.registration.registeredOn),
            ended_on: day_of(p.registration.endedOn),
            known_from: told_doc.known_from,
            source_row: place.source_row
        }, (told_doc.known_from, place.source_row)) as it
    from told_doc
    join party_key on party_key.id = p.id
    join place on place.record = record_of(p.registration.at, told_doc.record) and place.pointer = pointer_of(p.registration.at)
    where p.registration is not null
    group by party_key
)
order by party_key;

insert into canon.holding
select party_key.party_key, holder.party_key, h.kind, h.share::decimal(9, 6), day_of(h.from), day_of(h.to), min(known_from), min_by(place.source_row, (known_from, place.source_row))
from (select record, known_from, p.id as id, unnest(p.holdings) as h from told_doc) as told
join party_key using (id)
join party_key as holder on holder.id = h.holder
join place on place.record = record_of(h.at, told.record) and place.pointer = pointer_of(h.at)
group by all
order by all;

insert into canon.debarment
select party_key, day_of(d.from), day_of(d.to), d.authority, d.ground, min(known_from), min_by(place.source_row, (known_from, place.source_row))
from (select record, known_from, p.id as id, unnest(p.debarments) as d from told_doc) as told
join party_key using (id)
join place on place.record = record_of(d.at, told.record) and place.pointer = pointer_of(d.at)
group by all
order by all;

insert into canon.office
select party_key.party_key, person.party_key, o.position, day_of(o.from), day_of(o.to), min(known_from), min_by(place.source_row, (known_from, place.source_row))
from (select record, known_from, p.id as id, unnest(p.offices) as o from told_doc) as told
join party_key using (id)
join party_key as person on person.id = o.person
join place on place.record = record_of(o.at, told.record) and place.pointer = pointer_of(o.at)
group by all
order by all;

insert into canon.listing
select l.country, l.list, day_of(l.from), day_of(l.to), min(known_from), min_by(place.source_row, (known_from, place.source_row))
from listing_doc
join place on place.record = record_of(l.at, listing_doc.record) and place.pointer = pointer_of(l.at)
group by all
order by all;

insert into canon.rate
select e.currency, e.into, day_of(e.on), e.value::decimal(18, 8), e.source, min(known_from), min_by(place.source_row, (known_from, place.source_row))
from rate_doc
join place on place.record = record_of(e.at, rate_doc.record) and place.pointer = pointer_of(e.at)
group by all
order by all;

insert into canon.process
select
    process_key,
    r.ocid,
    record.source,
    record.country,
    party_key.party_key,
    r.title,
    r.tender.mainProcurementCategory,
    -- Of the first item of the tender, else of what was awarded, else of what was signed, whichever release told of it.
    coalesce(
        classes_of(r.tender.items)[1],
        classes_of(flatten(list_transform(r.awards, lambda one: one.items)))[1],
        classes_of(flatten(list_transform(r.contracts, lambda one: one.items)))[1]
    ) as item_class,
    case when item_class is not null then 'item' when r.tender.mainProcurementCategory is not null then 'category' end,
    r.fiscalYear,
    amount_of(r.planning.budget.amount),
    amount_of(r.agreedValue.amount),
    coalesce(r.planning.budget.currency, r.agreedValue.currency, r.tender.value.currency),
    if(is_entity(r.buyer, r.entity), coalesce(r.entity.province, r.buyerProvince), r.buyerProvince),
    r.siteProvince,
    r.site.latitude::decimal(9, 6),
    r.site.longitude::decimal(9, 6),
    process_doc.known_from,
    place.source_row
from process_doc
join record using (record)
join place on place.record = process_doc.record and place.pointer = ''
left join party_key on party_key.id = if(is_entity(r.buyer, r.entity), r.entity.id, r.buyer.id)
order by process_key;

insert into canon.tender
select
    process_key,
    r.tender.status,
    r.tender.procurementMethod,
    r.tender.procurementMethodDetails,
    r.tender.procurementMethodRationale,
    day_of(r.tender.publishedOn),
    day_of(r.tender.tenderPeriod.startDate),
    day_of(r.tender.tenderPeriod.endDate),
    r.tender.tenderPeriod.startDate,
    r.tender.tenderPeriod.endDate,
    r.tender.numberOfTenderers,
    amount_of(r.tender.value.amount),
    r.tender.value.currency,
    coalesce(len(r.tender.lots), 0),
    process_doc.known_from,
    place.source_row
from process_doc
join place on place.record = record_of(r.tender.at, process_doc.record) and place.pointer = pointer_of(r.tender.at)
where r.tender is not null
order by process_key;

insert into canon.lot
select
    (row_number() over (order by lot_id) - 1)::uinteger,
    lot_id,
    process_key,
    is_whole,
    status,
    title,
    value_amount,
    currency,
    known_from,
    source_row
from (
    select own_id(ocid, l.id) as lot_id, process_key, false as is_whole, l.status as status, l.title as title,
        amount_of(l.value.amount) as value_amount, l.value.currency as currency, laid.known_from, place.source_row
    from (select process_key, record, known_from, r.ocid as ocid, unnest(r.tender.lots) as l from process_doc) as laid
    join place on place.record = record_of(l.at, laid.record) and place.pointer = pointer_of(l.at)
    union all
    select r.ocid, process_key, true, null, null, null, null, process_doc.known_from, place.source_row
    from process_doc
    join place on place.record = process_doc.record and place.pointer = ''
    where coalesce(len(r.tender.lots), 0) = 0
)
order by lot_id;

-- The lots an element names, or the only lot there is.
create temp table only_lot as
select process_key, min(lot_key) as lot_key from canon.lot group by process_key having count(*) = 1;

insert into canon.bid
select
    (row_number() over (order by place_id, bid_id, lot_key nulls first) - 1)::uinteger,
    * exclude (place_id)
from (
    select
        -- A bid that only a tenderer's name stands for is named by the tenderer.
        if(is_masked(b.id), replace(own_id(ocid, b.id), b.tenderers[1].id, party_key.hash_id), own_id(ocid, b.id)) as place_id,
        own_id(ocid, b.id) as bid_id,
        bid.process_key,
        coalesce(named.lot_key, only_lot.lot_key) as lot_key,
        party_key.party_key,
        -- With a zone the instant is put in UTC; without one it is kept as printed.
        coalesce(try_cast(b.date as timestamptz)::timestamp, try_cast(b.date as timestamp)),
        day_of(b.date),
        b.date,
        b.status,
        amount_of(b.value.amount),
        b.value.currency,
        bid.known_from,
        place.source_row
    from (select *, unnest(if(coalesce(len(b.relatedLots), 0) = 0, [null], b.relatedLots)) as related from bid_doc) as bid
    join place on place.record = record_of(b.at, bid.record) and place.pointer = pointer_of(b.at)
    left join canon.lot as named on named.process_key = bid.process_key and named.lot_id = own_id(ocid, bid.related)
    left join only_lot on only_lot.process_key = bid.process_key
    left join party_key on party_key.id = party_of(b.tenderers)
)
order by place_id, bid_id, lot_key nulls first;

insert into canon.award
select
    (row_number() over (order by award_id, lot_key nulls first) - 1)::uinteger,
    *
from (
    select
        own_id(ocid, a.id) as award_id,
        award.process_key,
        coalesce(named.lot_key, only_lot.lot_key) as lot_key,
        party_key.party_key,
        if(a.relatedBid is null, null, own_id(ocid, a.relatedBid)),
        if(len(classes_of(a.items)) > 0, list_sort(list_distinct(classes_of(a.items))), null),
        a.status,
        day_of(a.date),
        amount_of(a.value.amount),
        a.value.currency,
        -- What nobody says of the award may be told of a contract under it.
        coalesce(a.hasSubcontracting, sublet.has_subcontracting),
        try_cast(a.subcontractedShare as decimal(9, 6)),
        award.known_from,
        place.source_row
    from (select *, unnest(if(coalesce(len(a.relatedLots), 0) = 0, [null], a.relatedLots)) as related from award_doc) as award
    join place on place.record = record_of(a.at, award.record) and place.pointer = pointer_of(a.at)
    left join canon.lot as named on named.process_key = award.process_key and named.lot_id = own_id(ocid, award.related)
    left join only_lot on only_lot.process_key = award.process_key
    left join party_key on party_key.id = party_of(a.suppliers)
    left join (
        select process_key, c.awardID as award_id, bool_or(c.hasSubcontracting) as has_subcontracting
        from contract_doc
        where c.hasSubcontracting is not null
        and c.status is distinct from 'cancelled'
        group by all
    ) as sublet on sublet.process_key = award.process_key and own_id(award.ocid, sublet.award_id) = own_id(award.ocid, a.id)
)
order by award_id, lot_key nulls first;

insert into canon.contract
select
    (row_number() over (order by contract_id) - 1)::uinteger,
    *
from (
    select
        own_id(ocid, c.id) as contract_id,
        contract_doc.process_key,
        award.award_key,
        coalesce(party_key.party_key, award.supplier_key),
        c.number,
        c.status,
        c.statusDetails,
        day_of(c.dateSigned),
        day_of(c.period.startDate),
        day_of(coalesce(c.first.endDate, if(seen_again, c.period.endDate, null))),
        day_of(c.period.endDate),
        day_of(c.completedOn),
        amount_of(coalesce(c.first.amount, if(seen_again, c.value.amount, null))),
        amount_of(c.value.amount),
        amount_of(c.finalValue.amount),
        coalesce(c.value.currency, c.finalValue.currency),
        contract_doc.known_from,
        place.source_row
    from contract_doc
    join place on place.record = record_of(c.at, contract_doc.record) and place.pointer = pointer_of(c.at)
    left join (
        select process_key, award_id, min(award_key) as award_key, min_by(supplier_key, award_key) as supplier_key from canon.award group by process_key, award_id
    ) as award on award.process_key = contract_doc.process_key and award.award_id = own_id(ocid, c.awardID)
    left join party_key on party_key.id = party_of(c.suppliers)
)
order by contract_id;

create temp table contract_part as
select contract.contract_key, contract.currency, contract_doc.record, contract_doc.known_from, contract_doc.c as c
from contract_doc join canon.contract on contract.contract_id = own_id(contract_doc.ocid, c.id);

insert into canon.amendment
select
    contract_key,
    m.id || if(kind in ('value', 'scope') and m.seen is null, '/' || kind, ''),
    day_of(m.date),
    day_of(m.seen.from),
    day_of(m.seen.to),
    kind,
    if(kind = 'duration', day_of(m.oldEndDate), null),
    if(kind = 'duration', day_of(m.newEndDate), null),
    if(kind = 'value', amount_of(m.oldAmount), null),
    if(kind = 'value', amount_of(m.newAmount), null),
    m.seen.oldText,
    m.seen.newText,
    coalesce(m.currency, part.currency),
    m.description,
    m.rationale,
    coalesce(m.seen.basis, 'published'),
    part.known_from,
    place.source_row,
    old_place.source_row
from (
    select *, unnest(case
        when m.seen is not null then [m.seen.kind]
        else list_filter([
            if(m.newEndDate is not null or m.oldEndDate is not null or m.type = 'duration', 'duration', null),
            if(m.newAmount is not null or m.oldAmount is not null or m.type = 'value', 'value', null),
            if(m.type = 'scope', 'scope', null),
            if(coalesce(m.newEndDate, m.oldEndDate, m.newAmount, m.oldAmount, m.type) is null, 'other', null)
        ], lambda it: it is not null)
    end) as kind
    from (select *, unnest(c.amendments) as m from contract_part)
) as part
join place on place.record = record_of(m.at, part.record) and place.pointer = pointer_of(m.at)
left join place as old_place on old_place.record = if(m.seen.oldAt is null, null, record_of(m.seen.oldAt, part.record)) and old_place.pointer = pointer_of(m.seen.oldAt)
order by all;

-- A process that is named as a subcontract tells by its contracts, else by its awards, who was hired and for how much.
insert into canon.subcontract
with
told as (
    select process_key, own_id(ocid, a.id) as award_id, null::uinteger as contract_key, a.value.currency as currency, record, known_from, unnest(a.subcontracts) as s from award_doc
    union all
    select contract.process_key, null, contract.contract_key, contract.currency, part.record, part.known_from, unnest(c.subcontracts)
    from contract_part as part join canon.contract as contract on contract.contract_key = part.contract_key
),
hired as (
    select process_key, process_id, contract_id as subcontract_id, supplier_key, value_amount, contract.currency
    from canon.contract join canon.process using (process_key)
    where status is distinct from 'cancelled'
    union all
    select process_key, process_id, award_id, min(supplier_key), min(value_amount), min(award.currency)
    from canon.award join canon.process using (process_key)
    where status = 'active'
    and process_key not in (select process_key from canon.contract)
    group by process_key, process_id, award_id
)
select
    told.process_key,
    told.award_id,
    told.contract_key,
    coalesce(hired.subcontract_id, s.id),
    coalesce(party_key.party_key, hired.supplier_key) as subcontractor_key,
    coalesce(amount_of(s.value.amount), hired.value_amount),
    coalesce(s.value.currency, hired.currency, told.currency),
    told.known_from,
    place.source_row
from told
join place on place.record = record_of(s.at, told.record) and place.pointer = pointer_of(s.at)
left join party_key on party_key.id = s.subcontractor.id
left join hired on hired.process_id = s.process and hired.process_key <> told.process_key
-- The same work told twice, by name and by its own process, is one subcontract.
qualify s.process is null
or subcontractor_key is null
or not bool_or(s.process is null) over (partition by told.process_key, subcontractor_key)
order by all;

insert into canon.transaction
select contract_key, t.id, day_of(t.date), amount_of(t.value.amount), coalesce(t.value.currency, part.currency), part.known_from, place.source_row
from (select *, unnest(c.transactions) as t from contract_part) as part
join place on place.record = record_of(t.at, part.record) and place.pointer = pointer_of(t.at)
order by all;

insert into canon.milestone
select contract_key, m.id, m.kind, m.title, m.status, day_of(m.dueDate), day_of(m.dateMet), part.known_from, place.source_row
from (select *, unnest(c.milestones) as m from contract_part) as part
join place on place.record = record_of(m.at, part.record) and place.pointer = pointer_of(m.at)
order by all;

insert into canon.document
select project_key, laid.process_key, contract.contract_key, d.id, d.documentType, d.title, d.url, day_of(d.datePublished), laid.known_from, place.source_row
from (
    select project_key, null::uinteger as process_key, null as ocid, record, known_from, unnest(r.project.documents) as d from project_doc
    union all
    select null, process_key, r.ocid, record, known_from, unnest(r.documents) from process_doc
) as laid
left join canon.contract on contract.process_key = laid.process_key and contract.contract_id = own_id(laid.ocid, d.contractID)
join place on place.record = record_of(d.at, laid.record) and place.pointer = pointer_of(d.at)
order by all;

insert into canon.conflict
select process_doc.process_key, conflict_doc.release_id, kept.source_row, other.source_row
from conflict_doc
join process_doc on process_doc.r.ocid = conflict_doc.ocid
join place as kept on kept.record = conflict_doc.record and kept.pointer = ''
join place as other on other.record = conflict_doc.other and other.pointer = ''
order by all;
