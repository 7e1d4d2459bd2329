-- The canon: what every source is mapped to, and all that an indicator may read. One table per noun of procurement.
-- Keys are dense integers in the order of the text ids; texts stand once. Every row keeps when it became known and where it was read.
-- Amounts are decimals beside their currency; nothing here is a float.

-- Where rows were read. One row per file and record; `source_row` is what canon rows and evidence point to.
create table canon.source_file (
    file_key            uinteger not null,
    sha256              varchar not null,   -- of the bytes as received, the name in the raw store
    name                varchar not null,   -- as it came, for people; decides nothing
    source              varchar not null,   -- the publisher's record set: th-cgd
    country             varchar,            -- whose law applies; null when the source declares none
    layout              varchar not null,
    known_from          date not null       -- the day from which its records count as known
);

create table canon.source_row (
    source_row          uinteger not null,
    file_key            uinteger not null,
    place               varchar not null    -- line, JSON pointer, or both: 17#/contracts/0
);

-- A person or organisation in any role. Natural persons are masked before they come here.
create table canon.party (
    party_key           uinteger not null,
    party_id            varchar not null,   -- TH-TIN:…, the publisher's id, natural:…, or name:… when only a name is known
    kind                varchar not null,   -- juristic | natural | public | joint_venture | unknown
    name                varchar,
    registry_number     varchar,            -- as printed; null for natural persons
    country             varchar,
    region              varchar,
    locality            varchar,
    address             varchar,
    phone               varchar,
    hash_id             varchar not null,   -- stands for the party in result hashes, so that the masking key is not part of them
    known_from          date not null,
    source_row          uinteger not null
);

-- Members of a joint venture or consortium.
create table canon.member (
    party_key           uinteger not null,
    member_key          uinteger not null
);

-- What a company register says of a party. One row per party.
create table canon.registration (
    party_key           uinteger not null,
    status              varchar,            -- active | dissolved | suspended
    registered_on       date,
    ended_on            date,
    known_from          date not null,
    source_row          uinteger not null
);

-- Who owns, controls or runs a party, and from when to when. One row per party, holder, kind and span.
create table canon.holding (
    party_key           uinteger not null,
    holder_key          uinteger not null,
    kind                varchar not null,   -- shareholder | voter | controller | owner (beneficial) | director
    share               decimal(9, 6),      -- from 0 to 1; the least where a register gives a band
    from_on             date,
    to_on               date,               -- null while it lasts
    known_from          date not null,
    source_row          uinteger not null
);

-- Spans in which a party may not be awarded public contracts.
create table canon.debarment (
    party_key           uinteger not null,
    from_on             date,
    to_on               date,               -- null when no end is set
    authority           varchar,
    ground              varchar,
    known_from          date not null,
    source_row          uinteger not null
);

-- Who held which office in a public body. Persons are masked.
create table canon.office (
    party_key           uinteger not null,  -- the body
    person_key          uinteger not null,
    position            varchar,
    from_on             date,
    to_on               date,
    known_from          date not null,
    source_row          uinteger not null
);

-- Lists on which countries stand, such as one of secrecy jurisdictions.
create table canon.listing (
    country             varchar not null,   -- ISO 3166-1 alpha-2
    list                varchar not null,
    from_on             date,
    to_on               date,
    known_from          date not null,
    source_row          uinteger not null
);

-- What one unit of a currency was worth in another on a day.
create table canon.rate (
    currency            varchar not null,
    into_currency       varchar not null,
    rate_on             date not null,
    value               decimal(18, 8) not null,
    origin              varchar,            -- the address or document it was copied from
    known_from          date not null,
    source_row          uinteger not null
);

-- A contracting process: one purchase, from plan to final payment (OCDS ocid; e-GP project number).
create table canon.process (
    process_key         uinteger not null,
    process_id          varchar not null,
    source              varchar not null,
    country             varchar,
    buyer_key           uinteger,
    title               varchar,
    category            varchar,            -- goods | services | works
    item_class          varchar,            -- scheme:id of the first item
    class_basis         varchar,            -- item when the source classifies items, category when only the kind is known
    fiscal_year         integer,            -- Christian era, the year in which it ends; as the source files it
    budget_amount       decimal(18, 2),
    agreed_amount       decimal(18, 2),     -- over all contracts of the process; never to be summed over contracts
    currency            varchar,
    buyer_province      varchar,            -- of the agency's address
    site_province       varchar,            -- of the work, only where the source says so
    site_latitude       decimal(9, 6),      -- of the work or the delivery, likewise: degrees north, WGS 84
    site_longitude      decimal(9, 6),      -- degrees east; given together with the latitude or not at all
    known_from          date not null,
    source_row          uinteger not null
);

