-- Long work that somebody asked for over the API or the page: imports, runs, reports. Each is a process of its own.
create table if not exists job (
    job_id          text primary key,
    kind            text not null,              -- import | run | check | report
    actor           text not null,
    started_at      text not null,
    ended_at        text,
    pid             integer not null,
    exit            integer,                    -- exit code of the command line; null while it runs
    report          text                        -- the JSON it printed
);

-- How far work under way has come: a job, or a due time of the timetable. Taken away when the work ends.
create table if not exists progress (
    work_id         text primary key,           -- a job's id, or a schedule's id and its due time
    done            integer not null,
    total           integer not null
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
