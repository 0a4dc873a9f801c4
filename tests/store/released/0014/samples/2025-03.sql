CREATE TABLE migration (name TEXT PRIMARY KEY, digest TEXT NOT NULL) STRICT;
INSERT INTO "migration" VALUES ('0001_hot', '92e5ff8309e5913126f2e980c84a39627977ff8eb329e74e6e14792abedefedb');
INSERT INTO "migration" VALUES ('0002_sealed', '4b2af5d1d040ab8a6f76096d15fce439e4033d524ce6de4464809f19cd01acff');
INSERT INTO "migration" VALUES ('0003_readings', '57cde078f2c199721dc705c7fec9266b9b199ae4dc491205f948d5c6e63d813d');
CREATE TABLE site (no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT;
INSERT INTO "site" VALUES (1, 'kantor');
INSERT INTO "site" VALUES (2, 'desa');
CREATE TABLE probe (no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT;
INSERT INTO "probe" VALUES (1, 'icmp');
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
INSERT INTO "hot" VALUES (29026080, 1, 1, 12, 0, NULL, NULL, NULL, NULL);
INSERT INTO "hot" VALUES (29026080, 2, 1, 12, 11, 900, 1000, 1100, 50);
INSERT INTO "hot" VALUES (29026081, 2, 1, 12, 11, 900, 1000, 1100, 50);
INSERT INTO "hot" VALUES (29026082, 2, 1, 12, 11, 900, 1000, 1100, 50);
INSERT INTO "hot" VALUES (29026083, 2, 1, 12, 11, 900, 1000, 1100, 50);
INSERT INTO "hot" VALUES (29026084, 2, 1, 12, 11, 900, 1000, 1100, 50);
INSERT INTO "hot" VALUES (29026085, 2, 1, 12, 11, 900, 1000, 1100, 50);
INSERT INTO "hot" VALUES (29026086, 2, 1, 12, 11, 900, 1000, 1100, 50);
INSERT INTO "hot" VALUES (29026087, 2, 1, 12, 11, 900, 1000, 1100, 50);
INSERT INTO "hot" VALUES (29026088, 2, 1, 12, 11, 900, 1000, 1100, 50);
INSERT INTO "hot" VALUES (29026089, 2, 1, 12, 11, 900, 1000, 1100, 50);
INSERT INTO "hot" VALUES (29026090, 2, 1, 12, 11, 900, 1000, 1100, 50);
INSERT INTO "hot" VALUES (29026091, 2, 1, 12, 11, 900, 1000, 1100, 50);
INSERT INTO "hot" VALUES (29026092, 2, 1, 12, 11, 900, 1000, 1100, 50);
INSERT INTO "hot" VALUES (29026093, 2, 1, 12, 11, 900, 1000, 1100, 50);
INSERT INTO "hot" VALUES (29026094, 2, 1, 12, 11, 900, 1000, 1100, 50);
INSERT INTO "hot" VALUES (29026095, 2, 1, 12, 11, 900, 1000, 1100, 50);
INSERT INTO "hot" VALUES (29026096, 2, 1, 12, 11, 900, 1000, 1100, 50);
INSERT INTO "hot" VALUES (29026097, 2, 1, 12, 11, 900, 1000, 1100, 50);
INSERT INTO "hot" VALUES (29026098, 2, 1, 12, 11, 900, 1000, 1100, 50);
INSERT INTO "hot" VALUES (29026099, 2, 1, 12, 11, 900, 1000, 1100, 50);
INSERT INTO "hot" VALUES (29026100, 2, 1, 12, 11, 900, 1000, 1100, 50);
INSERT INTO "hot" VALUES (29026101, 2, 1, 12, 11, 900, 1000, 1100, 50);
INSERT INTO "hot" VALUES (29026102, 2, 1, 12, 11, 900, 1000, 1100, 50);
INSERT INTO "hot" VALUES (29026103, 2, 1, 12, 11, 900, 1000, 1100, 50);
INSERT INTO "hot" VALUES (29026104, 2, 1, 12, 11, 900, 1000, 1100, 50);
INSERT INTO "hot" VALUES (29026105, 2, 1, 12, 11, 900, 1000, 1100, 50);
INSERT INTO "hot" VALUES (29026106, 2, 1, 12, 11, 900, 1000, 1100, 50);
INSERT INTO "hot" VALUES (29026107, 2, 1, 12, 11, 900, 1000, 1100, 50);
INSERT INTO "hot" VALUES (29026108, 2, 1, 12, 11, 900, 1000, 1100, 50);
INSERT INTO "hot" VALUES (29026109, 2, 1, 12, 11, 900, 1000, 1100, 50);
CREATE TABLE sealed (
    site_no  INTEGER NOT NULL REFERENCES site (no),
    probe_no INTEGER NOT NULL REFERENCES probe (no),
    day      INTEGER NOT NULL, -- whole days since 1970-01-01 UTC
    last     INTEGER NOT NULL, -- the newest minute in the block, as in hot
    block    BLOB NOT NULL,
    PRIMARY KEY (site_no, probe_no, day)
) STRICT;
INSERT INTO "sealed" VALUES (1, 1, 20156, 29026079, X'0128B52FFD24F01C010098000001010B008303E74B04310000000000000006002023200CE466D9160CC445012C0800000108000001080000010800000108000001080000010100005D0EFB32');
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
CREATE INDEX sealed_by_day ON sealed (day, last);
CREATE INDEX reading_sealed_by_day ON reading_sealed (day, last);
