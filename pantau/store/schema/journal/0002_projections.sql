-- What the journal's entries add up to now. Each table can be rebuilt from the journal, except
-- watch.until of the run that is still open, which moves with every commit.
CREATE TABLE watch (
    run        INTEGER PRIMARY KEY,
    started_at INTEGER NOT NULL,
    until      INTEGER NOT NULL,
    "end"      TEXT
) STRICT;

CREATE UNIQUE INDEX watch_open ON watch (("end" IS NULL)) WHERE "end" IS NULL;

CREATE TABLE watch_site (
    run   INTEGER NOT NULL REFERENCES watch (run),
    site  TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER,
    PRIMARY KEY (run, site, since)
) STRICT, WITHOUT ROWID;

CREATE TABLE import_file (
    id            TEXT PRIMARY KEY,
    file          TEXT NOT NULL,
    digest        TEXT NOT NULL,
    observed_from INTEGER,
    observed_to   INTEGER,
    revoked       INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE import_span (
    import_id TEXT NOT NULL REFERENCES import_file (id),
    site      TEXT NOT NULL,
    since     INTEGER NOT NULL,
    until     INTEGER NOT NULL CHECK (until >= since),
    PRIMARY KEY (import_id, site)
) STRICT, WITHOUT ROWID;

CREATE TABLE outage (
    id               TEXT PRIMARY KEY,
    site             TEXT NOT NULL,
    started_at       INTEGER NOT NULL,
    ended_at         INTEGER CHECK (ended_at >= started_at),
    last_up_before   INTEGER,
    last_down_within INTEGER,
    cause            TEXT NOT NULL DEFAULT 'unknown',
    liability        TEXT NOT NULL DEFAULT 'undecided',
    ticket           TEXT,
    import_id        TEXT REFERENCES import_file (id),
    revoked          INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE UNIQUE INDEX outage_open ON outage (site) WHERE ended_at IS NULL;
CREATE INDEX outage_end ON outage (ifnull(ended_at, 9223372036854775807));
CREATE INDEX outage_import ON outage (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE gap (
    id         TEXT PRIMARY KEY,
    site       TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at   INTEGER CHECK (ended_at >= started_at),
    reason     TEXT NOT NULL,
    but_sites  TEXT NOT NULL DEFAULT '[]',
    note       TEXT,
    import_id  TEXT REFERENCES import_file (id),
    revoked    INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE UNIQUE INDEX gap_open ON gap (site, reason) WHERE ended_at IS NULL;
CREATE INDEX gap_end ON gap (ifnull(ended_at, 9223372036854775807));
CREATE INDEX gap_import ON gap (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE inventory (
    digest     TEXT PRIMARY KEY,
    text       TEXT NOT NULL,
    applied_by INTEGER NOT NULL -- the entry that applied it last
) STRICT;

-- A cache of the collector's thoughts, written with each commit; no projection of the journal.
CREATE TABLE site_state (
    site          TEXT PRIMARY KEY,
    state         TEXT NOT NULL,
    since         INTEGER NOT NULL,
    suspect_since INTEGER,
    pairs         INTEGER NOT NULL,
    pairs_lost    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
