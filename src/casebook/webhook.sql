-- Addresses of programs that are told of every new run, and what each was told. Reports and alerts on a timetable are kept elsewhere.
create table if not exists webhook (
    webhook_id      text primary key,
    url             text not null,
    secret          text not null,              -- whsec_…: needed to sign, so it cannot be a hash
    query           text not null,              -- filters of the flags it is told of, as in an address
    created_at      text not null,
    created_by      text not null,
    failures        integer not null default 0, -- deliveries given up in a row
    disabled_at     text,
    removed_at      text
);

-- One row per run and address: what was told once is not told again, however often the server restarts.
create table if not exists webhook_delivery (
    delivery_id     text primary key,           -- webhook-id of Standard Webhooks: the same for every try
    webhook_id      text not null,
    run_id          text not null,
    body            text not null,
    made_at         text not null,
    tries           integer not null default 0,
    next_at         text not null,
    status          integer,                    -- of the last try; 0 where there was no answer
    ended_at        text,                       -- delivered or given up
    unique (webhook_id, run_id)
);
