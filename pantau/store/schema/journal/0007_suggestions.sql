-- What the collector suggests as the cause of an outage: its newest word about each.
CREATE TABLE suggestion (
    outage TEXT PRIMARY KEY REFERENCES outage (id),
    seq    INTEGER NOT NULL -- the entry that says so
) STRICT, WITHOUT ROWID;
