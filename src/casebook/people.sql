-- Who may work here: users, their sessions, and keys of programs. Secrets are kept only as hashes.

-- One row per user. Never deleted: the log names them.
create table if not exists user (
    name            text primary key,
    role            text not null,              -- viewer | reviewer | auditor | admin
    password        text not null,              -- scrypt$N$r$p$salt$hash
    created_at      text not null,
    created_by      text not null,
    disabled_at     text
);

-- One row per log-in. The token itself is only in the reader's cookie.
create table if not exists session (
    token_hash      text primary key,           -- SHA-256
    user            text not null,
    opened_at       text not null,
    seen_at         text not null,
    ended_at        text
);
create index if not exists session_of_user on session (user);

-- One row per key of a program.
create table if not exists api_key (
    key_id          text primary key,
    name            text not null,
    role            text not null,
    scopes          text not null,              -- words apart by a space; a key may do what both its role and its scopes allow
    secret_hash     text not null,              -- SHA-256 of 32 random letters: long enough that a slow hash adds nothing
    created_at      text not null,
    created_by      text not null,
    expires_at      text not null,
    used_at         text,
    revoked_at      text
);
