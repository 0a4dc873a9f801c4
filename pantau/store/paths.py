"""The last good path of each site: ``paths.sqlite``, beside the journal and apart from it.

No figure is made of it. Were it lost, it would fill by itself within a day.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path as File

from pantau.facts.path import Path
from pantau.language import Sentence, to_say
from pantau.store.beside import Beside, open_to_read, open_to_write
from pantau.store.connection import BUSY_MS, rows
from pantau.store.errors import StoreMissing

PATHS = "paths.sqlite"
_SCHEMA = "paths"


@dataclass(frozen=True, slots=True)
class GoodPath:
    """The path to an address of a site, on which it was reached."""

    address: str
    path: Path


class Paths(Beside):
    """The good paths of one data directory; may be shared by threads.

    Any operation may raise StoreBusy, StoreUnwritable or StoreDamaged; it is then as if not begun.
    """

    REMEDY = Sentence(to_say("; remove the file"))

    @classmethod
    def open(cls, data: File, *, readonly: bool = False, busy_ms: int = BUSY_MS) -> "Paths":
        """Open it in ``data``; create (0600) and migrate it unless readonly.

        Raises StoreMissing (readonly and no path was ever asked), StoreTooNew, StoreTooOld
        (readonly), SqliteTooOld, StoreDamaged, StoreUnwritable.
        """
        path = data / PATHS
        if readonly:
            missing = Sentence(
                to_say("{path} does not exist: no path was asked here yet"), path=str(path)
            )
            return cls(path, open_to_read(path, _SCHEMA, busy_ms, missing), readonly=True)
        # A power cut may take the last paths: they come again.
        db = open_to_write(path, _SCHEMA, busy_ms, synchronous="NORMAL")
        return cls(path, db, readonly=False)

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
