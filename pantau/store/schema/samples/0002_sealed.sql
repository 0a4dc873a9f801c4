-- A UTC day that is over, one block a site and probe; its form is told in pantau/store/block.py.
-- A sample that came later stands in hot, and goes before what the block says of its minute.
CREATE TABLE sealed (
    site_no  INTEGER NOT NULL REFERENCES site (no),
    probe_no INTEGER NOT NULL REFERENCES probe (no),
    day      INTEGER NOT NULL, -- whole days since 1970-01-01 UTC
    last     INTEGER NOT NULL, -- the newest minute in the block, as in hot
    block    BLOB NOT NULL,
    PRIMARY KEY (site_no, probe_no, day)
) STRICT;

CREATE INDEX sealed_by_day ON sealed (day, last);
