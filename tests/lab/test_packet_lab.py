"""What is done to a collector in the lab, and what is told where it cannot be."""

from pathlib import Path

import pytest

from pantau.lab.order import Deed, Do
from pantau.lab.outside import LabEndedError
from pantau.lab.packet_lab import PacketLab, Play, deeds
from pantau.lab.script import LINKS, SECOND, ClockStep, Crash, DiskFull, Event, Script, Suspension
from pantau.store import CollectorLock
from tests.fakes.inventories import inventory_text

PEACE = "seed: 1\nlasts: 30s\n"


def script(*events: Event) -> Script:
    return Script(1, 60 * SECOND, LINKS, events)


def test_a_crash_and_a_suspension_are_done_to_the_process_and_it_ends_with_the_script() -> None:
    crash, still = Crash(5 * SECOND, 7 * SECOND), Suspension(20 * SECOND, SECOND)
    assert list(deeds(script(crash, still))) == [
        Deed(5 * SECOND, Do.KILL),
        Deed(12 * SECOND, Do.START),
        Deed(20 * SECOND, Do.SUSPEND),
        Deed(21 * SECOND, Do.RESUME),
        Deed(60 * SECOND, Do.END),
    ]


@pytest.mark.parametrize(
    ("event", "name"), [(ClockStep(1, 0, 5), "clock"), (DiskFull(1, 5), "disk_full")]
)
def test_what_would_befall_the_whole_machine_is_refused(event: Event, name: str) -> None:
    with pytest.raises(ValueError, match=f"'{name}' can be played in virtual time only"):
        list(deeds(script(event)))


def test_an_inventory_with_errors_is_told_of(tmp_path: Path) -> None:
    wrong = inventory_text(2).replace("kind: desa", "kind: kebun")
    with pytest.raises(ValueError, match="kebun"):
        PacketLab(Play(wrong, PEACE, tmp_path))


@pytest.mark.usefixtures("granted")
def test_a_collector_that_ends_by_itself_is_told_of_with_its_last_words(tmp_path: Path) -> None:
    lab = PacketLab(Play(inventory_text(2), PEACE, tmp_path))
    with CollectorLock(lab.data), lab, pytest.raises(LabEndedError, match="another collector"):
        lab.outcome()
