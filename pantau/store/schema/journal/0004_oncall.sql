-- What people said to the alerts. Author and time of each step stand in the journal (seq, ended).
CREATE TABLE silence (
    id     TEXT PRIMARY KEY,          -- S17
    seq    INTEGER NOT NULL,
    begins INTEGER NOT NULL,
    ends   INTEGER NOT NULL CHECK (ends > begins),
    scope  TEXT NOT NULL,
    sites  TEXT NOT NULL,             -- JSON
    kinds  TEXT NOT NULL,             -- JSON, empty: all
    ended  INTEGER                    -- the entry that ended it before its time
) STRICT;

CREATE INDEX silence_end ON silence (ends);

CREATE TABLE shift_change (
    seq    INTEGER NOT NULL,
    place  INTEGER NOT NULL,          -- in the entry
    rota   TEXT NOT NULL,
    begins INTEGER NOT NULL,
    ends   INTEGER NOT NULL CHECK (ends > begins),
    person TEXT NOT NULL,
    PRIMARY KEY (seq, place)
) STRICT, WITHOUT ROWID;

CREATE INDEX shift_change_end ON shift_change (rota, ends);
