"""What an echo costs the whole collector and what it costs fping, in turns in one run.

Both run in a network namespace of our own, so that neither hears anybody else's packets: on its
loopback, or in the lab.
"""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import fping
from benchmarks.children import in_lab, module
from benchmarks.minute import WINDOW_S, WINDOWS, soonest
from benchmarks.rows import Part, Row, Target
from benchmarks.turns import Turns, rows
from pantau.facts.clock import SystemClock
from pantau.lab.namespace import LabRefusedError

_SETTLE_S = 5
_PATIENCE_S = 150
_PROMISED_US, _AT_SITES = 25.0, 3_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where echoes go: ``net`` is the first part of the addresses."""

    name: str
    net: str
    sites: int

    def what(self, who: str) -> str:
        """Who was measured, and where."""
        return f"{self.name}, {self.sites:,} sites: {who}"


_PLACES = (
    Place("lab", "10", 300),
    Place("lab", "10", 3_000),
    Place("lab", "10", 30_000),
    Place("loopback", "127", 3_000),
)


def measure() -> Iterator[Row]:
    """Each place with all contenders."""
    program = shutil.which("fping")
    for place in _PLACES:
        try:
            yield from _compare(place, program)
        except LabRefusedError as refused:
            yield Row(place.what("collector"), None, "us an echo", str(refused))


def _compare(place: Place, program: str | None) -> Iterator[Row]:
    collector, paced, burst = Turns(), Turns(), Turns()
    left = list(WINDOWS)
    while left:
        _collector_turn(place, left, collector)
        if program is not None:
            _fping_turn(place, program, fping.paced(place.sites), paced)
            asks = fping.burst(place.sites, lab=place.name == "lab")
            _fping_turn(place, program, asks, burst)
    promised = Target(_PROMISED_US) if place.sites == _AT_SITES else None
    how = f"all turns, one with the storing of samples, after {_SETTLE_S} s or more to settle"
    others = {"fping, paced": paced, "fping, in bursts": burst}
    yield from rows(place.what, collector, how, promised, others)


def _collector_turn(place: Place, left: list[range], turns: Turns) -> None:
    starting_s = 2 + place.sites / 20_000
    now_s = SystemClock().wall_ns() / 1e9
    second, window = soonest(left, now_s + starting_s + _SETTLE_S)
    left.remove(window)
    words = [place.sites, WINDOW_S, "--settle", _SETTLE_S, "--second", second]
    words += ["--lab"] if place.net == "10" else []
    found = in_lab(module("benchmarks.load", *words), _PATIENCE_S).found
    turns.add(found["cpu_s"], found["echoes"], found["lost"], found["seconds"])


def _fping_turn(place: Place, program: str, asks: fping.Asks, turns: Turns) -> None:
    with tempfile.TemporaryDirectory() as folder:
        targets = Path(folder) / "targets"
        fping.write_targets(targets, place.sites, place.net)
        command = module("benchmarks.fping", *asks.command(program, targets))
        found = in_lab(command, _PATIENCE_S).found
    lost = found["sent"] - found["answered"]
    turns.add(found["cpu_s"], found["sent"], lost, found["seconds"])


PART = Part(
    "fping",
    "Processor time an echo: the whole collector, judging and storing included, beside fping with "
    "the same bytes in an echo. They take turns (collector, fping paced at the collector's rate, "
    "fping in bursts), each alone and in a network namespace of its own. In the lab every site "
    "answers after 10 to 59 ms.",
    measure,
)
