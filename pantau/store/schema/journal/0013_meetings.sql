-- Meetings over the network, as they were planned or changed last. Author and time of each step
-- stand in the journal.
CREATE TABLE meeting (
    id        TEXT PRIMARY KEY,       -- R17
    planned   INTEGER NOT NULL,       -- the entry that planned it
    changed   INTEGER,                -- the one that changed it last
    begins    INTEGER NOT NULL,
    ends      INTEGER NOT NULL CHECK (ends > begins),
    cancelled INTEGER                 -- the one that cancelled it
) STRICT;

CREATE INDEX meeting_end ON meeting (ends);
