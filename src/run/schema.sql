-- What a finished run keeps, beside one table `result_<code>` (subject, code) for each indicator. Immutable once promoted.

-- What each byte of a result table means.
create table run.code (
    indicator           varchar not null,
    code                utinyint not null,
    status              varchar not null,
    reason              varchar             -- null for flagged and clear
);

-- Each indicator as it ran, and what came out.
create table run.outcome (
    indicator           varchar not null,
    version             integer not null,
    kind                varchar not null,
    family              varchar not null,
    level               varchar not null,
    maturity            varchar not null,
    flagged             ubigint not null,
    clear               ubigint not null,
    not_applicable      ubigint not null,
    no_data             ubigint not null,
    seconds             double not null
);

-- One row per flag, with all a list needs to filter and order.
create table run.flag (
    flag_id             varchar not null,   -- first 16 hex of SHA-256 over indicator, kind and subject id
    indicator           varchar not null,
    kind                varchar not null,
    subject             uinteger not null,
    subject_id          varchar not null,
    value               double,
    threshold           double,
    evidence            varchar not null,   -- JSON
    seen_in             uinteger[] not null,
    process_key         uinteger,
    contract_key        uinteger,
    buyer_key           uinteger,
    supplier_key        uinteger,
    amount              decimal(18, 2),
    currency            varchar,
    fiscal_year         integer
);

-- Which contracts a flag touches: composite subjects touch several.
create table run.touch (
    flag_id             varchar not null,
    contract_key        uinteger not null
);

-- Thresholds that methods learnt from the peers of this run, and how many subjects were judged by each.
create table run.fence (
    indicator           varchar not null,
    threshold           double not null,
    judged              ubigint not null,
    flagged             ubigint not null
);
