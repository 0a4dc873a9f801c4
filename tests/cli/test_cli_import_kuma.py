"""``pantau import`` from databases of Uptime Kuma, from logs of fping, and whatever they hold."""

import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pantau.facts.instant import MINUTE, SECOND
from pantau.facts.measured import Sample
from pantau.store import Store, verify
from tests.actions.kuma import DOWN, MAINTENANCE, PENDING, UP, beats, kuma, monitor, text
from tests.cli.story import Desk

T0 = int(datetime(2025, 5, 2, tzinfo=UTC).timestamp())
MAP = ("theirs,site", "Kantor,kantor")


def samples(desk: Desk, site: str = "kantor") -> list[Sample]:
    with Store.open(desk.data, readonly=True) as store:
        return store.samples(site, 0, 2**62)


def office(desk: Desk, version: int = 1) -> sqlite3.Connection:
    """Two hours of one monitor: down from minute 60 to 70, in doubt in minute 59."""
    db = kuma(desk.folder / "kuma.db", version=version)
    number = monitor(db, "Kantor", "127.64.1.1")

    def status(n: int) -> int:
        return PENDING if n in {30, 59} else DOWN if 60 <= n < 70 else UP

    rows = [(T0 + 60 * n + 7, status(n), 8 + n if status(n) == UP else None) for n in range(120)]
    beats(db, number, rows)
    return db


def test_without_a_map_one_is_printed_to_be_checked(desk: Desk) -> None:
    db = office(desk)
    monitor(db, "SDN 01", "unknown.example")
    monitor(db, "Web desa", "", type="http", url="https://127.64.1.2/x")
    monitor(db, "Router", "127.0.0.9")
    monitor(db, "Router", "127.0.0.8", type="port")
    monitor(db, "all", "", type="group")
    db.close()
    found = desk.run("import", "samples", str(desk.folder / "kuma.db"))
    assert found.exit_code == 1
    assert found.stdout.splitlines() == [
        "theirs,site", "Kantor,kantor", "SDN 01,sekolah", "Web desa,desa", "#4,", "#5,",
    ]  # fmt: skip
    assert "name it with --map" in found.stderr
    assert desk.head() == 0


def test_beats_become_minutes_and_the_log_beside_is_read(desk: Desk) -> None:
    db = office(desk)  # stays open: what it wrote last is in kuma.db-wal
    assert (desk.folder / "kuma.db-wal").stat().st_size
    before = (desk.folder / "kuma.db").read_bytes()
    file = str(desk.folder / "kuma.db")
    done = desk.run("import", "samples", file, "--map", desk.file("map.csv", *MAP))
    assert (done.exit_code, done.stdout) == (0, "I1\n"), done.stderr
    assert (desk.folder / "kuma.db").read_bytes() == before
    db.close()
    found = samples(desk)
    assert len(found) == 120
    assert found[0] == Sample("kantor", "icmp", T0 * SECOND, 1, 1, 8000, 8000, 8000, None)
    assert [n for n, each in enumerate(found) if not each.received] == [30, 59, *range(60, 70)]
    assert verify(desk.data).faults == ()


def test_outages_are_the_tools_and_time_that_it_did_not_watch_is_unknown(desk: Desk) -> None:
    db = office(desk)
    beats(db, 1, [(T0 + 86_400 + 60 * n, MAINTENANCE if n == 5 else UP, 9) for n in range(60)])
    db.close()
    file, map_file = str(desk.folder / "kuma.db"), desk.file("map.csv", *MAP)
    tried = desk.run("import", "outages", file, "--map", map_file, "--dry-run")
    assert (tried.stdout, desk.data.exists()) == ("", False)
    assert "1 outages of 1 sites, watched for 2 hours together" in tried.stderr
    done = desk.run("import", "outages", file, "--map", map_file)
    assert (done.exit_code, done.stdout) == (0, "I1\n")
    row = desk.json("sla", "--month", "2025-05")["sites"][0]
    first, rest = 119 * 60, 59 * 60 - 120
    assert row["down_seconds"] == 11 * 60
    assert row["up_seconds"] == first + rest - 11 * 60
    (outage,) = desk.json("outages", "--from", "2025-05-01", "--to", "2025-06-01")
    assert outage["started_at"] == "2025-05-02T00:59:07Z"
    again = desk.run("import", "outages", file, "--map", map_file)
    assert (again.exit_code, "was imported before as I1" in again.stderr) == (1, True)
    later = desk.run("import", "outages", file, "--map", map_file, "--observed-to", "2025-05-03")
    assert "import I1 speaks of 'kantor' in this time already" in later.stderr
    desk.run("import", "revoke", "I1", "--reason", "x")
    assert desk.json("sla", "--month", "2025-05")["sites"][0]["up_seconds"] == 0
    assert verify(desk.data).faults == ()