-- The invitation. One row per process that has one.
create table canon.tender (
    process_key         uinteger not null,
    status              varchar,            -- planning | planned | active | cancelled | unsuccessful | complete | withdrawn
    procurement_method  varchar,            -- open | selective | limited | direct
    method_text         varchar,            -- the publisher's own word
    rationale           varchar,
    published_on        date,
    opens_on            date,
    closes_on           date,
    opens_text          varchar,            -- the instants as published, for rules that read their text
    closes_text         varchar,
    bids_received       integer,            -- as declared by the buyer; what bids show is counted from canon.bid
    reference_amount    decimal(18, 2),
    currency            varchar,
    lots_count          integer not null,   -- 0 when the tender is not divided
    known_from          date not null,
    source_row          uinteger not null
);

-- A lot. A process without lots has one row here that stands for the whole, with lot_id equal to the process_id.
create table canon.lot (
    lot_key             uinteger not null,
    lot_id              varchar not null,
    process_key         uinteger not null,
    is_whole            boolean not null,
    status              varchar,
    title               varchar,
    value_amount        decimal(18, 2),
    currency            varchar,
    known_from          date not null,
    source_row          uinteger not null
);

-- One row per bid and lot; lot_key is null when the tender has several lots and the bid names none.
create table canon.bid (
    bid_key             uinteger not null,
    bid_id              varchar not null,
    process_key         uinteger not null,
    lot_key             uinteger,
    tenderer_key        uinteger,
    submitted_at        timestamp,
    submitted_on        date,
    submitted_text      varchar,            -- the instant as published
    status              varchar,            -- invited | submitted | valid | disqualified | withdrawn
    value_amount        decimal(18, 2),
    currency            varchar,
    known_from          date not null,
    source_row          uinteger not null
);

-- One row per award and lot; rows of one award share award_id and repeat its value. A consortium is one party with members.
create table canon.award (
    award_key           uinteger not null,
    award_id            varchar not null,
    process_key         uinteger not null,
    lot_key             uinteger,
    supplier_key        uinteger,
    related_bid         varchar,
    item_classes        varchar[],          -- scheme:id of the items awarded, once each
    status              varchar,            -- pending | active | cancelled | unsuccessful
    awarded_on          date,
    value_amount        decimal(18, 2),
    currency            varchar,
    has_subcontracting  boolean,            -- null where nobody says
    subcontracted_share decimal(9, 6),      -- the least share of the value, as published
    known_from          date not null,
    source_row          uinteger not null
);

-- What was signed. A process may have several.
create table canon.contract (
    contract_key        uinteger not null,
    contract_id         varchar not null,
    process_key         uinteger not null,
    award_key           uinteger,
    supplier_key        uinteger,
    number              varchar,
    status              varchar,            -- pending | active | terminated | cancelled
    status_text         varchar,
    signed_on           date,
    starts_on           date,
    first_ends_on       date,               -- as signed; null unless the source or an earlier record says so
    ends_on             date,               -- as it stands now
    completed_on        date,
    first_amount        decimal(18, 2),     -- as signed; null unless the source or an earlier record says so
    value_amount        decimal(18, 2),     -- as it stands now
    final_amount        decimal(18, 2),
    currency            varchar,
    known_from          date not null,
    source_row          uinteger not null
);

-- A change after signature, published or seen between two records of the same contract.
create table canon.amendment (
    contract_key        uinteger not null,
    amendment_id        varchar not null,
    agreed_on           date,
    seen_from           date,               -- the change happened after this day …
    seen_to             date,               -- … and by this one
    kind                varchar not null,   -- duration | value | scope | status | supplier | other
    old_ends_on         date,
    new_ends_on         date,
    old_amount          decimal(18, 2),
    new_amount          decimal(18, 2),
    old_text            varchar,
    new_text            varchar,
    currency            varchar,
    description         varchar,            -- what was changed, where the publisher tells it apart from why
    rationale           varchar,            -- why
    basis               varchar not null,   -- published | release | snapshot
    known_from          date not null,
    source_row          uinteger not null,
    old_source_row      uinteger            -- the record that said otherwise before
);

-- Who works under a contract for its supplier. Told of an award (award_id) or of a contract (contract_key).
create table canon.subcontract (
    process_key         uinteger not null,
    award_id            varchar,
    contract_key        uinteger,
    subcontract_id      varchar not null,
    subcontractor_key   uinteger,
    value_amount        decimal(18, 2),
    currency            varchar,
    known_from          date not null,
    source_row          uinteger not null
);

