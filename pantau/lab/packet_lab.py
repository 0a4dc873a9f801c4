"""The collector as a process in the lab, in real time, from the first to the last instant of a
script. What ``virtual_run`` does in virtual time happens here to a real process."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any

from pantau.facts.clock import SystemClock, now_us
from pantau.facts.instant import to_datetime
from pantau.inventory import parse_inventory
from pantau.inventory.model import Inventory
from pantau.lab.demo_inventory import simulated
from pantau.lab.filed_regency import FACTORY
from pantau.lab.noting import Wish
from pantau.lab.order import Deed, Do, Order, Said
from pantau.lab.outside import Lab, LabEndedError
from pantau.lab.peace import hour_of_peace
from pantau.lab.scenario import read_script
from pantau.lab.script import SECOND, ClockStep, Crash, DiskFull, Script, ScriptError, Suspension

STALL_S, STALL_EVERY_S = 0.05, 0.15
_PATIENCE_S = 60
_LAST_WORDS = 20


@dataclass(frozen=True, slots=True)
class Play:
    """What is to be played. ``inventory``: the text of one as shipped, on loopback addresses.

    ``scenario``: YAML as ``scenario`` reads it. ``folder``: an empty one, for all that is made.
    ``stalled``: the collector's event loop stands still for 50 ms of every 150.
    ``seconds``: to end earlier than the scenario does.
    """

    inventory: str
    scenario: str
    folder: Path
    stalled: bool = False
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """``began_ns``: when the scenario began, with the collector's first echo (wall). ``counts``:
    see ``order.Said``."""

    began_ns: int
    counts: Mapping[str, Any]


class PacketLab:
    """One lab with a collector in it; nothing of it outlives the with-block.

    Raises ScriptError for what cannot be played, and ValueError for an inventory with errors.
    """

    def __init__(self, play: Play) -> None:
        self.play = play
        now = now_us(SystemClock())
        text = _in_lab(play.inventory, now)
        self.inventory = _parsed(text)
        script = read_script(play.scenario, self.inventory)
        if play.seconds is not None:
            script = replace(script, lasts=min(script.lasts, play.seconds * SECOND))
        self.script = script
        self.data, self.holds, self.notes = (play.folder / n for n in ("data", "holds", "notes"))
        self._output = play.folder / "output"
        self._open = ExitStack()
        inventory, scenario = play.folder / "inventory.yaml", play.folder / "script.yaml"
        inventory.write_text(text, encoding="utf-8")
        scenario.write_text(play.scenario, encoding="utf-8")
        # What a collector learns about its links in the first hour is another matter.
        hour_of_peace(self.data, self.inventory, script, now)
        wish = Wish(
            inventory=str(inventory),
            data=str(self.data),
            notes=str(self.notes),
            stall_s=STALL_S if play.stalled else 0.0,
            every_s=STALL_EVERY_S,
        )
        self._order = Order(
            factory=FACTORY,
            scenario={"inventory": str(inventory), "script": str(scenario)},
            command=(sys.executable, "-P", "-m", "pantau.lab.noting", wish.argument()),
            deeds=tuple(deeds(script)),
            with_first_echo=True,
            holds=str(self.holds),
        )

    def __enter__(self) -> "PacketLab":
        output = self._open.enter_context(self._output.open("wb"))
        self._lab = self._open.enter_context(Lab(self._order, output))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()

    def ready(self) -> int:
        """Wait until the lab's network is there; the process that holds it. Raises as ``outcome``
        does."""
        self._lab.until(Said.READY, _PATIENCE_S)
        return self._lab.process.pid

    def outcome(self) -> Outcome:
        """Wait for the end. Raises LabRefusedError where the machine refuses a lab, and
        LabEndedError with the last words of lab and collector where one of them failed."""
        try:
            return self._outcome()
        except LabEndedError as error:
            words = self._output.read_text(errors="replace").splitlines()[-_LAST_WORDS:]
            raise LabEndedError("\n".join((f"{error}:", *words))) from None

    def _outcome(self) -> Outcome:
        began_ns = self._lab.until(Said.BEGAN, _PATIENCE_S)["wall_ns"]
        counts = self._lab.finish(self.script.lasts / SECOND + _PATIENCE_S)
        last = max(told.values["at_ns"] for told in self._lab.told if told.said is Said.ENDED)
        if last < self.script.lasts:
            raise LabEndedError("the collector ended by itself")
        return Outcome(began_ns, counts)


def deeds(script: Script) -> Iterator[Deed]:
    """What the script does to the collector's process, and its end. Raises ScriptError for what
    cannot be done to one process alone."""
    for event in script.events:
        match event:
            case Crash():
                yield Deed(event.at, Do.KILL)
                yield Deed(event.end, Do.START)
            case Suspension():
                yield Deed(event.at, Do.SUSPEND)
                yield Deed(event.end, Do.RESUME)
            case ClockStep() | DiskFull():
                kind = "clock" if isinstance(event, ClockStep) else "disk_full"
                raise ScriptError(f"'{kind}' can be played in virtual time only; leave it out")
    yield Deed(script.lasts, Do.END)


def _in_lab(shipped: str, now: int) -> str:
    year = to_datetime(now).year
    return simulated(shipped, date(year - 1, 1, 1), date(year + 1, 12, 31), in_lab=True)


def _parsed(text: str) -> Inventory:
    reading = parse_inventory(text.encode(), "inventory.yaml")
    if reading.inventory is None:
        raise ValueError("\n".join(map(str, reading.problems)))
    return reading.inventory
