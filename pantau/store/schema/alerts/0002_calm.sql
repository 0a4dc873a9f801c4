-- Until when a storm holds back what is told to a receiver. Instants are microseconds UTC.
CREATE TABLE calm (
    receiver TEXT NOT NULL,
    urgent   INTEGER NOT NULL CHECK (urgent IN (0, 1)), -- 1: what goes wrong now; 0: slow figures
    until    INTEGER NOT NULL,
    PRIMARY KEY (receiver, urgent)
) STRICT, WITHOUT ROWID;