create table canon.transaction (
    contract_key        uinteger not null,
    transaction_id      varchar not null,
    paid_on             date,
    value_amount        decimal(18, 2),
    currency            varchar,
    known_from          date not null,
    source_row          uinteger not null
);

create table canon.milestone (
    contract_key        uinteger not null,
    milestone_id        varchar not null,
    kind                varchar,            -- OCDS type: delivery | approval | reporting | financing | …
    title               varchar,
    status              varchar,
    due_on              date,
    met_on              date,
    known_from          date not null,
    source_row          uinteger not null
);

-- An infrastructure project (OC4IDS) with many processes, as its newest publication tells it.
create table canon.project (
    project_key         uinteger not null,
    project_id          varchar not null,
    source              varchar not null,
    country             varchar,
    public_authority_key uinteger,
    title               varchar,
    description         varchar,
    purpose             varchar,
    type                varchar,
    sector              varchar,
    region              varchar,
    site_latitude       decimal(9, 6),      -- of the first location that gives a point: degrees north, WGS 84
    site_longitude      decimal(9, 6),
    status              varchar,            -- identification | preparation | implementation | completion | maintenance | decommissioning | decommissioned | cancelled
    starts_on           date,
    ends_on             date,               -- of the period as it is planned now
    works_start_on      date,               -- of the implementation period
    works_end_on        date,
    first_budget_amount decimal(18, 2),     -- of the oldest publication known, where it was another one
    budget_amount       decimal(18, 2),
    currency            varchar,            -- of the budget
    budget_approved_on  date,
    completed_on        date,
    end_details         varchar,            -- why it ended when it did
    final_amount        decimal(18, 2),
    final_currency      varchar,
    value_details       varchar,            -- why it cost what it did
    final_scope         varchar,
    scope_details       varchar,            -- why its scope is what it is
    known_from          date not null,
    source_row          uinteger not null
);

-- Which processes belong to a project; process_key is null where the record is not here.
create table canon.project_process (
    project_key         uinteger not null,
    link_id             varchar not null,   -- as the project writes it
    process_key         uinteger,
    is_carried          boolean not null,   -- the project file sums the process up itself
    known_from          date not null,
    source_row          uinteger not null
);

create table canon.budget_breakdown (
    project_key         uinteger not null,
    budget_breakdown_id varchar not null,
    description         varchar,
    source_party        varchar,
    starts_on           date,
    ends_on             date,
    value_amount        decimal(18, 2),
    currency            varchar,
    known_from          date not null,
    source_row          uinteger not null
);

create table canon.cost_measurement (
    project_key         uinteger not null,
    cost_id             varchar not null,
    measured_on         date,
    category            varchar,            -- construction, finance …; lifeCycleCosting for the whole life
    value_amount        decimal(18, 2),
    currency            varchar,
    known_from          date not null,
    source_row          uinteger not null
);

-- What was foreseen of a project and what was measured: physicalProgress, financialProgress and others.
create table canon.observation (
    project_key         uinteger not null,
    series              varchar not null,   -- forecast (the first known of each metric) | metric
    metric              varchar not null,
    observation_id      varchar not null,
    starts_on           date,
    ends_on             date,
    measure             decimal(18, 4),
    unit                varchar,
    value_amount        decimal(18, 2),
    currency            varchar,
    known_from          date not null,
    source_row          uinteger not null
);

create table canon.project_milestone (
    project_key         uinteger not null,
    milestone_id        varchar not null,
    title               varchar,
    status              varchar,
    due_on              date,
    met_on              date,
    known_from          date not null,
    source_row          uinteger not null
);

create table canon.project_transaction (
    project_key         uinteger not null,
    transaction_id      varchar not null,
    paid_on             date,
    value_amount        decimal(18, 2),
    currency            varchar,
    known_from          date not null,
    source_row          uinteger not null
);

-- Documents: all of a project, and of a process the first of each contract, type and day.
create table canon.document (
    project_key         uinteger,
    process_key         uinteger,
    contract_key        uinteger,           -- null for documents of plan, tender and award
    document_id         varchar not null,
    document_type       varchar,
    title               varchar,
    url                 varchar,
    published_on        date,
    known_from          date not null,
    source_row          uinteger not null
);

-- What of CoST's standard is disclosed: items of data/codelists/cost_item.csv that a project fills, or a process that belongs to one.
create table canon.disclosure (
    project_key         uinteger not null,
    process_key         uinteger,
    item                varchar not null,
    source_row          uinteger not null
);

-- Records of one process that carry the same release id and say different things (Q603).
create table canon.conflict (
    process_key         uinteger not null,
    release_id          varchar not null,
    source_row          uinteger not null,  -- the record kept
    other_source_row    uinteger not null
);
