"""A disk that keeps what was synced, and of the rest what chance leaves: the model of a power cut.

A run is recorded once as a list of events (tests.store.power.recorder). Afterwards the power can be
cut behind each of them, in each of the ways that Survival names, without running it again.

What POSIX promises and nothing more: fsync of a file keeps its bytes, fsync of a folder the names
in it, and whatever was not synced may be there or not, in any order and in part. A rename is one
step. Beyond that only what SQLite too takes for granted: a write touches no byte beside it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from random import Random

ROOT = 0
"""The number of the folder that everything lies in."""

SECTOR = 512


@dataclass(frozen=True, slots=True)
class Linked:
    """A name came into a folder; files and folders bear numbers. ``fresh``: a new folder."""

    folder: int
    name: str
    node: int
    is_folder: bool


@dataclass(frozen=True, slots=True)
class Unlinked:
    """A name went."""

    folder: int
    name: str


@dataclass(frozen=True, slots=True)
class Renamed:
    """A name went and another one came, whatever bore that before."""

    folder: int
    name: str
    into: int
    called: str
    node: int


@dataclass(frozen=True, slots=True)
class Written:
    """Bytes of a file."""

    node: int
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Truncated:
    """A file has this size now."""

    node: int
    size: int


@dataclass(frozen=True, slots=True)
class Synced:
    """What was written to a file, or the names in a folder, are on the disk."""

    node: int


@dataclass(frozen=True, slots=True)
class Said:
    """An operation came back: what it promised holds from here on."""

    what: str
    value: object = None


Name = Linked | Unlinked | Renamed
Pending = Name | Written | Truncated
Event = Pending | Synced | Said


class Survival(Enum):
    """What becomes of that which was not synced."""

    ALL = "all"  # as after a kill: the system writes it later
    NONE = "none"
    NAMES = "names"  # the file is there, its bytes are not
    BYTES = "bytes"  # the other way round
    BEGINNING = "beginning"  # in order up to somewhere, the last write torn
    SOME = "some"  # any part of it, writes torn into sectors


class Disk:
    """What is durable after the events so far, and what is under way."""

    def __init__(self) -> None:
        self.files: dict[int, bytes] = {}
        self.folders: set[int] = {ROOT}
        self.names: dict[tuple[int, str], int] = {}
        self.pending: list[Pending] = []

    def happens(self, event: Event) -> None:
        """Take the next event in."""
        if isinstance(event, Said):
            return
        if isinstance(event, Linked) and event.is_folder:
            # That a number is a folder is no matter of durability; its name is.
            self.folders.add(event.node)
        if not isinstance(event, Synced):
            self.pending.append(event)
            return
        durable = [each for each in self.pending if event.node in _touched(each)]
        self.pending = [each for each in self.pending if event.node not in _touched(each)]
        _apply(durable, self.files, self.names)

    def cut(self, survival: Survival, seed: int, folder: Path) -> None:
        """Write what is left when the power goes now, as plain files into a new ``folder``."""
        files, names = dict(self.files), dict(self.names)
        _apply(_survivors(self.pending, survival, Random(seed)), files, names)
        _write(ROOT, folder, files, names, self.folders)


def _touched(event: Pending) -> tuple[int, ...]:
    match event:
        case Linked() | Unlinked():
            return (event.folder,)
        case Renamed():
            return (event.folder, event.into)
        case _:
            return (event.node,)


def _survivors(pending: list[Pending], survival: Survival, dice: Random) -> list[Pending]:
    match survival:
        case Survival.ALL:
            return pending
        case Survival.NONE:
            return []
        case Survival.NAMES:
            return [each for each in pending if isinstance(each, Name)]
        case Survival.BYTES:
            return [each for each in pending if not isinstance(each, Name)]
        case Survival.BEGINNING:
            left = pending[: dice.randint(0, len(pending))]
            return [*left[:-1], *_torn(left[-1], dice)] if left else []
        case Survival.SOME:
            share = dice.random()
            chosen = [each for each in pending if dice.random() < share]
            return [part for each in chosen for part in _torn(each, dice)]


def _torn(event: Pending, dice: Random) -> list[Pending]:
    """Every second write as it is; of the others some of the sectors."""
    if not isinstance(event, Written) or dice.random() < 0.5:
        return [event]
    first = event.offset // SECTOR * SECTOR
    end = event.offset + len(event.data)
    parts: list[Pending] = []
    for at in range(first, end, SECTOR):
        begin = max(at, event.offset)
        if dice.random() < 0.5:
            data = event.data[begin - event.offset : at + SECTOR - event.offset]
            parts.append(Written(event.node, begin, data))
    return parts


def _apply(
    events: Iterable[Pending], files: dict[int, bytes], names: dict[tuple[int, str], int]
) -> None:
    for event in events:
        match event:
            case Linked():
                names[event.folder, event.name] = event.node
            case Unlinked():
                names.pop((event.folder, event.name), None)
            case Renamed():
                names.pop((event.folder, event.name), None)
                names[event.into, event.called] = event.node
            case Written():
                old = files.get(event.node, b"").ljust(event.offset, b"\0")
                rest = old[event.offset + len(event.data) :]
                files[event.node] = old[: event.offset] + event.data + rest
            case Truncated():
                files[event.node] = files.get(event.node, b"")[: event.size].ljust(
                    event.size, b"\0"
                )


def _write(
    number: int,
    folder: Path,
    files: dict[int, bytes],
    names: dict[tuple[int, str], int],
    folders: set[int],
) -> None:
    folder.mkdir(mode=0o700)
    for (parent, name), node in names.items():
        if parent != number:
            continue
        if node in folders:
            _write(node, folder / name, files, names, folders)
        else:
            (folder / name).write_bytes(files.get(node, b""))
            (folder / name).chmod(0o600)
