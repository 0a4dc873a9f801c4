CREATE TABLE migration (name TEXT PRIMARY KEY, digest TEXT NOT NULL) STRICT;
INSERT INTO "migration" VALUES ('0001_journal', 'f7e43a2f65a6597bc4a65834c073de8702852a55168ff697fb15c4444e42c395');
INSERT INTO "migration" VALUES ('0002_projections', 'c115187110f88ca4abaaa56909e16be9433a56bc53d617c273c98a7a8e88c0ba');
INSERT INTO "migration" VALUES ('0003_people', 'e8539e4b8701cefecb52a7acd5f51c38e8f9112e6819bf95e10627b0124c0c00');
INSERT INTO "migration" VALUES ('0004_oncall', '9e57c9ca4ddca12ccc5e7d06c3acf6f90916fdbf15a895a533ec4484149898fa');
INSERT INTO "migration" VALUES ('0005_accounts', '3c29c893f0d8c41152883d121700b83f4bd864bb191e276705a506a2ea82ecfa');
INSERT INTO "migration" VALUES ('0006_power', '92a397840b7fdc186c1ba2aee4b3188a4ad810cf07eb3fd71f32c12b01386147');
INSERT INTO "migration" VALUES ('0007_suggestions', '4ea092d49ff157c378bd940354e77009437111b896cb5afb67bfc062c57f3ba9');
INSERT INTO "migration" VALUES ('0008_degraded', '89376bb2b8257dc55ed1456b3e91122251944540f705a81cd88f58b703c52dcb');
INSERT INTO "migration" VALUES ('0009_sealed', 'c58763b7e8ae656ba966909ce498b2a6000789c6ab3443f788aef2f6cca38f88');
INSERT INTO "migration" VALUES ('0010_thinned', '66f823688e20e828927e79a7ff0dca3855fa37a45a3bdb9a6f5dc725e6e0b112');
INSERT INTO "migration" VALUES ('0011_import_spans', 'f77d738699beed6b40dc6373b2b51193c039f66f5933191a589926a20092ba00');
INSERT INTO "migration" VALUES ('0012_people_reports', '233c0f41f580201cf587d71846d4365978c8edecb789adcaff38439d73bdceb8');
INSERT INTO "migration" VALUES ('0013_meetings', '9d22ea32ea9b728baeaf82b42f45a4362bb4d49877979e24cdd255735b4c07ba');
INSERT INTO "migration" VALUES ('0014_fading', 'c11860e5d6b615962eb09ef39cb29e749fffb69ed5df20b4761ce5a4bb5ddf48');
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
INSERT INTO "journal" VALUES (3, 1740758401000000, 'collector', 'pantau@monitor', 'inventory_applied', 'de4a70f362c0', CAST('{"added":[],"changed":[],"correction":"","digest":"de4a70f362c0547774837d140215dd6b36b672f6445c6cf72cb7b00da42315f6","removed":[],"role":null,"text":"version: 1\ntimezone: Asia/Makassar\ndefaults: {heartbeat: 5s}\nvantage:\n  references: [{name: internet, address: 127.64.255.9, layer: outside}]\ncontracts:\n  telkom:\n    provider: Telkom\n    from: 2020-01-01\n    to: 2099-12-31\n    policy: {restitution: {kind: prorata, cap: 1.0, rounding: half_up}}\n    tiers:\n      fo-50: {objective: 99.9, fee: 2500000}\n      fo-20: {objective: 99.0, fee: 1000000}\nsites:\n  - {id: kantor, name: Kantor Bupati, kind: opd, kecamatan: Tanah Grogot,\n     address: 127.64.1.1, contract: telkom, tier: fo-50}\n  - id: desa\n    name: Kantor Desa Contoh\n    kind: desa\n    kecamatan: Kuaro\n    address: 127.64.1.2\n    terms:\n      - {contract: telkom, tier: fo-20, to: 2025-03-15}\n      - {contract: telkom, tier: fo-50, from: 2025-03-16}\n  - {id: sekolah, name: SDN 001, kind: sekolah, kecamatan: Kuaro,\n     address: 127.64.1.3, contract: telkom, tier: fo-50}\n"}' AS BLOB), X'82A9066240FAAF7678F8081A9C327EE3A261DEF4D62A8A055FF9A32D8CA6368A', X'91B9642D373306C2CD8DF23E2B5D27E3C949490738E3F4B88B7C59AA105AF0AD');
INSERT INTO "journal" VALUES (4, 1741564810000000, 'collector', 'pantau@monitor', 'outage_opened', 'kantor', CAST('{"evidence":{"address":"127.64.1.1","echoes":[{"outcome":"unanswered","purpose":"heartbeat","sent_at":1741564800000000},{"outcome":"unanswered","purpose":"confirm","sent_at":1741564801000000},{"outcome":"unanswered","purpose":"confirm","sent_at":1741564802000000}],"false_alarm":1e-10,"loss":0.01,"needed":3,"pair_loss":0.02,"unanswered":3,"vouched":null,"witness":"internet","witness_sent_at":1741564801000000},"last_up_before":1741564795000000,"reason":"chance_ruled_out","site":"kantor","started_at":1741564800000000}' AS BLOB), X'91B9642D373306C2CD8DF23E2B5D27E3C949490738E3F4B88B7C59AA105AF0AD', X'A398C30A49A7D0D04E0B99B2E6F3EBFFA7CA4305B495FA3C0CB7A22ED4BF2F39');
INSERT INTO "journal" VALUES (5, 1741572002000000, 'collector', 'pantau@monitor', 'outage_closed', 'kantor', CAST('{"ended_at":1741572000000000,"last_down_within":1741571999000000,"reason":"answered_again","site":"kantor"}' AS BLOB), X'A398C30A49A7D0D04E0B99B2E6F3EBFFA7CA4305B495FA3C0CB7A22ED4BF2F39', X'874BA77D6A4049389C8C1662EA1D1C7BDA6E55830EFFE82A1516DA2ADDF4EE83');
INSERT INTO "journal" VALUES (6, 1741712401000000, 'collector', 'pantau@monitor', 'gap_opened', '*', CAST('{"but_sites":[],"ended_at":1741712400000000,"reason":"vantage_blind","site":"*","started_at":1741708800000000}' AS BLOB), X'874BA77D6A4049389C8C1662EA1D1C7BDA6E55830EFFE82A1516DA2ADDF4EE83', X'172BF5D833B857F4F371C6D4B210E8C81376C816406027889544C17A21D1D6AD');
INSERT INTO "journal" VALUES (7, 1743433210000000, 'collector', 'pantau@monitor', 'outage_opened', 'desa', CAST('{"evidence":{"address":"127.64.1.1","echoes":[{"outcome":"unanswered","purpose":"heartbeat","sent_at":1743433200000000},{"outcome":"unanswered","purpose":"confirm","sent_at":1743433201000000},{"outcome":"unanswered","purpose":"confirm","sent_at":1743433202000000}],"false_alarm":1e-10,"loss":0.01,"needed":3,"pair_loss":0.02,"unanswered":3,"vouched":null,"witness":"internet","witness_sent_at":1743433201000000},"last_up_before":1743433195000000,"reason":"chance_ruled_out","site":"desa","started_at":1743433200000000}' AS BLOB), X'172BF5D833B857F4F371C6D4B210E8C81376C816406027889544C17A21D1D6AD', X'A116B1BE3DA14F4EF12E6E22F5B21331C49B20963B7D3C20ED24026DB4497A52');
INSERT INTO "journal" VALUES (8, 1743436800000000, 'collector', 'pantau@monitor', 'watch_closed', 'run 1', CAST('{"end":"stopped","run":1,"until":1743436800000000}' AS BLOB), X'A116B1BE3DA14F4EF12E6E22F5B21331C49B20963B7D3C20ED24026DB4497A52', X'D2C2742D656C9BB4615E0455EDA8E1C56CAB6D7EBBBA8381B713DA6CC4EC8B3A');
INSERT INTO "journal" VALUES (9, 1743523200000000, 'collector', 'pantau@monitor', 'watch_opened', 'run 2', CAST('{"previous_end":null,"previous_run":1,"previous_until":1743436800000000,"run":2,"started_at":1743523200000000}' AS BLOB), X'D2C2742D656C9BB4615E0455EDA8E1C56CAB6D7EBBBA8381B713DA6CC4EC8B3A', X'773F7631F99A775593403A8DBD649DF71FCF61C2950A63A194AE2D4F5D7FFCDB');
INSERT INTO "journal" VALUES (10, 1743523200000000, 'collector', 'pantau@monitor', 'watch_sites', 'run 2', CAST('{"run":2,"since":{"kantor":1743523200000000},"until":{}}' AS BLOB), X'773F7631F99A775593403A8DBD649DF71FCF61C2950A63A194AE2D4F5D7FFCDB', X'6F21CD52770CD9F3A4FC052B75D14E4C131F28BEDF3B4F911CE5718C044416EB');
INSERT INTO "journal" VALUES (11, 1743523260000000, 'collector', 'pantau@monitor', 'power_lost', 'kantor', CAST('{"battery_left_min":90,"battery_percent":80,"probe":"ups","seen_at":1743523200000000,"since":1743523200000000,"site":"kantor"}' AS BLOB), X'6F21CD52770CD9F3A4FC052B75D14E4C131F28BEDF3B4F911CE5718C044416EB', X'815A369EBB378802D0C4E645B62A719AC60368E243DF21F2973E4861B074FD98');
INSERT INTO "journal" VALUES (12, 1743523320000000, 'collector', 'pantau@monitor', 'cause_suggested', 'O4', CAST('{"cause":"unknown","ended":true,"facts":{"link":null,"mains":null,"neighbours":[],"path":null,"ran":"unknown"},"outage":"O4","reasons":[],"site":"kantor"}' AS BLOB), X'815A369EBB378802D0C4E645B62A719AC60368E243DF21F2973E4861B074FD98', X'F4E92219066CD1DCDA09B12C40312430B47D79F994C3DCA79C81DFD891C52545');
INSERT INTO "journal" VALUES (13, 1743523380000000, 'collector', 'pantau@monitor', 'degraded_opened', 'kantor', CAST('{"shortfalls":[{"bound":0.02,"measured":0.05,"minutes":25,"of":300,"promised":0.01,"reason":"loss"}],"site":"kantor","started_at":1743523200000000}' AS BLOB), X'F4E92219066CD1DCDA09B12C40312430B47D79F994C3DCA79C81DFD891C52545', X'3D71C22E6B55DD2FFFA52A781FC2A689D50974C8B17D3E589F3F7D8E44CD4430');
INSERT INTO "journal" VALUES (14, 1743523440000000, 'collector', 'pantau@monitor', 'imported', 'maret.csv', CAST('{"digest":"abababababababababababababababababababababababababababababababab","file":"maret.csv","gaps":[],"observed":["sekolah"],"observed_from":1743177600000000,"observed_to":1743436800000000,"outages":[{"cause":"power","ended_at":1743184800000000,"site":"sekolah","started_at":1743181200000000,"ticket":"T-1"}],"source":"","spans":[]}' AS BLOB), X'3D71C22E6B55DD2FFFA52A781FC2A689D50974C8B17D3E589F3F7D8E44CD4430', X'3F3AAF83246A03D486388730A9DB8BAC570ED4339D298B921526FC4AB5F42C9C');
INSERT INTO "journal" VALUES (15, 1743609600000000, 'collector', 'pantau@monitor', 'samples_sealed', '2025-03-09', CAST('{"days":[{"blocks":1,"day":"2025-03-09","digest":"08b016de11eab8ba41c5b6264d655b726e4bbb6580b86575d0ddbddb7b68472c","reason":"over","rows_left":false,"size":76}]}' AS BLOB), X'3F3AAF83246A03D486388730A9DB8BAC570ED4339D298B921526FC4AB5F42C9C', X'8DD21BF814FE0534887F0B7C2EE8D9FCCE49D65AB64396F1FBC6F52C79654486');
INSERT INTO "journal" VALUES (16, 1795747900114053, 'ani', 'root@server', 'exclusion_proposed', 'kantor', CAST('{"begin":1741566600000000,"category":"power","end":1741568400000000,"evidence":null,"reason":"PLN","role":"admin","scope":"kantor","sites":["kantor"]}' AS BLOB), X'8DD21BF814FE0534887F0B7C2EE8D9FCCE49D65AB64396F1FBC6F52C79654486', X'30C72D43DB70D0A3F8C6D5FC670443D38466CB868BEB9EE16D6E9E6D5C1B1D7B');
INSERT INTO "journal" VALUES (17, 1795747902866322, 'budi', 'root@server', 'decided', 'X16', CAST('{"decision":"approved","proposal":"X16","reason":"","role":"manager"}' AS BLOB), X'30C72D43DB70D0A3F8C6D5FC670443D38466CB868BEB9EE16D6E9E6D5C1B1D7B', X'2CE22DA9CCA0069E853DD078D16534B1E0C2013D67BFF0D8901FAF83F5046FF4');
INSERT INTO "journal" VALUES (18, 1795747903211374, 'ani', 'root@server', 'ticket', 'T-7', CAST('{"channel":"","closed_at":null,"number":"T-7","opened_at":null,"outages":["O4"],"person":null,"reported_at":1741566000000000,"role":"admin","text":""}' AS BLOB), X'2CE22DA9CCA0069E853DD078D16534B1E0C2013D67BFF0D8901FAF83F5046FF4', X'FA31D96D412D271B99F349517580DB5733CEC9A49FDD94C651B042C98343876F');
INSERT INTO "journal" VALUES (19, 1795747903455504, 'ani', 'root@server', 'noted', 'O4', CAST('{"about":"O4","evidence":null,"person":null,"role":"admin","text":"Tiang-roboh"}' AS BLOB), X'FA31D96D412D271B99F349517580DB5733CEC9A49FDD94C651B042C98343876F', X'FDF6403C942DB697EDD6E79CFE1285DFA7F61D5C90C79F95EE0DCF53B9DB1DBD');
INSERT INTO "journal" VALUES (20, 1795747903521945, 'ani', 'root@server', 'silence_set', 'desa', CAST('{"all_sites":false,"begin":1795747903521945,"end":1795751503521945,"kinds":[],"reason":"uji","role":"admin","scope":"desa","sites":["desa"]}' AS BLOB), X'FDF6403C942DB697EDD6E79CFE1285DFA7F61D5C90C79F95EE0DCF53B9DB1DBD', X'4C2C19E27FA6F5684B8F7B3376AF64092A4CE44967A245319E3B0ED09A6BD9F7');
INSERT INTO "journal" VALUES (21, 1795747903784851, 'ani', 'root@server', 'account_opened', 'rina', CAST('{"full_name":"Rina","granted":"admin","name":"rina","provider":null,"role":"admin","way":"password"}' AS BLOB), X'4C2C19E27FA6F5684B8F7B3376AF64092A4CE44967A245319E3B0ED09A6BD9F7', X'81C32C158BBB00BEBFD94FBBE5EBD9824AB83398D27A8CE4E595E598A575D0D1');
INSERT INTO "journal" VALUES (22, 1795747904381214, 'telkom', 'root@server', 'objected', 'kantor', CAST('{"about":"","evidence":null,"month":"2025-03","reason":"keliru","role":"admin","site":"kantor"}' AS BLOB), X'81C32C158BBB00BEBFD94FBBE5EBD9824AB83398D27A8CE4E595E598A575D0D1', X'608ECB73B32E818A47A640866163D4A6088D490653717B1F498A2DF8E858B86D');
INSERT INTO "journal" VALUES (23, 1795747904620748, 'ani', 'root@server', 'people_report', '64.01.04.1001', CAST('{"channel":"list","code":"ttbjaj5rd758","phone":"P-257a05298bd2","reported_at":1795747904620748,"role":"admin","since":null,"site":null,"village":"64.01.04.1001","what":"slow","words":"P-7fa15c47cacb"}' AS BLOB), X'608ECB73B32E818A47A640866163D4A6088D490653717B1F498A2DF8E858B86D', X'8A1073324A154E1B7244156A7C911C1CFB63136F7EA0F7AFBD93FED8991E6809');
INSERT INTO "journal" VALUES (24, 1795747905441847, 'root', 'root@server', 'meeting_planned', 'Rapat', CAST('{"begin":1795914000000000,"end":1795917600000000,"meeting_kind":"video","name":"Rapat","role":"admin","sites":["kantor"]}' AS BLOB), X'8A1073324A154E1B7244156A7C911C1CFB63136F7EA0F7AFBD93FED8991E6809', X'CA2785900D85DD900370E26023BAC2FDFFFD60B7F1B89950832E1C05195F1B43');
INSERT INTO "journal" VALUES (25, 1795747905505283, 'budi', 'root@server', 'month_reviewed', '2025-03', CAST('{"month":"2025-03","result":"e250a19a32917e7f5ce8acf1d67992ae77f2181bacd98af776d06c26c0fe326c","revision":1,"role":"manager","text":""}' AS BLOB), X'CA2785900D85DD900370E26023BAC2FDFFFD60B7F1B89950832E1C05195F1B43', X'FD33FB823BA2EE97A45B5AC99FE93D1EF21D84AA4F88041B3519555866725219');
INSERT INTO "journal" VALUES (26, 1795747905564293, 'budi', 'root@server', 'month_closed', '2025-03', CAST('{"as_is":"uji","begin":1740758400000000,"end":1743436800000000,"head_hash":"fd33fb823ba2ee97a45b5ac99fe93d1ef21d84aa4f88041b3519555866725219","head_seq":25,"inventory":"de4a70f362c0547774837d140215dd6b36b672f6445c6cf72cb7b00da42315f6","month":"2025-03","open":["outage O7 of desa goes on","objection K22 is not answered"],"papers":[],"result":"e250a19a32917e7f5ce8acf1d67992ae77f2181bacd98af776d06c26c0fe326c","revision":1,"role":"manager","rules":"1"}' AS BLOB), X'FD33FB823BA2EE97A45B5AC99FE93D1EF21D84AA4F88041B3519555866725219', X'3BF70FFF42856F19F16A5D9CFC2ABD2D530F87F04397CFD6B18860083EA7910D');
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
INSERT INTO "import_file" VALUES ('I14', 'maret.csv', 'abababababababababababababababababababababababababababababababab', 1743177600000000, 1743436800000000, 0);
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
, voided INTEGER NOT NULL DEFAULT 0, reported_at INTEGER, acknowledged INTEGER) STRICT;
INSERT INTO "outage" VALUES ('O4', 'kantor', 1741564800000000, 1741572000000000, 1741564795000000, 1741571999000000, 'unknown', 'undecided', 'T-7', NULL, 0, 0, 1741566000000000, NULL);
INSERT INTO "outage" VALUES ('O7', 'desa', 1743433200000000, NULL, 1743433195000000, NULL, 'unknown', 'undecided', NULL, NULL, 0, 0, NULL, NULL);
INSERT INTO "outage" VALUES ('O14-1', 'sekolah', 1743181200000000, 1743184800000000, NULL, NULL, 'power', 'undecided', 'T-1', 'I14', 0, 0, NULL, NULL);
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
, pairs_at INTEGER) STRICT, WITHOUT ROWID;
CREATE TABLE proposal (
    id       TEXT PRIMARY KEY, -- X17: an exclusion, V17: a void
    seq      INTEGER NOT NULL,
    standing TEXT NOT NULL,
    decided  INTEGER           -- the entry of the last decision
) STRICT;
INSERT INTO "proposal" VALUES ('X16', 16, 'approved', 17);
CREATE TABLE exclusion (
    id       TEXT PRIMARY KEY REFERENCES proposal (id),
    category TEXT NOT NULL,
    begins   INTEGER NOT NULL,
    ends     INTEGER NOT NULL CHECK (ends > begins),
    scope    TEXT NOT NULL,
    sites    TEXT NOT NULL
) STRICT;
INSERT INTO "exclusion" VALUES ('X16', 'power', 1741566600000000, 1741568400000000, 'kantor', '["kantor"]');
CREATE TABLE void (
    id     TEXT PRIMARY KEY REFERENCES proposal (id),
    outage TEXT NOT NULL
) STRICT;
CREATE TABLE maintenance (
    id        TEXT PRIMARY KEY,
    seq       INTEGER NOT NULL,
    begins    INTEGER NOT NULL,
    ends      INTEGER NOT NULL CHECK (ends > begins),
    scope     TEXT NOT NULL,
    sites     TEXT NOT NULL,
    cancelled INTEGER          -- the entry
) STRICT;
CREATE TABLE ticket (
    number      TEXT PRIMARY KEY,
    seq         INTEGER NOT NULL, -- the newest entry
    reported_at INTEGER,
    opened_at   INTEGER,
    closed_at   INTEGER
) STRICT;
INSERT INTO "ticket" VALUES ('T-7', 18, 1741566000000000, NULL, NULL);
CREATE TABLE objection (
    id         TEXT PRIMARY KEY,
    seq        INTEGER NOT NULL,
    month      TEXT NOT NULL,
    site       TEXT NOT NULL,
    about      TEXT NOT NULL,
    settlement TEXT,
    answered   INTEGER           -- the entry
) STRICT;
INSERT INTO "objection" VALUES ('K22', 22, '2025-03', 'kantor', '', NULL, NULL);
CREATE TABLE invoice (
    contract TEXT NOT NULL,
    invoice  TEXT NOT NULL,
    seq      INTEGER NOT NULL,  -- the newest entry
    month    TEXT NOT NULL,
    billed   INTEGER NOT NULL,
    deducted INTEGER NOT NULL,
    paid     INTEGER,
    PRIMARY KEY (contract, invoice)
) STRICT, WITHOUT ROWID;
CREATE TABLE provider_list (
    id      TEXT PRIMARY KEY,
    seq     INTEGER NOT NULL,
    digest  TEXT NOT NULL,
    begins  INTEGER NOT NULL,
    ends    INTEGER NOT NULL,
    revoked INTEGER
) STRICT;
CREATE TABLE month (
    month    TEXT PRIMARY KEY,
    state    TEXT NOT NULL,
    revision INTEGER NOT NULL,
    seq      INTEGER NOT NULL,   -- the entry that brought it here
    result   TEXT,               -- of the revision closed last
    closed   INTEGER,            -- the entry that closed it last
    begins   INTEGER,
    ends     INTEGER
) STRICT;
INSERT INTO "month" VALUES ('2025-03', 'closed', 1, 26, 'e250a19a32917e7f5ce8acf1d67992ae77f2181bacd98af776d06c26c0fe326c', 26, 1740758400000000, 1743436800000000);
CREATE TABLE person (
    id   TEXT PRIMARY KEY,
    text TEXT
) STRICT;
INSERT INTO "person" VALUES ('P-257a05298bd2', '08125551234');
INSERT INTO "person" VALUES ('P-7fa15c47cacb', 'pelan sekali');
CREATE TABLE silence (
    id     TEXT PRIMARY KEY,          -- S17
    seq    INTEGER NOT NULL,
    begins INTEGER NOT NULL,
    ends   INTEGER NOT NULL CHECK (ends > begins),
    scope  TEXT NOT NULL,
    sites  TEXT NOT NULL,             -- JSON
    kinds  TEXT NOT NULL,             -- JSON, empty: all
    ended  INTEGER                    -- the entry that ended it before its time
) STRICT;
INSERT INTO "silence" VALUES ('S20', 20, 1795747903521945, 1795751503521945, 'desa', '["desa"]', '[]', NULL);
CREATE TABLE shift_change (
    seq    INTEGER NOT NULL,
    place  INTEGER NOT NULL,          -- in the entry
    rota   TEXT NOT NULL,
    begins INTEGER NOT NULL,
    ends   INTEGER NOT NULL CHECK (ends > begins),
    person TEXT NOT NULL,
    PRIMARY KEY (seq, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE account (
    name      TEXT PRIMARY KEY,
    seq       INTEGER NOT NULL,  -- the entry that opened it last
    full_name TEXT NOT NULL,
    role      TEXT NOT NULL,
    way       TEXT NOT NULL,
    provider  TEXT,
    closed    INTEGER            -- the entry
) STRICT;
INSERT INTO "account" VALUES ('rina', 21, 'Rina', 'admin', 'password', NULL, NULL);
CREATE TABLE on_reserve (
    site  TEXT NOT NULL,
    probe TEXT NOT NULL,
    since INTEGER NOT NULL, -- microseconds UTC
    seq   INTEGER NOT NULL, -- the entry that says so
    PRIMARY KEY (site, probe)
) STRICT, WITHOUT ROWID;
INSERT INTO "on_reserve" VALUES ('kantor', 'ups', 1743523200000000, 11);
CREATE TABLE suggestion (
    outage TEXT PRIMARY KEY REFERENCES outage (id),
    seq    INTEGER NOT NULL -- the entry that says so
) STRICT, WITHOUT ROWID;
INSERT INTO "suggestion" VALUES ('O4', 12);
CREATE TABLE degraded (
    id         TEXT PRIMARY KEY,          -- B17
    site       TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at   INTEGER CHECK (ended_at >= started_at),
    "end"      TEXT,
    shortfalls TEXT NOT NULL              -- JSON
) STRICT;
INSERT INTO "degraded" VALUES ('B13', 'kantor', 1743523200000000, NULL, NULL, '[{"bound": 0.02, "measured": 0.05, "minutes": 25, "of": 300, "promised": 0.01, "reason": "loss"}]');
CREATE TABLE sealed_day (
    day     TEXT NOT NULL,    -- 2026-10-31, UTC
    seq     INTEGER NOT NULL, -- the entry that says so; the newest one holds
    digest  TEXT NOT NULL,
    blocks  INTEGER NOT NULL,
    size    INTEGER NOT NULL, -- bytes
    PRIMARY KEY (day, seq)
) STRICT, WITHOUT ROWID;
INSERT INTO "sealed_day" VALUES ('2025-03-09', 15, '08b016de11eab8ba41c5b6264d655b726e4bbb6580b86575d0ddbddb7b68472c', 1, 76);
CREATE TABLE thinned (
    month TEXT NOT NULL,    -- 2026-10, UTC
    seq   INTEGER NOT NULL, -- the entry that says so
    left  TEXT NOT NULL,    -- evidence, nothing
    PRIMARY KEY (month, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE "import_span" (
    import_id TEXT NOT NULL REFERENCES import_file (id),
    site      TEXT NOT NULL,
    since     INTEGER NOT NULL,
    until     INTEGER NOT NULL CHECK (until >= since),
    PRIMARY KEY (import_id, site, since)
) STRICT, WITHOUT ROWID;
INSERT INTO "import_span" VALUES ('I14', 'sekolah', 1743177600000000, 1743436800000000);
CREATE TABLE people_report (
    id          TEXT PRIMARY KEY,      -- W17
    seq         INTEGER NOT NULL,
    code        TEXT NOT NULL UNIQUE,  -- by which whoever told it sees what became of it
    village     TEXT NOT NULL,
    what        TEXT NOT NULL,
    since       INTEGER,
    reported_at INTEGER NOT NULL,
    site        TEXT,
    channel     TEXT NOT NULL,
    phone       TEXT,
    words       TEXT,
    standing    TEXT NOT NULL,
    settled     INTEGER,               -- the entry of the last word
    erased      INTEGER                -- the entry
) STRICT;
INSERT INTO "people_report" VALUES ('W23', 23, 'ttbjaj5rd758', '64.01.04.1001', 'slow', NULL, 1795747904620748, NULL, 'list', 'P-257a05298bd2', 'P-7fa15c47cacb', 'open', NULL, NULL);
CREATE TABLE meeting (
    id        TEXT PRIMARY KEY,       -- R17
    planned   INTEGER NOT NULL,       -- the entry that planned it
    changed   INTEGER,                -- the one that changed it last
    begins    INTEGER NOT NULL,
    ends      INTEGER NOT NULL CHECK (ends > begins),
    cancelled INTEGER                 -- the one that cancelled it
) STRICT;
INSERT INTO "meeting" VALUES ('R24', 24, NULL, 1795914000000000, 1795917600000000, NULL);
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
CREATE INDEX exclusion_end ON exclusion (ends);
CREATE INDEX void_outage ON void (outage);
CREATE INDEX maintenance_end ON maintenance (ends);
CREATE INDEX silence_end ON silence (ends);
CREATE INDEX shift_change_end ON shift_change (rota, ends);
CREATE UNIQUE INDEX degraded_open ON degraded (site) WHERE ended_at IS NULL;
CREATE INDEX degraded_end ON degraded (ifnull(ended_at, 9223372036854775807));
CREATE INDEX people_report_time ON people_report (reported_at);
CREATE INDEX meeting_end ON meeting (ends);
