-- What left the house, and what had to happen before: a second, blind decision, a proposal, and the approval of another person.

-- One row per second decision on a flag; whoever makes it has not been shown the first.
create table if not exists second_review (
    flag_id         text not null,
    evidence_hash   text not null,
    first_actor     text not null,
    first_verdict   text not null,              -- as it stood when the second was made
    actor           text not null,
    at              text not null,
    verdict         text not null,
    reason          text not null,
    primary key (flag_id, evidence_hash)
);

-- One row per publication of a flag. `shown` is what was approved, word for word, in both languages.
create table if not exists publication (
    publication_id  text primary key,
    flag_id         text not null,
    evidence_hash   text not null,
    run_id          text not null,
    shown           text not null,
    reason          text not null,
    proposed_by     text not null,
    proposed_at     text not null,
    approved_by     text,
    approved_at     text,
    withdrawn_by    text,
    withdrawn_at    text,
    withdrawn_reason text
);
create index if not exists publication_of_flag on publication (flag_id);

-- The right of reply: what whoever is named had to say, beside the flag from then on.
create table if not exists publication_reply (
    reply_id        text primary key,
    publication_id  text not null,
    said_by         text not null,
    received_on     text not null,
    text            text not null,
    actor           text not null,
    at              text not null
);
