-- What each further probe answered last. Instants are microseconds UTC.
CREATE TABLE answer (
    site    TEXT NOT NULL,
    probe   TEXT NOT NULL,
    kind    TEXT NOT NULL,
    at      INTEGER NOT NULL, -- when it was asked
    outcome TEXT NOT NULL,
    since   INTEGER NOT NULL, -- when it was asked first with this outcome, of those in a row
    rtt_us  INTEGER,
    details TEXT NOT NULL,    -- JSON
    PRIMARY KEY (site, probe)
) STRICT, WITHOUT ROWID;
