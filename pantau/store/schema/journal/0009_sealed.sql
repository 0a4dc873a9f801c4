-- Days of samples that were packed, each time that they were: what an entry said of their blocks.
CREATE TABLE sealed_day (
    day     TEXT NOT NULL,    -- 2026-10-31, UTC
    seq     INTEGER NOT NULL, -- the entry that says so; the newest one holds
    digest  TEXT NOT NULL,
    blocks  INTEGER NOT NULL,
    size    INTEGER NOT NULL, -- bytes
    PRIMARY KEY (day, seq)
) STRICT, WITHOUT ROWID;
