-- The timetable. What is due is written down before it is done, so that each time is done once, whoever does it and whatever ends.

create table if not exists schedule (
    schedule_id     text primary key,
    name            text not null,
    task            text not null,              -- JSON: what is done
    cron            text not null,
    zone            text not null,              -- IANA name; Asia/Bangkok unless said
    misfire         text not null,              -- run_once | skip | catch_up: what becomes of times that were missed
    window_hours    integer not null,           -- run_once: a missed time older than this is let go
    muted_until     text,                       -- alerts: nothing is sent before this
    actor           text not null,
    at              text not null,
    laid_to         text not null,              -- UTC: due times up to here stand in slot
    removed_at      text
);

-- One row per due time. Never laid twice.
create table if not exists slot (
    schedule_id     text not null,
    due_at          text not null,              -- UTC
    state           text not null,              -- due | running | done | failed | skipped | cancelled
    attempts        integer not null,
    pid             integer,                    -- of what runs it
    started_at      text,
    ended_at        text,
    late_seconds    integer,                    -- how long after its time it began
    outcome         text,                       -- JSON: what came of it
    primary key (schedule_id, due_at)
);

-- One row per recipient of one due time. Never sent twice: what was being sent when its sender ended is left for a person to judge.
create table if not exists delivery (
    schedule_id     text not null,
    due_at          text not null,
    target          text not null,
    state           text not null,              -- due | sending | sent | failed | uncertain
    attempts        integer not null,
    next_at         text not null,              -- UTC: not before this
    sent_at         text,
    message         text not null,              -- JSON: what is sent
    trouble         text,
    primary key (schedule_id, due_at, target)
);

-- Who gets mail of a schedule, by a name that nobody can guess: with it, and with nothing else, one leaves.
create table if not exists recipient (
    token           text primary key,
    schedule_id     text not null,
    target          text not null,
    left_at         text,
    unique (schedule_id, target)
);

-- What an alert has told already, so that each thing is told once.
create table if not exists told (
    schedule_id     text not null,
    thing           text not null,              -- a flag id, a flag with its review, a source with its day …
    value           real,                       -- a score as it was told
    at              text not null,
    primary key (schedule_id, thing)
);
