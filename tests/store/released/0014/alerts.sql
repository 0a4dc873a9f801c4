CREATE TABLE migration (name TEXT PRIMARY KEY, digest TEXT NOT NULL) STRICT;
INSERT INTO "migration" VALUES ('0001_outbox', '1baab47867c6fcd5de8eb1be19dedd90e13bff229fbf5eaf5bc04abfaa37ecf6');
INSERT INTO "migration" VALUES ('0002_calm', '43a2a26f982fbd6952e87768a6cda7ead0104830b4968ab4f96b9af5cc5d6850');
CREATE TABLE told (
    episode      TEXT NOT NULL,
    receiver     TEXT NOT NULL,
    route        TEXT NOT NULL,
    "group"      TEXT NOT NULL,
    first_at     INTEGER NOT NULL,
    last_at      INTEGER NOT NULL,
    step         INTEGER NOT NULL,
    sites        TEXT NOT NULL,    -- JSON, as they were told last
    plan         TEXT NOT NULL,    -- JSON, the escalation as it was when it was first told
    acknowledged INTEGER NOT NULL,
    PRIMARY KEY (episode, receiver)
) STRICT, WITHOUT ROWID;
CREATE TABLE letter (
    number       INTEGER PRIMARY KEY,
    id           TEXT NOT NULL UNIQUE,
    receiver     TEXT NOT NULL,
    "group"      TEXT NOT NULL,
    at           INTEGER NOT NULL, -- when it became true
    body         TEXT NOT NULL,    -- JSON
    queued_at    INTEGER NOT NULL,
    place        INTEGER NOT NULL, -- in the queue; that of the first where it folds several
    state        TEXT NOT NULL DEFAULT 'waiting'
        CHECK (state IN ('waiting', 'sent', 'dead', 'folded')),
    attempts     INTEGER NOT NULL DEFAULT 0,
    retry_at     INTEGER NOT NULL DEFAULT 0,
    leased_at    INTEGER,
    leased_until INTEGER NOT NULL DEFAULT 0,
    handed_over  INTEGER NOT NULL DEFAULT 0,
    error        TEXT,             -- the last one, or why it is dead
    ended_at     INTEGER CHECK ((ended_at IS NULL) = (state = 'waiting')),
    reference    TEXT,             -- what the other side calls it
    folded_into  TEXT              -- the id of the letter that says it too
) STRICT;
CREATE TABLE receiver (
    name     TEXT PRIMARY KEY,
    sent_at  INTEGER,
    error    TEXT,
    error_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE alerter (
    one           INTEGER PRIMARY KEY CHECK (one = 1),
    cursor        INTEGER NOT NULL DEFAULT 0,
    remembered_at INTEGER,
    beat_at       INTEGER,
    details       TEXT
) STRICT;
INSERT INTO "alerter" VALUES (1, 0, NULL, NULL, NULL);
CREATE TABLE calm (
    receiver TEXT NOT NULL,
    urgent   INTEGER NOT NULL CHECK (urgent IN (0, 1)), -- 1: what goes wrong now; 0: slow figures
    until    INTEGER NOT NULL,
    PRIMARY KEY (receiver, urgent)
) STRICT, WITHOUT ROWID;
CREATE INDEX letter_waiting ON letter (receiver, place, number) WHERE state = 'waiting';
CREATE INDEX letter_ended ON letter (ended_at) WHERE ended_at IS NOT NULL;
