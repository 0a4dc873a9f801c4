"""A server that boots with a wrong clock, set right half an hour later: no second of what that
clock dated is up or down. In virtual time; the drill wrong-clock.sh does it with a whole day."""

import io
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from pantau.facts.instant import MINUTE, from_datetime
from pantau.facts.words import GapReason
from pantau.lab.virtual_play import main
from pantau.store import Store, verify
from tests.cli.story import Desk
from tests.fakes.inventories import inventory_text

BEGIN = "2026-03-10T00:00:00+00:00"
MARCH = 31 * 86_400


def played(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    off: str,
    back: str,
    right_at: str = "90m",
    more: str = "",
) -> Desk:
    """Watched for an hour, down for ten minutes in it; wrong until ``right_at``, with another
    outage in that; four hours in all. ``more``: further events, a line each."""
    desk = Desk.at(tmp_path, inventory_text(2))
    story = f"""
seed: 1
lasts: 4h
events:
  - {{at: 20m, lasts: 10m, what: outage, sites: [site-1]}}
  - {{at: 60m, lasts: 2m, what: crash}}
  - {{at: 61m, what: clock, by: {off}}}
  - {{at: 70m, lasts: 10m, what: outage, sites: [site-1]}}
  - {{at: {right_at}, what: clock, by: {back}}}
{more}"""
    monkeypatch.setattr(sys, "argv", ["", str(desk.inventory), str(desk.data), BEGIN])
    monkeypatch.setattr(sys, "stdin", io.StringIO(story))
    main()
    assert verify(desk.data).sound
    with Store.open(desk.data, readonly=True) as store:
        at = [entry.at for entry in store.entries()]
    assert at == sorted(at)
    return desk


def minutes(desk: Desk) -> tuple[int, int, int]:
    """Up, down, and unknown of those four hours."""
    found: dict[str, Any] = desk.json("sla", "--month", "2026-03")
    row = next(each for each in found["sites"] if each["site"] == "site-1")
    up, down, unknown = (row[f"{name}_seconds"] for name in ("up", "down", "unknown"))
    return round(up / 60), round(down / 60), round((unknown - MARCH) / 60) + 4 * 60


ANEW = "  - {at: 100m, lasts: 5m, what: crash}\n  - {at: 120m, lasts: 2m, what: crash}\n"


@pytest.mark.parametrize("more", ["", ANEW], ids=["one collector", "started anew while it waits"])
def test_a_clock_ahead_leaves_unknown_time_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: str
) -> None:
    desk = played(tmp_path, monkeypatch, off="1h", back="-1h", more=more)
    # Watched for 60 minutes, and again when the clock had gone past what it had dated: 150 to 240.
    assert minutes(desk) == (50 + 90, 10, 90)
    with Store.open(desk.data, readonly=True) as store:
        [gap] = store.gaps(0, 2**62)
    begin = from_datetime(datetime.fromisoformat(BEGIN))
    assert gap.reason is GapReason.CLOCK_STEPPED
    assert gap.ended_at is not None
    found = [round((at - begin) / MINUTE) for at in (gap.started_at, gap.ended_at)]
    assert found == [90, 150]
    assert not (desk.data / "clock.waits").exists()


def test_a_clock_behind_costs_the_time_in_which_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = played(tmp_path, monkeypatch, off="-1h", back="1h")
    assert minutes(desk) == (50 + 150, 10, 30)
    with Store.open(desk.data, readonly=True) as store:
        assert store.gaps(0, 2**62) == []


def test_what_it_dated_for_longer_than_it_was_ahead_is_told_by_a_person(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = played(tmp_path, monkeypatch, off="30m", back="-30m", right_at="150m")
    # Minutes 62 to 150 were dated 92 to 180; of 150 to 180 two clocks say different things.
    assert minutes(desk) == (50 + 48 + 60, 10 + 10, 62)
    rows = ("site,started_at,ended_at,reason", "*,2026-03-10T01:32Z,2026-03-10T02:30Z,jam salah")
    done = desk.run("import", "gaps", desk.file("gap.csv", *rows), "--by", "rina")
    assert done.exit_code == 0, done.output
    assert minutes(desk) == (50 + 60, 10, 120)
