"""The last good path of each site: ``paths.sqlite``, beside the journal and apart from it.

No figure is made of it. Were it lost, it would fill by itself within a day.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path as File

from pantau.facts.path import Path
from pantau.language import to_say
from pantau.store.beside import Refilled
from pantau.store.connection import rows
from pantau.store.errors import StoreMissing

PATHS = "paths.sqlite"


@dataclass(frozen=True, slots=True)
class GoodPath:
    """The path to an address of a site, on which it was reached."""

    address: str
    path: Path


class Paths(Refilled):
    """The good paths of one data directory; may be shared by threads.

    Any operation may raise StoreBusy, StoreUnwritable or StoreDamaged; it is then as if not begun.
    """

    NAME = PATHS
    SCHEMA = "paths"
    MISSING = to_say("{path} does not exist: no path was asked here yet")
    # A power cut may take the last paths: they come again.
    SYNCHRONOUS = "NORMAL"

    def write(self, good: Mapping[str, GoodPath]) -> None:
        """By site; in the place of what was known."""
        with self._writing() as db:
            db.executemany(
                "INSERT OR REPLACE INTO path VALUES (?, ?, ?, ?)",
                [
                    (site, each.address, each.path.asked_at, json.dumps(each.path.hops))
                    for site, each in good.items()
                ],
            )

    def keep_only(self, sites: Collection[str]) -> None:
        """Forget the paths of all others."""
        with self._writing() as db:
            gone = sorted({site for (site,) in rows(db, "SELECT site FROM path")} - set(sites))
            db.executemany("DELETE FROM path WHERE site = ?", [(site,) for site in gone])

    def all(self) -> dict[str, GoodPath]:
        """By site."""
        with self._reading() as db:
            return {
                site: GoodPath(address, Path(at, _hops(hops), reached=True))
                for site, address, at, hops in rows(
                    db, "SELECT site, address, asked_at, hops FROM path"
                )
            }


def good_path(data: File, site: str) -> GoodPath | None:
    """The last good path of a site; None where none is known. Raises StoreError."""
    try:
        with Paths.open(data, readonly=True, busy_ms=500) as paths:
            return paths.all().get(site)
    except StoreMissing:
        return None


def _hops(text: str) -> tuple[str | None, ...]:
    found = json.loads(text)
    if not isinstance(found, list) or any(
        each is not None and type(each) is not str for each in found
    ):
        raise ValueError(f"no list of hops: {text[:60]}")
    return tuple(found)
