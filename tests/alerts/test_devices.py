"""Restarts and lost power of devices are told, once each, and of devices that are asked alone."""

from dataclasses import replace
from pathlib import Path

from alerts.reading import Eyes, Last
from alerts.replay import replay
from alerts.world import Hushed
from pantau.facts.device_entries import DeviceRestarted, OnReserve, PowerBack, PowerLost
from pantau.facts.instant import HOUR, MINUTE, SECOND
from pantau.facts.journal import InventoryApplied
from pantau.inventory.asking import Probe
from pantau.store import Store
from tests.alerts.town import T0, TOWN, Alerter, alerting, quiet, world

ROUTER = Probe("snmp", "router")
ASKED = replace(TOWN, sites=tuple(replace(s, probes=(*s.probes, ROUTER)) for s in TOWN.sites))
RESTART = DeviceRestarted("paser-1", "router", T0, T0 + 30 * SECOND, T0 - 30 * SECOND, 86_400)
BATTERY = OnReserve("paser-1", "router", T0)


def told(alerter: Alerter, seconds: int, town=ASKED, **seen) -> list[tuple[str, tuple[str, ...]]]:
    return [(why, groups) for _, why, groups in alerter.sees(world(seconds, town=town, **seen))]


def test_a_restart_is_told_once() -> None:
    alerter = Alerter()
    key = f"restarted/paser-1/router/{RESTART.seen_at}"
    assert told(alerter, 30, restarts=(RESTART,)) == [("began", (key,))]
    assert told(alerter, 90, restarts=(RESTART,)) == []
    assert told(alerter, 8_000) == []


def test_a_battery_is_told_after_a_minute_and_so_is_its_end() -> None:
    alerter = Alerter()
    key = (f"reserve/paser-1/router/{T0}",)
    assert told(alerter, 59, on_reserve=(BATTERY,)) == []
    assert told(alerter, 60, on_reserve=(BATTERY,)) == [("began", key)]
    assert told(alerter, 120, on_reserve=(BATTERY,)) == []
    assert told(alerter, 180) == [("ended", key)]


def test_what_nobody_asks_any_more_is_not_told() -> None:
    found = told(Alerter(), 90, town=TOWN, restarts=(RESTART,), on_reserve=(BATTERY,))
    assert found == []


def test_the_alerter_reads_both_in_the_journal(tmp_path: Path) -> None:
    text = Path("inventory.yaml").read_text("utf-8")
    with Store.open(tmp_path) as store:

        def write(*facts) -> None:
            store.record(facts, at=T0 + MINUTE, author="collector", via="x")

        write(InventoryApplied("0" * 64, text), RESTART)
        write(PowerLost("paser-1", "router", T0, T0 + SECOND, 25, 90))
        write(PowerLost("paser-2", "router", T0, T0 + SECOND))
        write(PowerBack("paser-2", "router", T0 + MINUTE))
    eyes = Eyes(tmp_path, tmp_path / "none.yaml")
    seen = eyes.look(T0 + 2 * MINUTE, Last(T0))
    assert seen is not None
    assert (seen.restarts, seen.on_reserve) == ((RESTART,), (BATTERY,))
    later = eyes.look(T0 + 3 * HOUR, Last(T0))
    assert later is not None
    assert (later.restarts, later.on_reserve) == ((), (BATTERY,))
    eyes.close()


WORK = Hushed("M1", T0 - HOUR, T0 + 10 * MINUTE, frozenset({"paser-1"}))


def test_announced_work_explains_both_and_what_goes_on_is_told_after_it() -> None:
    alerter = Alerter()
    seen = {"restarts": (RESTART,), "on_reserve": (BATTERY,), "maintenances": (WORK,)}
    assert told(alerter, 120, **seen) == []
    assert quiet(alerter) == ["maintenance"]
    assert told(alerter, 600, **seen) == [("began", (f"reserve/paser-1/router/{T0}",))]


def test_a_restart_in_a_silence_is_not_told_when_the_silence_ends() -> None:
    assert told(Alerter(), 30, restarts=(RESTART,), silences=(WORK,)) == []
    assert told(Alerter(), 700, restarts=(RESTART,), silences=(WORK,)) == []


def test_a_time_that_is_over_is_gone_through_with_both(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        for fact in (
            RESTART,
            PowerLost("paser-1", "router", T0 + HOUR, T0 + HOUR),
            PowerBack("paser-1", "router", T0 + 2 * HOUR),
            PowerLost("paser-2", "router", T0 - HOUR, T0 - HOUR),
            PowerBack("paser-2", "router", T0 - MINUTE),
        ):
            store.record([fact], at=T0 + 3 * HOUR, author="collector", via="x")
    eyes = Eyes(tmp_path, tmp_path / "none.yaml")
    whole = replace(eyes.whole(T0, T0 + 4 * HOUR, ASKED), alerting=alerting())
    eyes.close()
    said = list(replay(whole, T0, T0 + 4 * HOUR))
    assert [((each.at - T0) // SECOND, each.message.title.partition(":")[0]) for each in said] == [
        (30, "PERANGKAT MENYALA ULANG"),
        (3_660, "MEMAKAI BATERAI"),
        (7_200, "LISTRIK KEMBALI"),
    ]