def test_a_web_page_says_nothing_of_the_line(desk: Desk) -> None:
    db = kuma(desk.folder / "kuma.db")
    number = monitor(db, "Kantor", "", type="http", url="https://127.64.1.1")
    beats(db, number, [(T0 + 60 * n, DOWN, None) for n in range(9)])
    db.close()
    file, map_file = str(desk.folder / "kuma.db"), desk.file("map.csv", *MAP)
    found = desk.run("import", "outages", file, "--map", map_file)
    assert "left out: 'Kantor' asks http; only pings say whether a line is up" in found.stderr
    assert (found.exit_code, desk.head()) == (1, 0)
    desk.run("import", "samples", file, "--map", map_file)
    assert {each.probe for each in samples(desk)} == {"http"}


def test_version_2_keeps_changes_and_hours(desk: Desk) -> None:
    """Its single results are gone after a day: what is left is changes, minutes and hours."""
    db = kuma(desk.folder / "kuma.db", version=2)
    number = monitor(db, "Kantor", "127.64.1.1")
    beats(db, number, [(T0 + 600, UP, 9), (T0 + 5000, DOWN, None), (T0 + 9000, UP, 9)])
    beats(db, number, [(T0 + 90_000 + 60 * n, UP, 9) for n in range(10)])
    stat = "INSERT INTO {} (monitor_id, timestamp, ping, up, down, ping_min, ping_max)"
    for hour, (up, down) in enumerate([(60, 0), (20, 40), (50, 10), (30, 0), (60, 0)]):
        values = (number, T0 + 3600 * hour, 9.5, up, down, 8.25, 12)
        db.execute(f"{stat.format('stat_hourly')} VALUES (?, ?, ?, ?, ?, ?, ?)", values)
    for minute in (10, 11, 12, 1500):
        values = (number, T0 + 60 * minute, 9.5, 2, 1, 8.25, 12)
        db.execute(f"{stat.format('stat_minutely')} VALUES (?, ?, ?, ?, ?, ?, ?)", values)
    db.close()
    file, map_file = str(desk.folder / "kuma.db"), desk.file("map.csv", *MAP)
    assert desk.run("import", "outages", file, "--map", map_file).stdout == "I1\n"
    row = desk.json("sla", "--month", "2025-05")["sites"][0]
    # The fourth hour is half counted: there the watching ends.
    assert (row["down_seconds"], row["up_seconds"]) == (4000, 3 * 3600 - 600 - 4000 + 540)
    assert desk.run("import", "samples", file, "--map", map_file).stdout == "I2\n"
    found = samples(desk)
    # Of the three changes no sample is made: what was between them is gone.
    last_day = [90_000 + 60 * n for n in range(10)]
    assert [each.at // SECOND - T0 for each in found] == [600, 660, 720, *last_day]
    beat, stat_minute = found[3], found[1]
    assert (beat.sent, beat.rtt_median_us) == (1, 9000), "a result goes before a sum of it"
    assert stat_minute == Sample(
        "kantor", "icmp", (T0 + 660) * SECOND, 3, 2, 8250, 9500, 12_000, None
    )


def test_the_map_is_checked_line_by_line(desk: Desk) -> None:
    db = office(desk)
    monitor(db, "Router", "127.0.0.9")
    monitor(db, "Router", "127.0.0.8")
    db.close()
    lines = ("Kantr,kantor", "Kantor,kantr", "Router,desa", "#2,desa", "#3,desa", "Kantor,kantor")
    map_file = desk.file("map.csv", MAP[0], *lines)
    found = desk.run("import", "samples", str(desk.folder / "kuma.db"), "--map", map_file)
    said = found.stderr.splitlines()
    assert said[0] == "map.csv:2: theirs 'Kantr' is no target there, did you mean 'Kantor'?"
    assert said[1] == "map.csv:3: site 'kantr' is not in the inventory, did you mean 'kantor'?"
    assert "map.csv:4: theirs 'Router' is several targets; write one of" in said[2]
    assert "map.csv:6: site 'desa' has the probe icmp from 'Router' already" in said[3]
    assert found.exit_code == 1
    left = desk.file("map.csv", *MAP, "#2,")
    found = desk.run("import", "samples", str(desk.folder / "kuma.db"), "--map", left)
    assert "not mapped: '#3' (127.0.0.8)" in found.stderr
    assert "#2" not in found.stderr
    assert found.exit_code == 0


def test_values_that_are_none_are_named(desk: Desk) -> None:
    db = office(desk)
    other = (("2025-05-02 00:00:10+08:00", 1), ("2025-05-02 soon enough", 1))
    for time, status in (*other, (text(T0), 9), (text(T0 + 1), "x")):
        sql = "INSERT INTO heartbeat (monitor_id, time, status, ping) VALUES (1, ?, ?, 'fast')"
        db.execute(sql, (time, status))
    db.close()
    map_file = desk.file("map.csv", *MAP)
    found = desk.run("import", "samples", str(desk.folder / "kuma.db"), "--map", map_file)
    assert (found.exit_code, desk.head()) == (1, 0)
    assert "heartbeat.status of 'Kantor' is '9'; that is no status" in found.stderr
    assert "heartbeat.time of 'Kantor' is '2025-05-02 soon enough'" in found.stderr
    assert "heartbeat.time of 'Kantor' is '2025-05-02 00:00:10+08:00'" in found.stderr


@pytest.mark.parametrize("time", ["soon", b"\xff", 7, ""])
def test_a_time_that_is_none_at_all_is_found_at_either_end(desk: Desk, time: object) -> None:
    db = office(desk)
    db.execute("INSERT INTO heartbeat (monitor_id, time, status) VALUES (1, ?, 1)", (time,))
    db.close()
    map_file = desk.file("map.csv", *MAP)
    for what in ("samples", "outages"):
        found = desk.run("import", what, str(desk.folder / "kuma.db"), "--map", map_file)
        assert (found.exit_code, desk.head()) == (1, 0)
        assert "heartbeat.time of '#1' is" in found.stderr


def test_other_databases_are_refused(desk: Desk) -> None:
    path = desk.folder / "other.db"
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE monitor (id)")
    db.close()
    found = desk.run("import", "samples", str(path))
    assert "is no database of Uptime Kuma: monitor.interval is missing" in found.stderr
    path.write_bytes(path.read_bytes()[:100] + b"\xff" * 4000)
    found = desk.run("import", "samples", str(path))
    assert (found.exit_code, "is damaged, or no database" in found.stderr) == (1, True)


FPING = """\
[{0}.70528] 127.64.1.1 : [0], 64 bytes, 0.036 ms (0.036 avg, 0% loss)
[{0}.71770] 127.0.0.9 : [0], 64 bytes, 0.040 ms (0.040 avg, 0% loss)
[{1}.48836] 127.64.1.1 : [1], 64 bytes, 0.044 ms (0.035 avg, 0% loss)
[{2}.33849] 127.64.1.1 : [5], timed out (0.04 avg, 33% loss)
ICMP Host Unreachable from 127.0.0.1 for ICMP Echo sent to 127.64.1.1

127.64.1.1 : 0.036 0.044 -
"""


def test_a_log_of_fping_with_times(desk: Desk) -> None:
    path = desk.folder / "fping.log"
    path.write_text(FPING.format(T0 + 1, T0 + 2, T0 + 63))
    found = desk.run("import", "samples", str(path))
    assert found.stdout.splitlines() == ["theirs,site", "127.0.0.9,", "127.64.1.1,kantor"]
    map_file = desk.file("map.csv", "theirs,site", "127.64.1.1,kantor")
    assert desk.run("import", "samples", str(path), "--map", map_file).stdout == "I1\n"
    first, second = samples(desk)
    assert first == Sample("kantor", "icmp", T0 * SECOND, 2, 2, 36, 36, 44, 8)
    assert (second.at, second.sent, second.received) == ((T0 + 60) * SECOND, 1, 0)
    judged = desk.run("import", "outages", str(path), "--map", map_file)
    assert "fping judges no outage" in judged.stderr


SUMS = """\
[23:59:58]
127.64.1.1 : xmt/rcv/%loss = 4/4/0%, min/avg/max = 0.022/0.031/0.035
[00:00:08]
127.64.1.1 : xmt/rcv/%loss = 4/3/25%, min/avg/max = 0.022/0.030/0.040
[00:00:18]
127.64.1.1 : xmt/rcv/%loss = 4/0/100%
127.64.1.1 : 0.022 0.030 - 0.044
"""


def test_a_log_of_fping_with_sums_of_every_ten_seconds(desk: Desk) -> None:
    path = desk.folder / "fping.log"
    path.write_text(SUMS)
    map_file = desk.file("map.csv", "theirs,site", "127.64.1.1,kantor")
    found = desk.run("import", "samples", str(path), "--map", map_file)
    assert "fping.log:1: [23:59:58] names no day; say on which the log begins" in found.stderr
    words = ("--map", map_file, "--day", "2025-05-02")
    assert desk.run("import", "samples", str(path), *words).stdout == "I1\n"
    first, second = samples(desk)
    assert second.at - first.at == MINUTE
    assert (second.sent, second.received, second.rtt_median_us) == (8, 3, 30)
    path.write_text("127.64.1.1 : 0.036 0.044 -\n")
    found = desk.run("import", "samples", str(path), *words)
    assert "fping.log:1: these sums bear no time" in found.stderr


def _seeds() -> list[bytes]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "kuma.db"
        db = kuma(path)
        beats(db, monitor(db, "Kantor", "127.64.1.1"), [(T0 + 60 * n, UP, 9) for n in range(9)])
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        db.close()
        content = path.read_bytes()
    head = b"site,probe,at,sent,received,rtt_min_us,rtt_median_us,rtt_max_us,jitter_us\n"
    row = b"kantor,icmp,2025-05-02T08:00,12,12,5000,6000,9000,120\n"
    logs = (FPING.format(T0, T0 + 1, T0 + 63).encode(), SUMS.encode())
    return [content, head + row * 3, *logs]


SEEDS = _seeds()


@settings(max_examples=60)
@given(data=st.data())
def test_any_bytes_are_answered_with_a_report(
    tmp_path_factory: object, data: st.DataObject
) -> None:
    """Nonsense, and good files in which some bytes are others: an answer, never a traceback."""
    content = bytearray(data.draw(st.sampled_from(SEEDS) | st.binary(max_size=300)))
    for _ in range(data.draw(st.integers(0, 8))):
        if content:
            place = data.draw(st.integers(0, len(content) - 1))
            content[place] = data.draw(st.integers(0, 255))
    folder = tmp_path_factory.mktemp("fuzz")  # type: ignore[attr-defined]
    desk = Desk.at(folder)
    path = folder / "given"
    path.write_bytes(bytes(content))
    map_file = desk.file("map.csv", "theirs,site", "Kantor,kantor", "127.64.1.1,desa")
    tool = data.draw(st.sampled_from([(), ("--from", "fping"), ("--from", "csv")]))
    for what in ("samples", "outages"):
        words = ("--observed-from", "2025-01-01", "--observed-to", "2026-01-01")
        done = desk.run("import", what, str(path), "--map", map_file, *words, *tool)
        assert done.exit_code in {0, 1, 2}
        assert done.exit_code == 0 or done.stderr
    if (desk.data / "journal.sqlite").exists():
        assert verify(desk.data).faults == ()
    shutil.rmtree(folder)
