"""Minute samples in files of their own, one a UTC month: data/samples/2026-10.sqlite.

They are evidence, not facts: no availability depends on them, a power cut may take the current
minute, and a damaged file never hinders the journal.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from pantau.facts.device import Reading
from pantau.facts.instant import MINUTE
from pantau.facts.measured import Sample
from pantau.language import to_say
from pantau.store import reading_rows, sample_rows
from pantau.store.aside import move_aside
from pantau.store.connection import translated
from pantau.store.errors import FactRefused, StoreDamaged
from pantau.store.migrate import one_at_a_time
from pantau.store.month_files import MonthFiles
from pantau.store.months import month_of

if TYPE_CHECKING:
    from pantau.facts.minutes import Minutes
    from pantau.store.alike import StockRow
    from pantau.store.sealing import Shelf

log = logging.getLogger(__name__)


class SampleFiles(MonthFiles):
    """What is written into the monthly files and read from them. Not for several threads."""

    def write(self, samples: Sequence[Sample]) -> None:
        """One transaction per month; a sample of the same site, probe and minute is replaced."""
        for sample in samples:
            if sample.at % MINUTE:
                raise FactRefused(
                    to_say("a sample of '{site}' does not begin with a minute"), site=sample.site
                )
        in_order = sorted(samples, key=lambda sample: sample.at)
        for month, group in groupby(in_order, key=lambda sample: month_of(sample.at)):
            rows = list(group)
            try:
                self._write(month, rows)
            except StoreDamaged:
                self._set_aside(month)
                self._write(month, rows)

    def _write(self, month: str, samples: list[Sample]) -> None:
        with self._writing(month) as db:
            sample_rows.write(db, samples)

    def _set_aside(self, month: str) -> None:
        """Move a damaged file away: what is in it can still be mended, and what comes is kept.

        It closed itself when it was found damaged. Raises StoreUnwritable.
        """
        path = self._folder / f"{month}.sqlite"
        with translated(path), one_at_a_time(self._folder):
            aside = move_aside(path)
        log.error("%s is damaged and was set aside as %s; a new one is begun", path, aside.name)

    def write_alike(self, stock: Iterable["StockRow"], minutes: Iterable[tuple[int, int]]) -> None:
        """Write these minutes of the heartbeat out of a stock; see pantau.store.alike."""
        from pantau.store.alike import Stock  # noqa: PLC0415 - numpy, which few commands need

        ready = Stock(stock)
        for month, group in groupby(minutes, key=lambda minute: month_of(minute[0])):
            with self._file(month) as db:
                ready.write(db, group)

    def sites(self, begin: int, end: int) -> list[str]:
        """Those of which there is any sample in a month that [begin, end) touches, by id.

        Raises StoreDamaged naming the file.
        """
        found: set[str] = set()
        for month in self.months(begin, end):
            found.update(self._ask(month, sample_rows.sites, damaged_is_empty=False))
        return sorted(found)

    def recent_heartbeats(self, since: int, until: int) -> list[Sample]:
        """Those of the minutes that begin in [since, until), by minute and site.

        A damaged file counts as empty: what is learned from it is only a better guess.
        """
        found: list[Sample] = []
        for month in self.months(since, until):
            found += self._ask(
                month,
                partial(sample_rows.heartbeats, since=since, until=until),
                damaged_is_empty=True,
            )
        return found

    def last(self, at: int | None = None) -> dict[str, Sample]:
        """By site, the newest heartbeat sample of the last ten minutes that were written.

        The minute that runs ``at`` an instant is taken only of whom there is no other.
        """
        running = None if at is None else at // MINUTE
        newest: dict[str, Sample] = {}
        last_at: int | None = None
        for month in reversed(self.months()[-2:]):
            if last_at is not None and month < month_of(sample_rows.fresh_since(last_at)):
                break  # The ten minutes all lie in the newer file: all but once a month.
            found = self._ask(
                month,
                partial(sample_rows.fresh, last_at=last_at, running=running),
                damaged_is_empty=True,
            )
            for sample in found:
                known = newest.get(sample.site)
                if known is None or known.at // MINUTE == running:
                    newest[sample.site] = sample
            if found and last_at is None:
                last_at = max(each.at for each in found)
        return newest

    def of_sites(
        self, shelf: "Shelf", begin: int, end: int, sites: Sequence[str], probe: str | None = None
    ) -> Iterator[tuple[str, dict[str, "Minutes"]]]:
        """Each of the sites in its turn: by probe, or of one ``probe``, all with ``begin`` <= at <
        ``end``. A probe of which there is nothing may be missing.

        The hot rows are read first: a day that is sealed meanwhile is then met twice, not never.
        Raises StoreDamaged naming the file.
        """
        from pantau.facts.minutes import Minutes, joined  # noqa: PLC0415 - as above
        from pantau.store import sealing  # noqa: PLC0415 - as above

        window, none = (-(-begin // MINUTE), -(-end // MINUTE)), Minutes.none(shelf.columns)
        only = sites[0] if len(sites) == 1 else None
        months = self.months(begin, end)
        hot: dict[str, defaultdict[str, dict[str, Minutes]]] = {}
        for month in months:
            of_month = hot[month] = defaultdict(dict)
            rows = partial(sealing.hot_of, shelf=shelf, window=window, site=only, probe=probe)
            for name, of_probe, found in self._ask(month, rows, damaged_is_empty=False):
                of_month[name][of_probe] = found
        for site in sites:
            parts: defaultdict[str, list[Minutes]] = defaultdict(list)
            for month in months:
                asked = partial(
                    sealing.sealed_of, shelf=shelf, window=window, site=site, probe=probe
                )
                sealed = dict(self._ask(month, asked, damaged_is_empty=False))
                newer = hot[month].pop(site, {})
                for name in sealed.keys() | newer.keys():
                    older = sealed.get(name, none)
                    parts[name].append(older.replaced_by(newer.get(name, none)))
            yield site, {name: joined(each, shelf.columns) for name, each in parts.items()}

    def write_readings(self, readings: Sequence[Reading]) -> None:
        """One transaction per month; a reading of the same site, probe and minute is replaced."""
        in_order = sorted(readings, key=lambda each: each.at)
        for month, group in groupby(in_order, key=lambda each: month_of(each.at)):
            with self._writing(month) as db:
                reading_rows.write(db, list(group))

    def last_readings(self) -> list[Reading]:
        """The newest of each site and probe, of those not sealed yet; none where damaged."""
        newest: dict[tuple[str, str], Reading] = {}
        for month in self.months()[-2:]:
            for each in self._ask(month, reading_rows.last, damaged_is_empty=True):
                newest[each.site, each.probe] = each
        return list(newest.values())

    def sizes(self) -> dict[str, int]:
        """By month, in order, the bytes of its file, the newest part beside it included."""
        found = {}
        for month in self.months():
            parts = (self._folder / f"{month}.sqlite{ending}" for ending in ("", "-wal"))
            found[month] = sum(part.stat().st_size for part in parts if part.exists())
        return found
