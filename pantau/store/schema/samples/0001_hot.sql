-- One file a UTC month. Keyed by minute first: a minute's 300 rows lie side by side, so that a
-- commit writes a few pages and not one page per site.
CREATE TABLE site (no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE probe (no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE hot (
    minute        INTEGER NOT NULL, -- whole minutes since 1970-01-01 UTC
    site_no       INTEGER NOT NULL REFERENCES site (no),
    probe_no      INTEGER NOT NULL REFERENCES probe (no),
    sent          INTEGER NOT NULL,
    received      INTEGER NOT NULL,
    rtt_min_us    INTEGER,
    rtt_median_us INTEGER,
    rtt_max_us    INTEGER,
    jitter_us     INTEGER,
    PRIMARY KEY (minute, site_no, probe_no)
) STRICT, WITHOUT ROWID;
