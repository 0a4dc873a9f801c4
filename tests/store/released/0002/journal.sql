CREATE TABLE migration (name TEXT PRIMARY KEY, digest TEXT NOT NULL) STRICT;
INSERT INTO "migration" VALUES ('0001_journal', 'f7e43a2f65a6597bc4a65834c073de8702852a55168ff697fb15c4444e42c395');
INSERT INTO "migration" VALUES ('0002_projections', 'c115187110f88ca4abaaa56909e16be9433a56bc53d617c273c98a7a8e88c0ba');
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
INSERT INTO "journal" VALUES (1, 1740758400000000, 'collector', 'pantau@monitor', 'watch_opened', 'run 1', CAST('{"previous_end":null,"previous_run":null,"previous_until":null,"run":1,"started_at":1740758400000000}' AS BLOB), X'0000000000000000000000000000000000000000000000000000000000000000', X'BEF01954FED536529C4195AF08CC393DFEA5D7A4F901175738F135BE027A3CCF');
INSERT INTO "journal" VALUES (2, 1740758400000000, 'collector', 'pantau@monitor', 'watch_sites', 'run 1', CAST('{"run":1,"since":{"desa":1740758400000000,"kantor":1740758400000000},"until":{}}' AS BLOB), X'BEF01954FED536529C4195AF08CC393DFEA5D7A4F901175738F135BE027A3CCF', X'82A9066240FAAF7678F8081A9C327EE3A261DEF4D62A8A055FF9A32D8CA6368A');
INSERT INTO "journal" VALUES (3, 1740758401000000, 'collector', 'pantau@monitor', 'inventory_applied', 'de4a70f362c0', CAST('{"added":[],"changed":[],"digest":"de4a70f362c0547774837d140215dd6b36b672f6445c6cf72cb7b00da42315f6","removed":[],"text":"version: 1\ntimezone: Asia/Makassar\ndefaults: {heartbeat: 5s}\nvantage:\n  references: [{name: internet, address: 127.64.255.9, layer: outside}]\ncontracts:\n  telkom:\n    provider: Telkom\n    from: 2020-01-01\n    to: 2099-12-31\n    policy: {restitution: {kind: prorata, cap: 1.0, rounding: half_up}}\n    tiers:\n      fo-50: {objective: 99.9, fee: 2500000}\n      fo-20: {objective: 99.0, fee: 1000000}\nsites:\n  - {id: kantor, name: Kantor Bupati, kind: opd, kecamatan: Tanah Grogot,\n     address: 127.64.1.1, contract: telkom, tier: fo-50}\n  - id: desa\n    name: Kantor Desa Contoh\n    kind: desa\n    kecamatan: Kuaro\n    address: 127.64.1.2\n    terms:\n      - {contract: telkom, tier: fo-20, to: 2025-03-15}\n      - {contract: telkom, tier: fo-50, from: 2025-03-16}\n  - {id: sekolah, name: SDN 001, kind: sekolah, kecamatan: Kuaro,\n     address: 127.64.1.3, contract: telkom, tier: fo-50}\n"}' AS BLOB), X'82A9066240FAAF7678F8081A9C327EE3A261DEF4D62A8A055FF9A32D8CA6368A', X'19B892A2A53A5D7CF908D2EEE7F20519C8D525BF3794EED871D8BABBE104058E');
INSERT INTO "journal" VALUES (4, 1741564810000000, 'collector', 'pantau@monitor', 'outage_opened', 'kantor', CAST('{"evidence":{"address":"127.64.1.1","echoes":[{"outcome":"unanswered","purpose":"heartbeat","sent_at":1741564800000000},{"outcome":"unanswered","purpose":"confirm","sent_at":1741564801000000},{"outcome":"unanswered","purpose":"confirm","sent_at":1741564802000000}],"false_alarm":1e-10,"loss":0.01,"needed":3,"pair_loss":0.02,"unanswered":3,"vouched":null,"witness":"internet","witness_sent_at":1741564801000000},"last_up_before":1741564795000000,"reason":"chance_ruled_out","site":"kantor","started_at":1741564800000000}' AS BLOB), X'19B892A2A53A5D7CF908D2EEE7F20519C8D525BF3794EED871D8BABBE104058E', X'583EF2E19FF79A756B0E96B1424C9B6B41B1660C2D9269A8AB0769388F424A76');
INSERT INTO "journal" VALUES (5, 1741572002000000, 'collector', 'pantau@monitor', 'outage_closed', 'kantor', CAST('{"ended_at":1741572000000000,"last_down_within":1741571999000000,"reason":"answered_again","site":"kantor"}' AS BLOB), X'583EF2E19FF79A756B0E96B1424C9B6B41B1660C2D9269A8AB0769388F424A76', X'C3E91D2DBD6DA29ED3E54B4A997A303E8E82CEF345264A71E3E6056E4C86632E');
INSERT INTO "journal" VALUES (6, 1741712401000000, 'collector', 'pantau@monitor', 'gap_opened', '*', CAST('{"but_sites":[],"ended_at":1741712400000000,"reason":"vantage_blind","site":"*","started_at":1741708800000000}' AS BLOB), X'C3E91D2DBD6DA29ED3E54B4A997A303E8E82CEF345264A71E3E6056E4C86632E', X'6702DFC2F614B4850933000B0C918E34176A8742D5F4706253BEF5B4A08ABD41');
INSERT INTO "journal" VALUES (7, 1743433210000000, 'collector', 'pantau@monitor', 'outage_opened', 'desa', CAST('{"evidence":{"address":"127.64.1.1","echoes":[{"outcome":"unanswered","purpose":"heartbeat","sent_at":1743433200000000},{"outcome":"unanswered","purpose":"confirm","sent_at":1743433201000000},{"outcome":"unanswered","purpose":"confirm","sent_at":1743433202000000}],"false_alarm":1e-10,"loss":0.01,"needed":3,"pair_loss":0.02,"unanswered":3,"vouched":null,"witness":"internet","witness_sent_at":1743433201000000},"last_up_before":1743433195000000,"reason":"chance_ruled_out","site":"desa","started_at":1743433200000000}' AS BLOB), X'6702DFC2F614B4850933000B0C918E34176A8742D5F4706253BEF5B4A08ABD41', X'C7AE2CF885C594DB62B3E98CA328840B6A4B38F1DE5A61E78B9E0C2F5FBCCE6D');
INSERT INTO "journal" VALUES (8, 1743436800000000, 'collector', 'pantau@monitor', 'watch_closed', 'run 1', CAST('{"end":"stopped","run":1,"until":1743436800000000}' AS BLOB), X'C7AE2CF885C594DB62B3E98CA328840B6A4B38F1DE5A61E78B9E0C2F5FBCCE6D', X'24CDB11B2B787B982190C44B22C299AC71F6B02C9A156C9104E51F30FA3D2FD4');
INSERT INTO "journal" VALUES (9, 1743523200000000, 'collector', 'pantau@monitor', 'watch_opened', 'run 2', CAST('{"previous_end":null,"previous_run":1,"previous_until":1743436800000000,"run":2,"started_at":1743523200000000}' AS BLOB), X'24CDB11B2B787B982190C44B22C299AC71F6B02C9A156C9104E51F30FA3D2FD4', X'A008A9BEFFCE93E7BB1903020E114AF277B2888530569D6607266CF101D168C3');
INSERT INTO "journal" VALUES (10, 1743523200000000, 'collector', 'pantau@monitor', 'watch_sites', 'run 2', CAST('{"run":2,"since":{"kantor":1743523200000000},"until":{}}' AS BLOB), X'A008A9BEFFCE93E7BB1903020E114AF277B2888530569D6607266CF101D168C3', X'EC929C3CAE25CD0F14D8BE3A8F841012F8D1F3A590C57F592D8B7BCD13F7E105');
INSERT INTO "journal" VALUES (11, 1743523440000000, 'collector', 'pantau@monitor', 'imported', 'maret.csv', CAST('{"digest":"abababababababababababababababababababababababababababababababab","file":"maret.csv","gaps":[],"observed":["sekolah"],"observed_from":1743177600000000,"observed_to":1743436800000000,"outages":[{"cause":"power","ended_at":1743184800000000,"site":"sekolah","started_at":1743181200000000,"ticket":"T-1"}]}' AS BLOB), X'EC929C3CAE25CD0F14D8BE3A8F841012F8D1F3A590C57F592D8B7BCD13F7E105', X'93563782E81FB954DD9E5076173A83BE7885C4735AF980706969EC9FCD192DF2');
CREATE TABLE watch (
    run        INTEGER PRIMARY KEY,
    started_at INTEGER NOT NULL,
    until      INTEGER NOT NULL,
    "end"      TEXT
) STRICT;
INSERT INTO "watch" VALUES (1, 1740758400000000, 1743436800000000, 'stopped');
INSERT INTO "watch" VALUES (2, 1743523200000000, 1743523440000000, NULL);
CREATE TABLE watch_site (
    run   INTEGER NOT NULL REFERENCES watch (run),
    site  TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER,
    PRIMARY KEY (run, site, since)
) STRICT, WITHOUT ROWID;
INSERT INTO "watch_site" VALUES (1, 'desa', 1740758400000000, NULL);
INSERT INTO "watch_site" VALUES (1, 'kantor', 1740758400000000, NULL);
INSERT INTO "watch_site" VALUES (2, 'kantor', 1743523200000000, NULL);
CREATE TABLE import_file (
    id            TEXT PRIMARY KEY,
    file          TEXT NOT NULL,
    digest        TEXT NOT NULL,
    observed_from INTEGER,
    observed_to   INTEGER,
    revoked       INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO "import_file" VALUES ('I11', 'maret.csv', 'abababababababababababababababababababababababababababababababab', 1743177600000000, 1743436800000000, 0);
CREATE TABLE import_span (
    import_id TEXT NOT NULL REFERENCES import_file (id),
    site      TEXT NOT NULL,
    since     INTEGER NOT NULL,
    until     INTEGER NOT NULL CHECK (until >= since),
    PRIMARY KEY (import_id, site)
) STRICT, WITHOUT ROWID;
INSERT INTO "import_span" VALUES ('I11', 'sekolah', 1743177600000000, 1743436800000000);
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
INSERT INTO "outage" VALUES ('O4', 'kantor', 1741564800000000, 1741572000000000, 1741564795000000, 1741571999000000, 'unknown', 'undecided', NULL, NULL, 0);
INSERT INTO "outage" VALUES ('O7', 'desa', 1743433200000000, NULL, 1743433195000000, NULL, 'unknown', 'undecided', NULL, NULL, 0);
INSERT INTO "outage" VALUES ('O11-1', 'sekolah', 1743181200000000, 1743184800000000, NULL, NULL, 'power', 'undecided', 'T-1', 'I11', 0);
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
INSERT INTO "gap" VALUES ('G6', '*', 1741708800000000, 1741712400000000, 'vantage_blind', '[]', NULL, NULL, 0);
CREATE TABLE inventory (
    digest     TEXT PRIMARY KEY,
    text       TEXT NOT NULL,
    applied_by INTEGER NOT NULL -- the entry that applied it last
) STRICT;
INSERT INTO "inventory" VALUES ('de4a70f362c0547774837d140215dd6b36b672f6445c6cf72cb7b00da42315f6', 'version: 1
timezone: Asia/Makassar
defaults: {heartbeat: 5s}
vantage:
  references: [{name: internet, address: 127.64.255.9, layer: outside}]
contracts:
  telkom:
    provider: Telkom
    from: 2020-01-01
    to: 2099-12-31
    policy: {restitution: {kind: prorata, cap: 1.0, rounding: half_up}}
    tiers:
      fo-50: {objective: 99.9, fee: 2500000}
      fo-20: {objective: 99.0, fee: 1000000}
sites:
  - {id: kantor, name: Kantor Bupati, kind: opd, kecamatan: Tanah Grogot,
     address: 127.64.1.1, contract: telkom, tier: fo-50}
  - id: desa
    name: Kantor Desa Contoh
    kind: desa
    kecamatan: Kuaro
    address: 127.64.1.2
    terms:
      - {contract: telkom, tier: fo-20, to: 2025-03-15}
      - {contract: telkom, tier: fo-50, from: 2025-03-16}
  - {id: sekolah, name: SDN 001, kind: sekolah, kecamatan: Kuaro,
     address: 127.64.1.3, contract: telkom, tier: fo-50}
', 3);
CREATE TABLE site_state (
    site          TEXT PRIMARY KEY,
    state         TEXT NOT NULL,
    since         INTEGER NOT NULL,
    suspect_since INTEGER,
    pairs         INTEGER NOT NULL,
    pairs_lost    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
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
CREATE TRIGGER journal_in_order BEFORE INSERT ON journal
WHEN new.seq IS NOT (SELECT ifnull(max(seq), 0) + 1 FROM journal)
    OR new.previous IS NOT
        ifnull((SELECT hash FROM journal ORDER BY seq DESC LIMIT 1), zeroblob(32))
    OR new.at < ifnull((SELECT at FROM journal ORDER BY seq DESC LIMIT 1), new.at)
BEGIN
    SELECT raise(ABORT, 'the journal is append-only: an entry follows the last one');
END;
CREATE UNIQUE INDEX watch_open ON watch (("end" IS NULL)) WHERE "end" IS NULL;
CREATE UNIQUE INDEX outage_open ON outage (site) WHERE ended_at IS NULL;
CREATE INDEX outage_end ON outage (ifnull(ended_at, 9223372036854775807));
CREATE INDEX outage_import ON outage (import_id) WHERE import_id IS NOT NULL;
CREATE UNIQUE INDEX gap_open ON gap (site, reason) WHERE ended_at IS NULL;
CREATE INDEX gap_end ON gap (ifnull(ended_at, 9223372036854775807));
CREATE INDEX gap_import ON gap (import_id) WHERE import_id IS NOT NULL;
