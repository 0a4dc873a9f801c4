-- How this copy of the store is looked after. Instants are microseconds UTC, sizes bytes.
CREATE TABLE attempt ( -- at a backup into a directory
    target   TEXT NOT NULL,
    began_at INTEGER NOT NULL,
    ended_at INTEGER NOT NULL,
    name     TEXT,             -- of the backup; NULL where none was made
    size     INTEGER NOT NULL, -- of all of it
    written  INTEGER NOT NULL, -- what it added
    held     INTEGER NOT NULL, -- of all backups there
    trouble  TEXT,
    detail   TEXT NOT NULL,
    PRIMARY KEY (target, began_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE space ( -- the last look of each UTC day at the room that the data takes
    day  INTEGER PRIMARY KEY, -- whole days since 1970-01-01
    at   INTEGER NOT NULL,
    free INTEGER NOT NULL,    -- of the file system, and its size
    size INTEGER NOT NULL,
    used TEXT NOT NULL        -- JSON: bytes by what takes them
) STRICT;
