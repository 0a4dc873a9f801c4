-- A tool that somebody leaves watched a site in several spans: it was stopped in between.
CREATE TABLE import_span_new (
    import_id TEXT NOT NULL REFERENCES import_file (id),
    site      TEXT NOT NULL,
    since     INTEGER NOT NULL,
    until     INTEGER NOT NULL CHECK (until >= since),
    PRIMARY KEY (import_id, site, since)
) STRICT, WITHOUT ROWID;

INSERT INTO import_span_new SELECT * FROM import_span;
DROP TABLE import_span;
ALTER TABLE import_span_new RENAME TO import_span;
