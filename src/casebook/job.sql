-- Long work that somebody asked for over the API or the page: imports and runs. Each is a process of its own.
create table if not exists job (
    job_id          text primary key,
    kind            text not null,              -- import | run | check
    actor           text not null,
    started_at      text not null,
    ended_at        text,
    pid             integer not null,
    exit            integer,                    -- exit code of the command line; null while it runs
    report          text                        -- the JSON it printed
);

-- Answers to requests that carry an Idempotency-Key, so that a request sent twice is done once.
create table if not exists api_request (
    actor           text not null,
    request_key     text not null,
    asked           text not null,              -- SHA-256 of method, address and body
    at              text not null,
    status          integer,                    -- null while it is being done
    answer          text,
    primary key (actor, request_key)
);
