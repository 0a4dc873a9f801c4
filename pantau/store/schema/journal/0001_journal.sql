-- The journal: what anybody may one day have to prove. Instants are microseconds UTC.
CREATE TABLE journal (
    seq      INTEGER PRIMARY KEY CHECK (seq >= 1),
    at       INTEGER NOT NULL,
    author   TEXT NOT NULL,
    via      TEXT NOT NULL,
    kind     TEXT NOT NULL,
    subject  TEXT NOT NULL,
    payload  BLOB NOT NULL,
    previous BLOB NOT NULL CHECK (length(previous) = 32),
    hash     BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE INDEX journal_kind ON journal (kind);
CREATE INDEX journal_subject ON journal (subject);
CREATE INDEX journal_at ON journal (at);

CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
BEGIN
    SELECT raise(ABORT, 'the journal is append-only: an entry is never changed');
END;

CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
BEGIN
    SELECT raise(ABORT, 'the journal is append-only: an entry is never removed');
END;

-- INSERT OR REPLACE removes a row without firing the trigger above; this one stops it before that.
CREATE TRIGGER journal_in_order BEFORE INSERT ON journal
WHEN new.seq IS NOT (SELECT ifnull(max(seq), 0) + 1 FROM journal)
    OR new.previous IS NOT
        ifnull((SELECT hash FROM journal ORDER BY seq DESC LIMIT 1), zeroblob(32))
    OR new.at < ifnull((SELECT at FROM journal ORDER BY seq DESC LIMIT 1), new.at)
BEGIN
    SELECT raise(ABORT, 'the journal is append-only: an entry follows the last one');
END;
