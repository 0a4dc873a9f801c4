"""``pantau status``: every alarm, what is down, and how old the data is."""

from pathlib import Path

import pytest

from dashboard.overview import Alarm
from pantau.actions import services
from pantau.facts.clock import SystemClock, now_us
from pantau.facts.degraded import DegradedOpened, Shortfall
from pantau.facts.instant import MINUTE, SECOND, to_iso
from pantau.facts.journal import Fact, GapOpened, WatchClosed
from pantau.facts.measured import ALL_SITES, SiteState
from pantau.facts.words import DegradedReason, GapReason, State, WatchEnd
from pantau.store import CollectorLock, Store
from tests.cli.story import INVENTORY, Desk, applied, commit, down, opened, up, watching

KEYS = [
    *("measuring", "alarms", "last_commit", "data_age_seconds", "inventory", "sites", "up"),
    *("degraded", "degraded_sites", "links", "down", "unknown", "suspected"),
]
SITES = ("kantor", "desa", "sekolah")


@pytest.fixture
def now() -> int:
    return now_us(SystemClock())


def measured(desk: Desk, until: int, *facts: Fact, states: tuple[SiteState, ...] = ()) -> None:
    """A collector began ten minutes before ``until``, found all up, and committed last then."""
    begin = until - 10 * MINUTE
    with Store.open(desk.data) as store:
        run = watching(store, begin, *SITES)
        commit(store, run, begin, applied(), states=[up(site, begin) for site in SITES])
        commit(store, run, until, *facts, states=states)


def test_all_is_well(desk: Desk, now: int) -> None:
    measured(desk, now - SECOND)
    found = desk.json("status")
    assert list(found) == KEYS
    assert found["last_commit"] == to_iso(now - SECOND)
    assert 1 <= found.pop("data_age_seconds") < 20
    del found["last_commit"]
    assert found.pop("inventory") == {
        "digest": applied().digest,
        "applied_at": to_iso(now - SECOND - 10 * MINUTE),
        "by": "collector",
    }
    assert found == {
        "measuring": True,
        "alarms": [],
        "sites": 3,
        "up": 3,
        "degraded": 0,
        "degraded_sites": [],
        "links": [],
        "down": [],
        "unknown": [],
        "suspected": [],
    }
    done = desk.run("status")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "3 sites: 3 up, 0 down, 0 unknown" in done.stdout
    assert "ago" in done.stdout


def test_what_is_down_is_named_and_exits_with_1(desk: Desk, now: int) -> None:
    since = now - 5 * MINUTE
    measured(desk, now - SECOND, opened("desa", since), states=(down("desa", since),))
    found = desk.json("status", code=1)
    assert (found["measuring"], found["alarms"], found["up"]) == (True, [], 2)
    [fallen] = found["down"]
    assert list(fallen) == ["site", "outage", "because", "since", "seconds"]
    assert (fallen["site"], fallen["since"]) == ("desa", to_iso(since))
    assert 300 <= fallen["seconds"] < 320
    done = desk.run("status")
    assert (done.exit_code, done.stderr) == (1, "")
    row = next(line for line in done.stdout.splitlines() if line.startswith("desa "))
    for text in ("Kantor Desa Contoh", "Kuaro", "Telkom", "WITA", fallen["outage"]):
        assert text in row


def test_a_site_that_is_not_seen_is_named_and_exits_with_1(desk: Desk, now: int) -> None:
    gap = GapOpened("desa", now - MINUTE, GapReason.NAME_UNRESOLVED)
    measured(desk, now - SECOND, gap)
    found = desk.json("status", code=1)
    assert (found["unknown"], found["up"], found["alarms"]) == (["desa"], 2, [])
    assert "Unknown: desa" in desk.run("status").stdout


def test_a_suspicion_is_told_and_is_no_problem_yet(desk: Desk, now: int) -> None:
    suspect = SiteState("desa", State.UP, now - MINUTE, suspect_since=now - 2 * SECOND)
    measured(desk, now - SECOND, states=(suspect,))
    assert desk.json("status")["suspected"] == ["desa"]


