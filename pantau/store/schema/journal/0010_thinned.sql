-- Months of samples whose term is over: what was left of each, each time that something went.
CREATE TABLE thinned (
    month TEXT NOT NULL,    -- 2026-10, UTC
    seq   INTEGER NOT NULL, -- the entry that says so
    left  TEXT NOT NULL,    -- evidence, nothing
    PRIMARY KEY (month, seq)
) STRICT, WITHOUT ROWID;
