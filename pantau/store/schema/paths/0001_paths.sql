-- The last path on which each site answered.
CREATE TABLE path (
    site     TEXT PRIMARY KEY,
    address  TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    hops     TEXT NOT NULL -- JSON, a list: who answered at each hop, null where nobody did
) STRICT, WITHOUT ROWID;
