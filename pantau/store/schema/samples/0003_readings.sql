-- What devices said of themselves, a row a minute, site and probe; the columns are those of
-- pantau/facts/device.py, in its order. The tables of samples, once more.
CREATE TABLE reading_hot (
    minute           INTEGER NOT NULL, -- whole minutes since 1970-01-01 UTC
    site_no          INTEGER NOT NULL REFERENCES site (no),
    probe_no         INTEGER NOT NULL REFERENCES probe (no),
    uptime_s         INTEGER,
    interface_up     INTEGER,
    in_bps           INTEGER,
    out_bps          INTEGER,
    errors           INTEGER,
    discards         INTEGER,
    cpu_percent      INTEGER,
    temperature_dc   INTEGER,
    voltage_dv       INTEGER,
    mains            INTEGER,
    battery_s        INTEGER,
    battery_left_min INTEGER,
    battery_percent  INTEGER,
    PRIMARY KEY (minute, site_no, probe_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE reading_sealed (
    site_no  INTEGER NOT NULL REFERENCES site (no),
    probe_no INTEGER NOT NULL REFERENCES probe (no),
    day      INTEGER NOT NULL, -- whole days since 1970-01-01 UTC
    last     INTEGER NOT NULL, -- the newest minute in the block, as in reading_hot
    block    BLOB NOT NULL,
    PRIMARY KEY (site_no, probe_no, day)
) STRICT;

CREATE INDEX reading_sealed_by_day ON reading_sealed (day, last);
