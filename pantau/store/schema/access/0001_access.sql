-- What proves that somebody is who they say. Who has an account is in the journal. Instants are
-- microseconds UTC; digests are SHA-256, so that nothing in here opens a session.
CREATE TABLE password (
    name   TEXT PRIMARY KEY,
    hash   TEXT NOT NULL,      -- argon2id, as argon2 writes it
    set_at INTEGER NOT NULL
) STRICT;

CREATE TABLE invitation (
    digest  BLOB PRIMARY KEY CHECK (length(digest) = 32),
    name    TEXT NOT NULL UNIQUE,
    expires INTEGER NOT NULL
) STRICT;

CREATE TABLE session (
    digest  BLOB PRIMARY KEY CHECK (length(digest) = 32),
    name    TEXT NOT NULL,
    way     TEXT NOT NULL,
    created INTEGER NOT NULL,
    seen    INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    agent   TEXT NOT NULL
) STRICT;

CREATE INDEX session_name ON session (name);

CREATE TABLE failure (
    at      INTEGER NOT NULL,
    name    BLOB NOT NULL,      -- eight bytes of SHA-256: people type passwords into this field
    address BLOB NOT NULL
) STRICT;

CREATE INDEX failure_name ON failure (name, at);
CREATE INDEX failure_address ON failure (address, at);

CREATE TABLE trip (
    digest   BLOB PRIMARY KEY CHECK (length(digest) = 32),
    state    TEXT NOT NULL,
    nonce    TEXT NOT NULL,
    verifier TEXT NOT NULL,
    goes_to  TEXT NOT NULL,
    expires  INTEGER NOT NULL
) STRICT;
