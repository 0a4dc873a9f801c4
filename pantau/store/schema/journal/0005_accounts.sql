-- Who may come in, and as what. Author and time of each step stand in the journal (seq, closed).
CREATE TABLE account (
    name      TEXT PRIMARY KEY,
    seq       INTEGER NOT NULL,  -- the entry that opened it last
    full_name TEXT NOT NULL,
    role      TEXT NOT NULL,
    way       TEXT NOT NULL,
    provider  TEXT,
    closed    INTEGER            -- the entry
) STRICT;
