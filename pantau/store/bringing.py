"""Samples of others brought into packed days, and taken out again.

What is new is kept as a file of its own and named by an entry of the journal before any day
changes (docs/decisions/0044). Then the days follow, each in a transaction that names it anew; an
entry says when all have. A kill on the way leaves an import that is finished at the next round.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter

import apsw
import numpy as np

from pantau.facts.brought import SamplesSettled
from pantau.facts.minutes import Minutes
from pantau.facts.words import SealReason
from pantau.language import to_say
from pantau.store import kept, sealing
from pantau.store.block import DAY_MINUTES
from pantau.store.brought import SAMPLES_BROUGHT, Unsettled, unsettled
from pantau.store.bundle import BundleWriter, Piece, read_bundle
from pantau.store.connection import rows
from pantau.store.errors import StoreDamaged
from pantau.store.keeper import Keeper, demand_as_named
from pantau.store.lock import keeping
from pantau.store.projected_sealed import Named, as_day
from pantau.store.sample_rows import numbers
from pantau.store.sealed_days import Blocks, blocks_of
from pantau.store.spool import Spool, Twice

_SHELF = sealing.SAMPLES


@dataclass(frozen=True, slots=True)
class Weighed:
    """What an import would change: of ``rows`` minutes how many are new, and how many are here.

    ``content``: SHA-256 of the kept file with what is new; None where nothing was kept.
    """

    rows: int
    brought: int
    same: int
    apart: int
    content: str | None


class Bringer(Keeper):
    """Brings samples in and takes them out. Errors as with Keeper."""

    def twice(self, spool: Spool, most: int) -> list[Twice]:
        """Rows of a minute that another row has already, at most so many."""
        found: list[Twice] = []
        for day in spool.days():
            found += spool.of_day(day)[1]
            if len(found) >= most:
                break
        return found[:most]

    def weigh(self, spool: Spool, *, keep: bool) -> Weighed:
        """Lay everything beside what is here; ``keep``: write what is new into the kept files."""
        if not keep:
            return self._weighed(spool, None)
        with kept.Writer(self.store.data) as into:
            bundle = BundleWriter(into, spool.sites, spool.probes)
            found = self._weighed(spool, bundle)
            return replace(found, content=into.done()) if found.brought else found

    def _weighed(self, spool: Spool, bundle: BundleWriter | None) -> Weighed:
        brought = same = apart = 0
        named = self.store.sealed_days()
        for day in spool.days():
            pieces, _ = spool.of_day(day)
            known = self._files.ask_day(day, lambda db, day=day: _known(db, day, named))  # type: ignore[misc]
            for piece in pieces:
                new, as_here, otherwise = _beside(piece, known.get((piece.site, piece.probe)))
                same, apart = same + as_here, apart + otherwise
                brought += len(new.minutes)
                if bundle is not None and len(new.minutes):
                    bundle.add(Piece(day, piece.site, piece.probe, new))
        return Weighed(brought + same + apart, brought, same, apart, None)

    def settle(self, *, at: int, waits: bool = True) -> int:
        """Bring every import, and every revocation, to its end; how many there were.

        ``waits``: for those who check or copy samples; else StoreBusy.
        """
        unsettled = self.unsettled()
        if unsettled:
            # What was packed before the journal named such days must not look forged by ours.
            self.name_found_days(at=at)
        for each in unsettled:
            with keeping(self.store.data, waits=waits):
                days = self._settle(each, at)
                fact = SamplesSettled(each.import_id, each.revoked, days)
                self.store.record([fact], at=at, **self._who)
        return len(unsettled)

    def unsettled(self) -> list[Unsettled]:
        """Those that a kill, or a fault, left half done."""
        return unsettled(self.store.entries(kinds=SAMPLES_BROUGHT))

    def _settle(self, each: Unsettled, at: int) -> int:
        reason = SealReason.REVOKED if each.revoked else SealReason.IMPORTED
        change = _take_out if each.revoked else _put_in
        named = self.store.sealed_days()
        count = 0

        def tell(before: Blocks, after: Blocks) -> None:
            nonlocal count
            demand_as_named(named, [before] if before.count else [], rows_beside=True)
            known = named.get(after.day)
            if not after.count and (known is None or not known.digests[-1]):
                return
            if known is None or known.digests[-1] != (after.digest if after.count else ""):
                count += 1
                self._record((as_day(after, reason),), at)

        try:
            with kept.opened(self.store.data, each.content) as stream:
                for day, group in groupby(read_bundle(stream), attrgetter("day")):
                    pieces = list(group)
                    if each.revoked and not self._files.has_day(day):
                        continue  # its month is over its term
                    self._files.change_day(day, lambda db, p=pieces: change(db, p), tell)  # type: ignore[misc]
        except ValueError as error:
            raise StoreDamaged(
                to_say("{path} is damaged: {error}; bring back the last backup"),
                path=self.store.data / kept.KEPT / each.content,
                error=error,
            ) from error
        return count


def _known(
    db: apsw.Connection, day: int, named: dict[str, Named]
) -> list[tuple[tuple[str, str], Minutes]]:
    """All that is here of a day, packed or not, by site and probe."""
    before = blocks_of(db, day)
    demand_as_named(named, [before] if before.count else [], rows_beside=True)
    sites = {no: name for name, no in numbers(db, "site", set()).items()}
    probes = {no: name for name, no in numbers(db, "probe", set()).items()}
    begin, end = day * DAY_MINUTES, (day + 1) * DAY_MINUTES
    found = sealing.hot(db, _SHELF, begin, end)
    packed = rows(db, "SELECT site_no, probe_no FROM sealed WHERE day = ?", (day,))
    keys = set(found) | {(site, probe) for site, probe in packed}
    return [
        (
            (sites[key[0]], probes[key[1]]),
            sealing.blocks(db, _SHELF, key, begin, end).replaced_by(found.get(key, Minutes.none())),
        )
        for key in keys
    ]


def _beside(piece: Piece, known: Minutes | None) -> tuple[Minutes, int, int]:
    """What of a piece is new, and how many minutes are here as they are or otherwise."""
    found = piece.found
    if known is None or not len(known.minutes):
        return found, 0, 0
    places = np.searchsorted(known.minutes, found.minutes)
    places = np.minimum(places, len(known.minutes) - 1)
    there = known.minutes[places] == found.minutes
    alike = there & (known.columns[:, places] == found.columns).all(axis=0)
    new = Minutes(found.minutes[~there], found.columns[:, ~there])
    return new, int(alike.sum()), int((there & ~alike).sum())


def _put_in(db: apsw.Connection, pieces: list[Piece]) -> None:
    for key, piece in _numbered(db, pieces):
        begin, end = piece.day * DAY_MINUTES, (piece.day + 1) * DAY_MINUTES
        # What our own collector still has as rows goes before: nothing of it is written here.
        only = dict(zip(("site_no", "probe_no"), key, strict=True))
        held = sealing.hot(db, _SHELF, begin, end, only).get(key)
        new = _beside(piece, sealing.blocks(db, _SHELF, key, begin, end))[0]
        new = _beside(Piece(piece.day, piece.site, piece.probe, new), held)[0]
        if len(new.minutes):
            sealing.add(db, _SHELF, key, piece.day, new)


def _take_out(db: apsw.Connection, pieces: list[Piece]) -> None:
    for key, piece in _numbered(db, pieces):
        begin, end = piece.day * DAY_MINUTES, (piece.day + 1) * DAY_MINUTES
        block = sealing.blocks(db, _SHELF, key, begin, end)
        gone = _alike(block, piece.found)
        if not gone.any():
            continue
        if gone.all():
            db.execute(
                "DELETE FROM sealed WHERE site_no = ? AND probe_no = ? AND day = ?",
                (*key, piece.day),
            )
        else:
            left = Minutes(block.minutes[~gone], block.columns[:, ~gone])
            sealing.keep(db, _SHELF, key, piece.day, left)


def _alike(block: Minutes, found: Minutes) -> np.typing.NDArray[np.bool_]:
    """Which minutes of a block are exactly those that were brought."""
    if not len(block.minutes) or not len(found.minutes):
        return np.zeros(len(block.minutes), np.bool_)
    places = np.minimum(np.searchsorted(found.minutes, block.minutes), len(found.minutes) - 1)
    there = found.minutes[places] == block.minutes
    alike: np.typing.NDArray[np.bool_] = there & (found.columns[:, places] == block.columns).all(
        axis=0
    )
    return alike


def _numbered(db: apsw.Connection, pieces: list[Piece]) -> Iterator[tuple[sealing.Key, Piece]]:
    sites = numbers(db, "site", {each.site for each in pieces})
    probes = numbers(db, "probe", {each.probe for each in pieces})
    for piece in pieces:
        yield (sites[piece.site], probes[piece.probe]), piece
