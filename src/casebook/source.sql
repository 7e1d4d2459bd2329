-- Record sets that this house reads, by the name of their source: from where, and with which mapping.
create table if not exists source (
    name            text primary key,
    paths           text not null,              -- JSON: files, folders or addresses
    mapping         text,                       -- SHA-256 of the mapping file, kept among the bytes received
    private         integer not null,           -- its addresses may lead into the own network
    actor           text not null,
    at              text not null
);
