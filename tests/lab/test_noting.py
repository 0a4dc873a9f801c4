"""What the noting collector's door to the network writes down."""

import json
import os
from pathlib import Path

import numpy as np

from collector.transport import Destination, SendFailure
from pantau.lab.holds import HOLD_TYPE, Hold, Holds, read_holds
from pantau.lab.looks import Looks
from pantau.lab.noting import LOOK, NotingTransport, Wish
from pantau.lab.virtual import VirtualClock, VirtualTransport

MILLI = 1_000_000
HERE = Destination.of("10.64.0.1")
assert HERE is not None
ADDRESS = 0x0A400001


class Noted:
    """A transport with notes, on a clock that goes when told to."""

    def __init__(self, folder: Path, *fates: int | SendFailure | None) -> None:
        left = list(fates)
        self.clock = VirtualClock()
        self.path = folder / "notes"
        self.network = VirtualTransport(self.clock, lambda host, now: left.pop(0))
        self.notes = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self.transport = NotingTransport(self.network, self.clock, self.notes)

    def trips(self) -> list[Hold]:
        return [hold for hold in read_holds(self.path) if hold.address != LOOK]


def test_each_round_trip_is_noted_as_the_collector_takes_it(tmp_path: Path) -> None:
    noted = Noted(tmp_path, 30 * MILLI, None, SendFailure.REFUSED)
    sent = noted.transport.send(HERE, (1).to_bytes(8))
    noted.transport.send(HERE, (2).to_bytes(8))
    assert noted.transport.send(HERE, (3).to_bytes(8)) is SendFailure.REFUSED
    noted.clock.advance(70 * MILLI)
    assert [reply.nonce for reply in noted.transport.receive()] == [(1).to_bytes(8)]
    assert noted.trips() == [Hold(ADDRESS, 1, sent, 30 * MILLI)]
    assert noted.transport.dropped() == 0
    noted.transport.close()
    os.close(noted.notes)


def test_what_somebody_else_answers_and_what_comes_twice_is_no_round_trip(tmp_path: Path) -> None:
    noted = Noted(tmp_path, 30 * MILLI)
    noted.transport.send(HERE, (1).to_bytes(8))
    noted.network.deliver((1).to_bytes(8), "10.64.0.9", 10 * MILLI)
    noted.network.deliver((1).to_bytes(8), HERE.host, 40 * MILLI)
    noted.network.deliver((7).to_bytes(8), HERE.host, 40 * MILLI)
    noted.clock.advance(50 * MILLI)
    assert len(noted.transport.receive()) == 4
    assert [hold.hold_ns for hold in noted.trips()] == [30 * MILLI]
    os.close(noted.notes)


def test_each_look_is_noted_with_its_time(tmp_path: Path) -> None:
    noted = Noted(tmp_path)
    began = noted.clock.wall_ns()
    for passed in (0, 100, 150):
        noted.clock.advance(passed * MILLI)
        noted.transport.receive()
    looks = Looks(noted.path)
    assert (looks.at - began).tolist() == [0, 100 * MILLI, 250 * MILLI]
    assert looks.since.tolist() == [0, 100 * MILLI, 150 * MILLI]
    os.close(noted.notes)


def looks_of(path: Path, *times_ms: int) -> Looks:
    """One process that looked at these times."""
    rows, before = Holds(), times_ms[0]
    for at in times_ms:
        rows.add(LOOK, 0, at * MILLI, (at - before) * MILLI)
        before = at
    rows.save(path)
    return Looks(path)


def test_a_process_that_comes_round_in_time_was_not_held_up(tmp_path: Path) -> None:
    looks = looks_of(tmp_path / "notes", *range(0, 20_000, 100))
    assert looks.held_up([]) == 0
    assert looks.first() == [0]


def test_what_comes_late_within_ten_seconds_adds_up(tmp_path: Path) -> None:
    # 350 ms late at 5 s, 250 ms at 9 s; 650 ms at 30 s, where it stands alone.
    late = {5_000: 400, 9_000: 300, 30_000: 700}
    times, at = [], 0
    while at < 40_000:
        times.append(at)
        at += late.get(at, 0) + 100
    looks = looks_of(tmp_path / "notes", *times)
    assert looks.held_up([]) == 650 * MILLI
    assert looks.held_up([(30_100 * MILLI, 30_700 * MILLI)]) == 600 * MILLI


def test_no_look_at_all_is_no_hold_up(tmp_path: Path) -> None:
    Holds().save(tmp_path / "notes")
    assert Looks(tmp_path / "notes").held_up([]) == 0
    assert np.fromfile(tmp_path / "notes", HOLD_TYPE).size == 0


def test_a_wish_travels_whole() -> None:
    wish = Wish("a", "b", "c", 0.05, 0.15)
    assert Wish(**json.loads(wish.argument())) == wish
