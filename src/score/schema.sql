-- The order of review. One row per contract, and per process that has no contract.

-- Which indicators judged and which flagged: subjects that share both share a pattern.
create table run.pattern (
    pattern             integer not null,
    judged              varchar[] not null,
    flagged             varchar[] not null
);

create table run.score (
    kind                varchar not null,   -- contract | process
    subject             uinteger not null,
    contract_key        uinteger,           -- null for a process without a contract
    process_key         uinteger not null,
    pattern             integer not null,   -- subjects judged and flagged by the same indicators share one
    score               double,             -- flagged share of the judged weight; null where nothing scored was judged
    judged              integer not null,   -- indicators that could judge it
    flagged             integer not null,
    no_data             integer not null,
    amount              decimal(18, 2),
    currency            varchar,
    rank                uinteger not null,
    rank_low            uinteger not null,  -- best and worst rank while the weights are moved
    rank_high           uinteger not null
);

-- The same for each process as a whole: all that was judged of it and of its contracts.
create table run.process_score (
    process_key         uinteger not null,
    score               double,
    judged              integer not null,
    flagged             integer not null,
    no_data             integer not null,
    indicators          varchar[] not null, -- those that flag it or anything of it
    contracts           integer not null,
    amount              decimal(18, 2),     -- of its contracts, in one currency; its budget where there is none
    currency            varchar,
    rank                uinteger not null,
    rank_low            uinteger not null,
    rank_high           uinteger not null
);

-- Buyers, suppliers and projects. A rate never stands without its n; a rank only from 10 judged contracts on.
create table run.entity (
    kind                varchar not null,   -- buyer | supplier | project
    entity              uinteger not null,  -- party_key or project_key
    score               double,             -- flagged share of the judged weight, by shrunken rates of each family
    rank                uinteger,
    rank_low            uinteger,           -- over moved weights and drawn rates
    rank_high           uinteger,
    k                   integer not null,   -- contracts flagged
    n                   integer not null,   -- of contracts judged
    share_low           double,             -- Wilson's interval of k of n, 95 %
    share_high          double,
    shrunken_share      double,             -- k of n drawn towards the others of its kind
    contracts           integer not null,
    no_data             integer not null,   -- answers lacking, over its contracts
    families            varchar not null,   -- JSON: k of n by family, and whether the entity itself is flagged there
    indicators          varchar[] not null  -- those that flag the entity itself
);

-- Which contracts, and processes without one, are whose.
create table run.entity_contract (
    kind                varchar not null,
    entity              uinteger not null,
    rank                uinteger not null   -- of run.score
);
