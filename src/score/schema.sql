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
