"""What the file says now, against what is in force; and putting it in force. Without streamlit."""

import difflib
from dataclasses import dataclass
from pathlib import Path

from dashboard.settings import Settings
from pantau.actions.acting import Actor, Refused
from pantau.actions.apply import NowInForce, PastRefused, apply_inventory
from pantau.actions.edits import Edit, weigh
from pantau.facts.journal import Entry
from pantau.facts.kinds import EntryKind
from pantau.inventory import Inventory, parse_inventory
from pantau.inventory.problem import Problem
from pantau.language import Sentence, to_say
from pantau.language.system_errors import said_of
from pantau.store import Store, StoreError, Wanted

MOST_LINES = 400
MOST_APPLIED = 20

_UNREAD = to_say("It cannot be read: {reason}")


@dataclass(frozen=True, slots=True)
class FileNow:
    """The file as it is now.

    ``unread``: why its bytes could not be had. ``problems``: what keeps it from being used at all.
    ``digest``: of its bytes. ``edit``: what comes of applying it; None where it is in force or
    cannot be used. ``lines``: what differs from the text in force, as ``diff`` writes it;
    ``cut``: whether there is more.
    """

    unread: Sentence | None = None
    problems: tuple[Problem, ...] = ()
    digest: str | None = None
    edit: Edit | None = None
    lines: tuple[str, ...] = ()
    cut: bool = False


def read_file_now(file: Path, in_force: Inventory, now: int) -> FileNow:
    """Read and weigh it. ``now``: microseconds UTC. Never raises for what the file is like."""
    try:
        data = file.read_bytes()
    except OSError as error:
        return FileNow(unread=Sentence(_UNREAD, reason=said_of(error)))
    reading = parse_inventory(data, file.name)
    new = reading.inventory
    if new is None:
        return FileNow(problems=reading.errors)
    if new.digest == in_force.digest:
        return FileNow(digest=new.digest)
    lines = tuple(
        difflib.unified_diff(in_force.text.splitlines(), new.text.splitlines(), lineterm="", n=1)
    )[2:]
    return FileNow(
        digest=new.digest,
        edit=weigh(in_force, new, now),
        lines=lines[:MOST_LINES],
        cut=len(lines) > MOST_LINES,
    )


@dataclass(frozen=True, slots=True)
class Applied:
    """An inventory that came into force: the entry, and how many sites it changed."""

    entry: Entry
    digest: str
    added: int
    removed: int
    changed: int
    correction: str


def read_applied(settings: Settings) -> tuple[Applied, ...]:
    """The last twenty, the newest first; none where the store cannot be read."""
    wanted = Wanted(kinds=frozenset({EntryKind.INVENTORY_APPLIED}))
    try:
        with settings.store() as store:
            found = store.find(wanted, most=MOST_APPLIED)
    except StoreError:
        return ()
    return tuple(_applied(each) for each in found.entries)


def _applied(entry: Entry) -> Applied:
    data = entry.data()
    added, removed, changed = (len(data.get(name, ())) for name in ("added", "removed", "changed"))
    return Applied(entry, data["digest"], added, removed, changed, data.get("correction", ""))


def apply_file(
    store: Store, actor: Actor, file: Path, digest: str, correction: str | None
) -> NowInForce | Refused:
    """Put the file in force, if it is still the one that was shown (``digest``)."""
    try:
        reading = parse_inventory(file.read_bytes(), file.name)
    except OSError as error:
        return Refused(_UNREAD, reason=said_of(error))
    if reading.inventory is None or reading.inventory.digest != digest:
        return Refused(to_say("The file has changed since it was shown here. Look at it again."))
    done = apply_inventory(store, actor, reading.inventory, correction)
    if isinstance(done, PastRefused):
        return Refused(to_say("Nothing was applied: the file changes days that are over."))
    return done
