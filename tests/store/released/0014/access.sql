CREATE TABLE migration (name TEXT PRIMARY KEY, digest TEXT NOT NULL) STRICT;
INSERT INTO "migration" VALUES ('0001_access', 'deaee8f7311c163c8b25b1b9187335facf97a777e0f8f322cd684296624c25d5');
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
INSERT INTO "invitation" VALUES (X'0C30809034CAF7D1BB9EC4FA184EB0E70C5AEE5A967A6C31780DC873DA8BFE5C', 'rina', 1795834303784851);
CREATE TABLE session (
    digest  BLOB PRIMARY KEY CHECK (length(digest) = 32),
    name    TEXT NOT NULL,
    way     TEXT NOT NULL,
    created INTEGER NOT NULL,
    seen    INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    agent   TEXT NOT NULL
) STRICT;
CREATE TABLE failure (
    at      INTEGER NOT NULL,
    name    BLOB NOT NULL,      -- eight bytes of SHA-256: people type passwords into this field
    address BLOB NOT NULL
) STRICT;
CREATE TABLE trip (
    digest   BLOB PRIMARY KEY CHECK (length(digest) = 32),
    state    TEXT NOT NULL,
    nonce    TEXT NOT NULL,
    verifier TEXT NOT NULL,
    goes_to  TEXT NOT NULL,
    expires  INTEGER NOT NULL
) STRICT;
CREATE INDEX session_name ON session (name);
CREATE INDEX failure_name ON failure (name, at);
CREATE INDEX failure_address ON failure (address, at);
