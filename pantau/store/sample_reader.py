"""All that can be asked about samples: the one way to read them.

What is hot, packed or thinned is one to whoever asks, and each minute is met once. Rows come where
few are wanted, columns where many are reckoned with, frames where tables are.
"""

from collections.abc import Iterator, Sequence
from threading import RLock
from typing import TYPE_CHECKING

from pantau.facts.device import Reading
from pantau.facts.instant import MINUTE
from pantau.facts.measured import Sample
from pantau.store.sample_rows import HEARTBEAT
from pantau.store.samples import SampleFiles

if TYPE_CHECKING:
    import pandas as pd

    from pantau.facts.curves import Curves
    from pantau.facts.minutes import Minutes
    from pantau.facts.thinned import Thinned


class SampleReader:
    """Part of ``Store``. Instants are microseconds UTC, windows half-open.

    But for the newest state, which takes a damaged file for an empty one, every question raises
    StoreDamaged naming the file.
    """

    _samples_lock: RLock
    _samples: SampleFiles

    # The newest state

    def last_samples(self, at: int | None = None) -> dict[str, Sample]:
        """By site, the newest heartbeat sample of the last ten minutes that were written.

        The minute that runs ``at`` an instant has few echoes yet: it is taken only of whom there is
        no other.
        """
        with self._samples_lock:
            return self._samples.last(at)

    def recent_heartbeats(self, since: int, until: int) -> list[Sample]:
        """Of all sites, by time and site, of whole minutes."""
        with self._samples_lock:
            return self._samples.recent_heartbeats(since, until)

    def last_readings(self) -> list[Reading]:
        """The newest of each site and probe that is not packed yet."""
        with self._samples_lock:
            return self._samples.last_readings()

    # One site

    def samples(self, site: str, begin: int, end: int) -> list[Sample]:
        """Samples of all probes of a site, by time and probe: for a few hours of them."""
        from pantau.store.sealing import as_rows  # noqa: PLC0415 - numpy, which few commands need

        [(_, found)] = self._of_sites(begin, end, (site,))
        return sorted(
            (
                Sample(site, probe, minute * MINUTE, *rest)
                for probe, minutes in found.items()
                for minute, *rest in as_rows(minutes)
            ),
            key=lambda each: (each.at, each.probe),
        )

    def thinned(
        self, site: str, begin: int, end: int, most: int, probe: str = HEARTBEAT
    ) -> "Thinned":
        """A site's samples of a probe in the window, in at most ``most`` buckets, two or more."""
        from pantau.facts.thinned import thin  # noqa: PLC0415 - as above

        [(_, found)] = self._of_probe(begin, end, (site,), probe)
        return thin(found, begin, end, most)

    def readings(self, site: str, probe: str, begin: int, end: int) -> "Minutes":
        """What a device said in the window, a column for each Quantity."""
        from pantau.facts.minutes import Minutes  # noqa: PLC0415 - as above
        from pantau.store.sealing import READINGS  # noqa: PLC0415 - as above

        with self._samples_lock:
            [(_, found)] = self._samples.of_sites(READINGS, begin, end, (site,), probe)
        return found.get(probe, Minutes.none(READINGS.columns))

    def curves(self, site: str, probe: str, begin: int, end: int, most: int) -> "Curves":
        """What a device said in the window, in at most ``most`` buckets, two or more."""
        from pantau.facts.curves import curves  # noqa: PLC0415 - as above

        return curves(self.readings(site, probe, begin, end), begin, end, most)

    # Many sites: each is read when its turn comes, so that a month of all is never in memory

    def heartbeats(
        self,
        begin: int,
        end: int,
        sites: Sequence[str],
        columns: tuple[str, ...] | None = None,
    ) -> Iterator[tuple[str, "Minutes"]]:
        """Each of ``sites`` and its heartbeat samples of the window: all columns, or those of these
        names alone, which takes the less time the fewer they are."""
        return self._of_probe(begin, end, sites, HEARTBEAT, columns)

    def readings_of(
        self, begin: int, end: int, sites: Sequence[str]
    ) -> Iterator[tuple[str, dict[str, "Minutes"]]]:
        """Each of ``sites`` and, by probe, what its devices said in the window, as ``readings``."""
        from pantau.store.sealing import READINGS  # noqa: PLC0415 - as above

        question = self._samples.of_sites(READINGS, begin, end, sites)
        while True:
            with self._samples_lock:
                found = next(question, None)
            if found is None:
                return
            yield found

    def sample_frames(self, begin: int, end: int, sites: Sequence[str]) -> Iterator["pd.DataFrame"]:
        """Of each of ``sites`` a frame with all of its samples, by time and probe; none where it
        has none. A column for each field of Sample: ``at`` is a time in UTC, and what may be
        missing is of pandas' Int64.
        """
        from pantau.store.frames import frame  # noqa: PLC0415 - pandas

        for site, found in self._of_sites(begin, end, sites):
            if any(len(each.minutes) for each in found.values()):
                yield frame(site, found)

    def histogram(
        self, begin: int, end: int, sites: Sequence[str], upto_us: Sequence[int]
    ) -> "pd.DataFrame":
        """A row for each of ``sites``: how many minutes had a median of at most each of ``upto_us``
        (microseconds, rising) and above the one before, how many had ``more`` than the last, and
        how many were ``unanswered``: columns "10000", ..., "more", "unanswered".
        """
        from pantau.store.frames import histogram  # noqa: PLC0415 - pandas

        return histogram(self.heartbeats(begin, end, sites, ("rtt_median_us",)), upto_us)

    # What there is

    def sample_sizes(self) -> dict[str, int]:
        """The UTC months ("2026-10") of which there are samples, in order, and the files' bytes."""
        with self._samples_lock:
            return self._samples.sizes()

    def sampled_sites(self, begin: int, end: int) -> list[str]:
        """Those with samples in the months that the window touches."""
        with self._samples_lock:
            return self._samples.sites(begin, end)

    def _of_probe(
        self,
        begin: int,
        end: int,
        sites: Sequence[str],
        probe: str,
        columns: tuple[str, ...] | None = None,
    ) -> Iterator[tuple[str, "Minutes"]]:
        from pantau.facts.minutes import COLUMNS, Minutes  # noqa: PLC0415 - as above

        for site, found in self._of_sites(begin, end, sites, probe, columns):
            yield site, found.get(probe) or Minutes.none(columns or COLUMNS)

    def _of_sites(
        self,
        begin: int,
        end: int,
        sites: Sequence[str],
        probe: str | None = None,
        columns: tuple[str, ...] | None = None,
    ) -> Iterator[tuple[str, dict[str, "Minutes"]]]:
        from pantau.store.sealing import SAMPLES  # noqa: PLC0415 - as above

        shelf = SAMPLES if columns is None else SAMPLES.with_columns(columns)
        question = self._samples.of_sites(shelf, begin, end, sites, probe)
        while True:
            # Held for one site at a time: who asks for many keeps nobody from writing.
            with self._samples_lock:
                found = next(question, None)
            if found is None:
                return
            yield found
