"""Whether Pantau itself is well: its three processes, its disk, its versions. No streamlit."""

import platform
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from dashboard.settings import Settings
from pantau.facts.letters import Beat
from pantau.facts.measured import Watch
from pantau.language import Sentence
from pantau.sla import RULES
from pantau.store import Outbox, StoreError, sqlite_version
from pantau.store.anchors import Anchor, read_anchors

_BUSY_MS = 500
_PARTS = {
    "journal.sqlite": "journal",
    "samples": "samples",
    "alerts.sqlite": "alerts",
    "kept": "kept",
    "anchors": "anchors",
}


@dataclass(frozen=True, slots=True)
class Disk:
    """Bytes. ``parts``: of the data directory, by what they are; ``other`` is the rest of it.

    ``free`` and ``size``: of the file system that it lies on; None where nobody tells.
    """

    parts: Mapping[str, int] = field(default_factory=dict)
    free: int | None = None
    size: int | None = None

    @property
    def used(self) -> int:
        """By the data directory."""
        return sum(self.parts.values())


@dataclass(frozen=True, slots=True)
class Health:
    """At one moment. ``watch``: the newest run of the collector; ``beat``: of the alerter.

    ``head``: of the journal; None where it cannot be read, and ``trouble`` then says why.
    ``anchors``: with their "file:line", the newest last; ``unreadable``: places that tell none.
    """

    watch: Watch | None = None
    beat: Beat | None = None
    head: tuple[int, bytes] | None = None
    anchors: tuple[tuple[str, Anchor], ...] = ()
    unreadable: tuple[Sentence, ...] = ()
    trouble: Sentence | None = None


def read_health(settings: Settings) -> Health:
    """Look. Never raises for what it finds."""
    anchors, unreadable = read_anchors(settings.data)
    beat = _beat(settings.data)
    try:
        with settings.store() as store:
            watch, head = store.last_watch(), store.head()
    except StoreError as error:
        return Health(None, beat, None, tuple(anchors), tuple(unreadable), error.why)
    return Health(watch, beat, head, tuple(anchors), tuple(unreadable))


def _beat(data: Path) -> Beat | None:
    try:
        with Outbox.open(data, readonly=True, busy_ms=_BUSY_MS) as outbox:
            return outbox.last_beat()
    except StoreError:
        return None


def read_disk(data: Path) -> Disk:
    """How much room the data directory takes, by part. What vanishes meanwhile counts nothing."""
    parts: dict[str, int] = {}
    for top in _entries(data):
        name = next((part for stem, part in _PARTS.items() if top.name.startswith(stem)), "other")
        parts[name] = parts.get(name, 0) + _size(top)
    try:
        usage = shutil.disk_usage(data)
    except OSError:
        return Disk(parts)
    return Disk(parts, usage.free, usage.total)


def _entries(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _size(path: Path) -> int:
    if path.is_symlink():
        return 0
    if path.is_dir():
        return sum(_size(each) for each in _entries(path))
    try:
        return path.stat().st_size
    except OSError:
        return 0


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
