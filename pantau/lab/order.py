"""What a lab is to do, and what it tells while it does it: all that passes between two processes.

An order travels as JSON on a command line, so its regency is named, not handed over: ``factory``
is "module:function", called inside with ``scenario`` (plain JSON, a few thousand characters at
most: name files, do not quote them) and giving an Answering.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import Enum
from importlib import import_module
from typing import Any, NamedTuple

from pantau.lab.answers import Answering


class Do(Enum):
    """What can be done to the child inside."""

    KILL = "kill"  # as a crash does it; it stays dead until START
    START = "start"  # once more; nothing where it runs
    SUSPEND = "suspend"
    RESUME = "resume"
    END = "end"  # in good order, and the lab with it


class Deed(NamedTuple):
    """``do`` when ``at_ns`` nanoseconds of the scenario have passed."""

    at_ns: int
    do: Do


class Said(Enum):
    """What a line from a lab is about; the values that come with it."""

    READY = "ready"  # there is a network
    BEGAN = "began"  # wall_ns, boot_ns: when the scenario began (SystemClock)
    STARTED = "started"  # pid, at_ns: the child runs (pid as seen from outside)
    ENDED = "ended"  # code, at_ns: the child is dead; code is negative for a signal
    COUNTS = "counts"  # the responder's counts, cpu_s and ran_s; the last line
    REFUSED = "refused"  # why


@dataclass(frozen=True, slots=True)
class Order:
    """``command``: the child that runs inside, an absolute program first.

    ``deeds``: what happens to it. ``again_after_s``: when it ends by itself it is started again so
    many seconds later; None: the lab ends with it. ``began_boot_ns``: when the scenario began, by
    CLOCK_BOOTTIME; None: when the lab is ready. ``with_first_echo``: it begins with that instead.
    ``handed``: descriptors that the child inherits. ``holds``: a file for the truth of every echo
    (see ``holds``), written at the end.
    """

    factory: str
    scenario: Any
    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    deeds: tuple[Deed, ...] = ()
    again_after_s: float | None = None
    began_boot_ns: int | None = None
    with_first_echo: bool = False
    handed: tuple[int, ...] = ()
    holds: str | None = None
    told: int | None = None  # the descriptor on which the lab tells; None: nobody listens

    def answering(self) -> Answering:
        """The regency. Raises ImportError or AttributeError for a factory that is not there."""
        module, _, function = self.factory.partition(":")
        made: Answering = getattr(import_module(module), function)(self.scenario)
        return made

    def argument(self) -> str:
        """As the process takes it."""
        plain = asdict(self) | {"deeds": [(deed.at_ns, deed.do.value) for deed in self.deeds]}
        return json.dumps(plain)

    @classmethod
    def from_argument(cls, argument: str) -> "Order":
        """What ``argument`` gave."""
        plain = json.loads(argument)
        deeds = tuple(Deed(at_ns, Do(do)) for at_ns, do in plain.pop("deeds"))
        command, handed = tuple(plain.pop("command")), tuple(plain.pop("handed"))
        return cls(**plain, deeds=deeds, command=command, handed=handed)


class Told(NamedTuple):
    """One line from a lab."""

    said: Said
    values: Mapping[str, Any]

    def line(self) -> bytes:
        """As it travels."""
        return json.dumps({"said": self.said.value, **self.values}).encode() + b"\n"

    @classmethod
    def from_line(cls, line: bytes) -> "Told":
        """What ``line`` gave."""
        values = json.loads(line)
        return cls(Said(values.pop("said")), values)
