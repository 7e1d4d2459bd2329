-- The casebook: people's work on flags. Nothing here can be rebuilt, so nothing is ever changed or taken out: what stands is what was said last.

-- One row per act on one flag. Never updated, never deleted.
create table if not exists event (
    seq             integer primary key,        -- also its place in the audit log
    act             text not null,              -- acts on several flags at once share it
    at              text not null,              -- UTC
    actor           text not null,
    verb            text not null,              -- claim | assign | release | note | ask | decide | reopen | undo
    flag_id         text not null,
    evidence_hash   text not null,              -- what the actor saw
    run_id          text not null,
    indicator       text not null,
    subject_kind    text not null,
    subject_id      text not null,
    verdict         text,                       -- refer | explained | bad_data
    explanation     text,                       -- id of the innocent explanation, or other; for assign, to whom
    field           text,                       -- which field is wrong, for bad_data
    reason          text,
    undoes          integer,
    before          text not null               -- JSON of the standing before, so that an undo gives it back
);
create index if not exists event_of_flag on event (flag_id, seq);

-- Where each flag stands: the sum of its events, kept beside them for lists.
create table if not exists standing (
    flag_id         text primary key,
    state           text not null,              -- new | claimed | waiting | decided | reopened
    holder          text,                       -- who claimed it
    verdict         text,
    explanation     text,
    field           text,
    reason          text,
    actor           text not null,
    at              text not null,
    evidence_hash   text not null,
    version         integer not null,           -- rises with every act that changes the standing; notes leave it
    indicator       text not null,
    subject_kind    text not null,
    subject_id      text not null
);
create index if not exists standing_of_state on standing (state);

-- The audit log: each entry carries the hash of the one before it.
create table if not exists audit (
    seq             integer primary key,
    at              text not null,
    actor           text not null,
    action          text not null,              -- review.decide, view.save …
    object          text not null,              -- what it was done to
    before          text not null,              -- SHA-256 of what stood before
    after           text not null,              -- SHA-256 of what was written
    prev            text not null,
    hash            text not null
);

-- Views saved for everyone: a name and a query of the queue.
create table if not exists view (
    view_id         text primary key,
    name            text not null,
    query           text not null,
    actor           text not null,
    at              text not null,
    removed_at      text
);

create trigger if not exists event_stays_whole before update on event begin select raise(abort, 'history is not rewritten'); end;
create trigger if not exists event_stays before delete on event begin select raise(abort, 'history is not rewritten'); end;
create trigger if not exists audit_stays_whole before update on audit begin select raise(abort, 'history is not rewritten'); end;
create trigger if not exists audit_stays before delete on audit begin select raise(abort, 'history is not rewritten'); end;

-- Cases drawn for a blind look, flagged ones hidden among unflagged: what the unflagged hold tells how much is missed.
create table if not exists control (
    run_id          text not null,
    subject_id      text not null,
    position        integer not null,           -- in the list that was drawn
    is_flagged      integer not null,           -- not told to those who decide
    drawn_at        text not null,
    drawn_by        text not null,
    verdict         text,                       -- refer | explained | bad_data
    reason          text,
    decided_at      text,
    decided_by      text,
    primary key (run_id, subject_id)
);
