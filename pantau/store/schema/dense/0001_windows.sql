-- What dense echoes showed, a row for each site and window of ten seconds.
CREATE TABLE dense_window (
    site          TEXT NOT NULL,
    at            INTEGER NOT NULL,   -- its begin
    every_us      INTEGER NOT NULL,   -- an echo was sent so often
    sent          INTEGER NOT NULL,
    lost          INTEGER NOT NULL,
    bursts        INTEGER NOT NULL,   -- runs of lost ones
    longest       INTEGER NOT NULL,   -- so many echoes
    first         INTEGER NOT NULL,   -- lost at the very begin, and at the very end
    last          INTEGER NOT NULL,
    rtt_min_us    INTEGER,
    rtt_median_us INTEGER,
    rtt_max_us    INTEGER,
    jitter_us     INTEGER,            -- mean difference of so many pairs
    pairs         INTEGER NOT NULL,
    PRIMARY KEY (site, at)
) STRICT, WITHOUT ROWID;

CREATE INDEX dense_window_at ON dense_window (at);