def test_a_degraded_site_counts_by_itself_and_is_no_problem(desk: Desk, now: int) -> None:
    state = SiteState("desa", State.DEGRADED, now - MINUTE)
    loss = Shortfall(DegradedReason.LOSS, 0.052, 0.024, 0.01, 300, 25)
    opened_then = DegradedOpened("desa", now - MINUTE, (loss,))
    measured(desk, now - SECOND, opened_then, states=(state,))
    found = desk.json("status")
    assert (found["up"], found["degraded"]) == (2, 1)
    short = {"reason": "loss", "measured": 0.052, "promised": 0.01, "minutes": 25}
    assert found["degraded_sites"] == [
        {"site": "desa", "since": to_iso(now - MINUTE), "shortfalls": [short]}
    ]
    told = desk.run("status").stdout
    assert "Up, but worse than promised" in told
    assert "Loss 5.2 %, promised 1 % (25 minutes)" in told


def alarmed(desk: Desk, alarm: str, english: str, indonesian: str) -> None:
    """The alarm is there, on stderr in both languages with its remedy, and the code is 1."""
    found = desk.json("status", code=1)
    assert alarm in found["alarms"]
    if alarm not in {"blind", "inventory_unreadable", "edit_rejected", "nobody_told"}:
        assert (found["measuring"], found["up"], found["suspected"]) == (False, 0, [])
    for desk.lang, words in (("en", english), ("id", indonesian)):
        done = desk.run("status")
        assert done.exit_code == 1
        assert words in done.stderr
        assert len(done.stderr.splitlines()) >= 2
        assert "<" not in done.stderr


def test_the_alarm_where_there_is_no_store(desk: Desk) -> None:
    alarmed(desk, "store_missing", "there is no data yet", "belum ada data")
    assert desk.json("status", code=1)["unknown"] == ["desa", "sekolah", "kantor"]
    assert not desk.data.exists()


def test_the_alarm_where_the_store_cannot_be_read(desk: Desk) -> None:
    desk.data = desk.folder / "a<b>&c"
    desk.data.mkdir()
    (desk.data / "journal.sqlite").write_bytes(b"no database at all " * 100)
    assert desk.json("status", code=1)["alarms"] == ["store_unreadable"]
    done = desk.run("status")
    assert "THE DATA CANNOT BE READ" in done.stderr
    assert f"{desk.data}/journal.sqlite is damaged" in done.stderr


def test_the_alarm_where_the_inventory_cannot_be_read(desk: Desk) -> None:
    desk.inventory.write_text("version: 1\nsites: [")
    alarmed(desk, "inventory_unreadable", "INVENTORY CANNOT BE READ", "TIDAK DAPAT DIBACA")
    done = desk.run("status")
    assert f"{desk.inventory}:" in done.stderr
    assert done.stdout == ""


def test_the_alarm_where_nothing_was_ever_started(desk: Desk) -> None:
    Store.open(desk.data).close()
    alarmed(desk, "never_started", "has never been started", "belum pernah dijalankan")


def test_the_alarm_where_the_collector_was_stopped(desk: Desk, now: int) -> None:
    measured(desk, now - MINUTE, WatchClosed(1, now - MINUTE, WatchEnd.STOPPED))
    alarmed(desk, "stopped", "the collector has stopped", "kolektor berhenti")
    desk.lang = "en"
    assert "(Stopped in good order)" in desk.run("status").stderr


def test_the_alarm_where_the_collector_is_silent(desk: Desk, now: int) -> None:
    measured(desk, now - 2 * MINUTE)
    alarmed(desk, "silent", "no word from the collector for 2 minutes", "selama 2 menit")


def test_the_alarm_where_a_collector_that_lives_cannot_write(desk: Desk, now: int) -> None:
    measured(desk, now - 2 * MINUTE)
    with CollectorLock(desk.data):
        alarmed(desk, "not_written", "CANNOT BE WRITTEN", "TIDAK DAPAT DISIMPAN")
    # Whoever held it is gone.
    assert desk.json("status", code=1)["alarms"] == ["silent"]


def test_the_alarm_where_the_clock_is_behind(desk: Desk, now: int) -> None:
    measured(desk, now + 60 * MINUTE)
    alarmed(desk, "clock_behind", "THE CLOCK IS WRONG", "JAM SERVER SALAH")


