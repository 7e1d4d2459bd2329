-- Files sent from the page: read for a preview first, and held until somebody takes or drops them.
create table if not exists upload (
    upload_id       text primary key,
    name            text not null,
    path            text not null,
    check_job       text not null,
    actor           text not null,
    at              text not null,
    import_job      text,                       -- once taken
    settled_at      text,
    settled_by      text,
    reason          text                        -- why it was taken although much of it was held back
);
