-- What people said: proposals and what became of them, dealings with the provider, months.
-- Author and time of each step stand in the journal under its number (seq, decided, ...).
CREATE TABLE proposal (
    id       TEXT PRIMARY KEY, -- X17: an exclusion, V17: a void
    seq      INTEGER NOT NULL,
    standing TEXT NOT NULL,
    decided  INTEGER           -- the entry of the last decision
) STRICT;

CREATE TABLE exclusion (
    id       TEXT PRIMARY KEY REFERENCES proposal (id),
    category TEXT NOT NULL,
    begins   INTEGER NOT NULL,
    ends     INTEGER NOT NULL CHECK (ends > begins),
    scope    TEXT NOT NULL,
    sites    TEXT NOT NULL
) STRICT;

CREATE INDEX exclusion_end ON exclusion (ends);

CREATE TABLE void (
    id     TEXT PRIMARY KEY REFERENCES proposal (id),
    outage TEXT NOT NULL
) STRICT;

CREATE INDEX void_outage ON void (outage);

-- Whether an approved void stands, the ticket and when it was reported, who has it in hand.
ALTER TABLE outage ADD COLUMN voided INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outage ADD COLUMN reported_at INTEGER;
ALTER TABLE outage ADD COLUMN acknowledged INTEGER; -- the entry

CREATE TABLE maintenance (
    id        TEXT PRIMARY KEY,
    seq       INTEGER NOT NULL,
    begins    INTEGER NOT NULL,
    ends      INTEGER NOT NULL CHECK (ends > begins),
    scope     TEXT NOT NULL,
    sites     TEXT NOT NULL,
    cancelled INTEGER          -- the entry
) STRICT;

CREATE INDEX maintenance_end ON maintenance (ends);

CREATE TABLE ticket (
    number      TEXT PRIMARY KEY,
    seq         INTEGER NOT NULL, -- the newest entry
    reported_at INTEGER,
    opened_at   INTEGER,
    closed_at   INTEGER
) STRICT;

CREATE TABLE objection (
    id         TEXT PRIMARY KEY,
    seq        INTEGER NOT NULL,
    month      TEXT NOT NULL,
    site       TEXT NOT NULL,
    about      TEXT NOT NULL,
    settlement TEXT,
    answered   INTEGER           -- the entry
) STRICT;

CREATE TABLE invoice (
    contract TEXT NOT NULL,
    invoice  TEXT NOT NULL,
    seq      INTEGER NOT NULL,  -- the newest entry
    month    TEXT NOT NULL,
    billed   INTEGER NOT NULL,
    deducted INTEGER NOT NULL,
    paid     INTEGER,
    PRIMARY KEY (contract, invoice)
) STRICT, WITHOUT ROWID;

CREATE TABLE provider_list (
    id      TEXT PRIMARY KEY,
    seq     INTEGER NOT NULL,
    digest  TEXT NOT NULL,
    begins  INTEGER NOT NULL,
    ends    INTEGER NOT NULL,
    revoked INTEGER
) STRICT;

CREATE TABLE month (
    month    TEXT PRIMARY KEY,
    state    TEXT NOT NULL,
    revision INTEGER NOT NULL,
    seq      INTEGER NOT NULL,   -- the entry that brought it here
    result   TEXT,               -- of the revision closed last
    closed   INTEGER,            -- the entry that closed it last
    begins   INTEGER,
    ends     INTEGER
) STRICT;

-- Personal data, beside the chain so that it can be erased; no projection of the journal.
CREATE TABLE person (
    id   TEXT PRIMARY KEY,
    text TEXT
) STRICT;