def test_the_alarm_where_we_are_blind(desk: Desk, now: int) -> None:
    measured(desk, now - SECOND, GapOpened(ALL_SITES, now - MINUTE, GapReason.VANTAGE_BLIND))
    alarmed(desk, "blind", "our own connection is down", "sambungannya sendiri terputus")
    found = desk.json("status", code=1)
    assert (found["measuring"], found["up"], len(found["unknown"])) == (True, 0, 3)


def test_the_alarm_where_an_edit_was_rejected(desk: Desk, now: int) -> None:
    measured(desk, now - SECOND)
    desk.inventory.write_text("version: 1\nsites: [")
    alarmed(desk, "edit_rejected", "IS NOT IN FORCE", "TIDAK BERLAKU")
    done = desk.run("status")
    assert f"{desk.inventory}:" in done.stderr
    assert "3 normal" in done.stdout


def test_the_alarm_where_an_edit_would_change_the_past(desk: Desk, now: int) -> None:
    measured(desk, now - SECOND)
    desk.inventory.write_text(INVENTORY.replace("fee: 2500000", "fee: 2600000"))
    alarmed(desk, "edit_rejected", "IS NOT IN FORCE", "TIDAK BERLAKU")
    assert "fee: 2500000 -> 2600000" in desk.run("status").stderr
    desk.inventory.write_text(INVENTORY.replace("Kantor Bupati", "Kantor Lain"))
    assert desk.json("status")["alarms"] == []


def test_several_alarms_are_told_at_once(desk: Desk) -> None:
    desk.inventory.unlink()
    found = desk.json("status", code=1)
    assert found["alarms"] == ["store_missing", "inventory_unreadable"]
    done = desk.run("status")
    assert "there is no data yet" in done.stderr
    assert "there is no such file" in done.stderr


def test_the_alarm_where_nobody_is_told(desk: Desk, now: int) -> None:
    hook = '{kind: webhook, url: "http://127.0.0.1:9/"}'
    text = f"{INVENTORY}alerts:\n  receivers: {{grup: {hook}}}\n"
    desk.inventory.write_text(text)
    measured(desk, now - SECOND, applied(text))
    alarmed(desk, "nobody_told", "the alerter does not run", "TIDAK ADA YANG DIBERI TAHU")


def test_on_a_server_it_says_how_services_are_started(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "UNITS", tmp_path)
    assert "systemctl" not in desk.run("status").stderr
    (tmp_path / "pantau.target").touch()
    done = desk.run("status")
    assert done.exit_code == 1
    assert done.stderr.count("sudo systemctl start pantau.target") == 1
    assert done.stderr.count("journalctl -u 'pantau-*'") == 1
    assert "pantau run" not in done.stderr


def test_every_alarm_has_its_test() -> None:
    text = Path(__file__).read_text()
    assert [alarm for alarm in Alarm if f'"{alarm.value}"' not in text] == []


def test_a_silent_link_is_named_once_with_what_it_explains(desk: Desk, now: int) -> None:
    text = INVENTORY.replace("    name: Kantor Desa", "    upstream: hub\n    name: Kantor Desa")
    text += "upstreams: {hub: {name: Hub Kuaro, address: 127.64.254.1}}\n"
    assert text.count("upstream: hub") == 1
    desk.inventory.write_text(text)
    begin, since = now - 10 * MINUTE, now - 5 * MINUTE
    with Store.open(desk.data) as store:
        run = watching(store, begin, *SITES, "upstream/hub")
        commit(store, run, begin, applied(text), states=[up(site, begin) for site in SITES])
        fallen = (opened("desa", since), opened("upstream/hub", since + SECOND))
        commit(store, run, now - SECOND, *fallen, states=[down("desa", since)])
    found = desk.json("status", code=1)
    assert [(link["upstream"], link["sites"]) for link in found["links"]] == [("hub", 1)]
    assert [(each["site"], each["because"]) for each in found["down"]] == [("desa", "Hub Kuaro")]
    assert "Hub Kuaro is silent since" in desk.run("status").stdout
    listed = desk.json("outages", "--from", "2020-01-01", "--to", "2100-01-01")
    assert [(each["site"], each["upstream"]) for each in listed] == [("desa", "hub")]
