-- Times in which a site was up but worse than its tier promises. They move no figure of the ledger.
CREATE TABLE degraded (
    id         TEXT PRIMARY KEY,          -- B17
    site       TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at   INTEGER CHECK (ended_at >= started_at),
    "end"      TEXT,
    shortfalls TEXT NOT NULL              -- JSON
) STRICT;

CREATE UNIQUE INDEX degraded_open ON degraded (site) WHERE ended_at IS NULL;
CREATE INDEX degraded_end ON degraded (ifnull(ended_at, 9223372036854775807));
