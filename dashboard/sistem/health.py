"""Whether Pantau itself is well: its processes, backups, disk, versions. No streamlit."""

import platform
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from dashboard.settings import Settings
from pantau.facts.letters import Beat
from pantau.facts.measured import Watch
from pantau.facts.saved import SpaceDay, Upkeep
from pantau.language import Sentence
from pantau.sla import RULES
from pantau.store import (
    Outbox,
    StoreError,
    advice_on,
    set_aside_in,
    space_of,
    sqlite_version,
    upkeep_of,
)
from pantau.store.anchors import Anchor, read_anchors

_BUSY_MS = 500


@dataclass(frozen=True, slots=True)
class Health:
    """At one moment. ``watch``: the newest run of the collector; ``beat``: of the alerter.

    ``head``: of the journal; None where it cannot be read, and ``trouble`` then says why.
    ``anchors``: with their "file:line", the newest last; ``unreadable``: places that tell none.
    ``upkeep``: backups, and the disk day by day. ``aside``: what to do about each damaged file that
    was set aside.
    """

    watch: Watch | None = None
    beat: Beat | None = None
    head: tuple[int, bytes] | None = None
    anchors: tuple[tuple[str, Anchor], ...] = ()
    unreadable: tuple[Sentence, ...] = ()
    trouble: Sentence | None = None
    upkeep: Upkeep = field(default_factory=Upkeep)
    aside: tuple[Sentence, ...] = ()


def read_health(settings: Settings) -> Health:
    """Look. Never raises for what it finds."""
    anchors, unreadable = read_anchors(settings.data)
    beat, upkeep = _beat(settings.data), _upkeep(settings.data)
    aside = tuple(map(advice_on, set_aside_in(settings.data)))
    try:
        with settings.store() as store:
            watch, head = store.last_watch(), store.head()
    except StoreError as error:
        return Health(None, beat, None, tuple(anchors), tuple(unreadable), error.why, upkeep, aside)
    return Health(watch, beat, head, tuple(anchors), tuple(unreadable), None, upkeep, aside)


def _beat(data: Path) -> Beat | None:
    try:
        with Outbox.open(data, readonly=True, busy_ms=_BUSY_MS) as outbox:
            return outbox.last_beat()
    except StoreError:
        return None


def _upkeep(data: Path) -> Upkeep:
    try:
        return upkeep_of(data)
    except StoreError:
        return Upkeep()


def read_disk(data: Path, now: int) -> SpaceDay | None:
    """How much room the data directory takes, by what; None where nobody tells."""
    try:
        return space_of(data, now)
    except OSError:
        return None


def versions() -> dict[str, str]:
    """By name: what runs here."""
    try:
        own = version("pantau")
    except PackageNotFoundError:
        own = "–"
    return {
        "Pantau": own,
        "rules": RULES,
        "SQLite": sqlite_version(),
        "Python": platform.python_version(),
        "Streamlit": version("streamlit"),
    }
