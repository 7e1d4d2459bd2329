-- What persons and firms asked to be corrected about themselves: what is said to be right stands beside the record, which stays as its publisher wrote it.
create table if not exists correction (
    correction_id   text primary key,
    subject_id      text not null,              -- id of the party, or natural:… of a person whom only texts name
    field           text not null,
    said            text not null,              -- what is said to be right
    reason          text not null,
    asked_by        text not null,
    actor           text not null,
    at              text not null
);
