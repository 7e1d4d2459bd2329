-- Runs whose tables are kept whatever their age, because something rests on them.
create table if not exists hold (
    run_id          text primary key,
    reason          text not null,
    actor           text not null,
    at              text not null
);
