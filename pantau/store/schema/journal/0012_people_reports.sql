-- What people in the villages told, as it stands. Phone and words lie in person, under these ids.
CREATE TABLE people_report (
    id          TEXT PRIMARY KEY,      -- W17
    seq         INTEGER NOT NULL,
    code        TEXT NOT NULL UNIQUE,  -- by which whoever told it sees what became of it
    village     TEXT NOT NULL,
    what        TEXT NOT NULL,
    since       INTEGER,
    reported_at INTEGER NOT NULL,
    site        TEXT,
    channel     TEXT NOT NULL,
    phone       TEXT,
    words       TEXT,
    standing    TEXT NOT NULL,
    settled     INTEGER,               -- the entry of the last word
    erased      INTEGER                -- the entry
) STRICT;

CREATE INDEX people_report_time ON people_report (reported_at);
