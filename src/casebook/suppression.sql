-- Flags that may not be published, whatever is decided of them: one row for each time one was taken out. A flag keeps its id however often its records come in again.
create table if not exists suppression (
    flag_id         text not null,
    reason          text not null,
    actor           text not null,
    at              text not null,
    lifted_by       text,
    lifted_at       text,
    lifted_reason   text,
    primary key (flag_id, at)
);
