-- Devices that run on battery or on their reserve supply now.
CREATE TABLE on_reserve (
    site  TEXT NOT NULL,
    probe TEXT NOT NULL,
    since INTEGER NOT NULL, -- microseconds UTC
    seq   INTEGER NOT NULL, -- the entry that says so
    PRIMARY KEY (site, probe)
) STRICT, WITHOUT ROWID;
