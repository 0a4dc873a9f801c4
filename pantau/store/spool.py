"""Samples on their way in: sorted by day in a file that nobody else sees, in bounded memory.

Ten million rows in any order would be a gigabyte. Here a part of them is held, sorted, pressed
and laid aside by day; whoever reads a day gets its pieces of all parts together.
"""

import tempfile
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

import numpy as np
import zstandard

from pantau.facts.minutes import COLUMNS, Minutes, Numbers
from pantau.language import to_say
from pantau.language.system_errors import said_of
from pantau.store.bundle import Piece, loosened, squeezed
from pantau.store.connection import make_folder
from pantau.store.errors import StoreUnwritable

_WIDE = 4 + len(COLUMNS)
_HELD = 250_000
_DAY_MINUTES = 1440


class Twice(NamedTuple):
    """Two rows of one site, probe and minute; the lines of the file they came from."""

    site: str
    probe: str
    minute: int
    line: int
    first: int


@dataclass(frozen=True, slots=True)
class _Laid:
    begin: int
    size: int


class Spool:
    """Holds what was added until it is closed.

    ``folder``: where its file may lie for a while; None: where this machine has such files lie.
    """

    def __init__(self, folder: Path | None) -> None:
        self.rows = 0
        self.first: int | None = None
        self.last: int | None = None
        self._folder = folder or Path(tempfile.gettempdir())
        self._sites: dict[str, int] = {}
        self._probes: dict[str, int] = {}
        self._held = array("q")
        self._laid: dict[int, list[_Laid]] = {}
        self._end = 0
        self._press = zstandard.ZstdCompressor(level=1)
        try:
            make_folder(self._folder)
            self._file = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115 - see __exit__
        except OSError as error:
            raise _unwritable(self._folder, error) from error

    def __enter__(self) -> "Spool":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    @property
    def sites(self) -> tuple[str, ...]:
        """All that were added, sorted."""
        return tuple(sorted(self._sites))

    @property
    def probes(self) -> tuple[str, ...]:
        """All that were added, sorted."""
        return tuple(sorted(self._probes))

    def add(self, site: str, probe: str, minute: int, line: int, values: tuple[int, ...]) -> None:
        """One sample: whole minutes since 1970, and the six columns with NOTHING for none.

        Raises StoreUnwritable.
        """
        site_no = self._sites.setdefault(site, len(self._sites))
        probe_no = self._probes.setdefault(probe, len(self._probes))
        self._held.extend((site_no, probe_no, minute, line, *values))
        if len(self._held) >= _HELD * _WIDE:
            self._lay_aside()

    def add_minutes(self, site: str, probe: str, found: Minutes) -> None:
        """Many samples of one site and probe. Raises StoreUnwritable."""
        table = np.zeros((len(found.minutes), _WIDE), np.int64)
        table[:, 0] = self._sites.setdefault(site, len(self._sites))
        table[:, 1] = self._probes.setdefault(probe, len(self._probes))
        table[:, 2] = found.minutes
        table[:, 4:] = found.columns.T
        self._held.frombytes(table.tobytes())
        if len(self._held) >= _HELD * _WIDE:
            self._lay_aside()

    def days(self) -> list[int]:
        """The UTC days (since 1970-01-01) of which there is anything. Ends the adding."""
        self._lay_aside()
        return sorted(self._laid)

    def of_day(self, day: int) -> tuple[list[Piece], list[Twice]]:
        """A day by site and probe, and the rows that were there before (the first one stays)."""
        parts = []
        for laid in self._laid[day]:
            self._file.seek(laid.begin)
            body = zstandard.ZstdDecompressor().decompress(self._file.read(laid.size))
            parts.append(loosened(body, _WIDE))
        table = np.concatenate(parts, axis=1)
        # By site, probe and minute; of the same minute the line that came first.
        table = table[:, np.lexsort(table[[3, 2, 1, 0]])]
        again = np.concatenate(([False], (table[:3, 1:] == table[:3, :-1]).all(axis=0)))
        sites, probes = list(self._sites), list(self._probes)
        twice = [
            Twice(sites[site], probes[probe], minute, line, int(table[3, place - 1]))
            for place in np.flatnonzero(again)
            for site, probe, minute, line in [table[:4, place].tolist()]
        ]
        table = table[:, ~again]
        pieces = [
            Piece(day, sites[site], probes[probe], found) for site, probe, found in _groups(table)
        ]
        return sorted(pieces, key=lambda piece: (piece.site, piece.probe)), twice

    def _lay_aside(self) -> None:
        if not self._held:
            return
        table = np.frombuffer(self._held, np.int64).reshape(-1, _WIDE)
        minutes = table[:, 2]
        self.rows += len(table)
        lowest, highest = int(minutes.min()), int(minutes.max())
        self.first = lowest if self.first is None else min(self.first, lowest)
        self.last = highest if self.last is None else max(self.last, highest)
        days = minutes // _DAY_MINUTES
        order = np.lexsort((minutes, table[:, 1], table[:, 0], days))
        table, days = table[order], days[order]
        edges = np.flatnonzero(np.diff(days)) + 1
        try:
            self._file.seek(0, 2)
            for part, day in zip(
                np.split(table, edges), days[np.concatenate(([0], edges))].tolist(), strict=True
            ):
                body = self._press.compress(squeezed(np.ascontiguousarray(part.T)))
                self._file.write(body)
                self._laid.setdefault(day, []).append(_Laid(self._end, len(body)))
                self._end += len(body)
        except OSError as error:
            raise _unwritable(self._folder, error) from error
        self._held = array("q")


def _groups(table: Numbers) -> Iterator[tuple[int, int, Minutes]]:
    """Neighbours of the same site and probe."""
    edges = np.flatnonzero((np.diff(table[:2], axis=1) != 0).any(axis=0)) + 1
    for part in np.split(table, edges, axis=1):
        site, probe = part[:2, 0].tolist()
        yield site, probe, Minutes(np.ascontiguousarray(part[2]), np.ascontiguousarray(part[4:]))


def _unwritable(folder: Path, error: OSError) -> StoreUnwritable:
    return StoreUnwritable(
        to_say("{path} cannot be written: {reason}"), path=folder, reason=said_of(error)
    )
