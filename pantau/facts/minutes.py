"""Many minute samples of one site and probe, as columns. Apart, for it imports numpy."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pantau.facts.instant import MINUTE

NOTHING = -(2**63)
"""Stands in a column for the None of a Sample."""

COLUMNS = ("sent", "received", "rtt_min_us", "rtt_median_us", "rtt_max_us", "jitter_us")

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Minutes:
    """``minutes``: whole minutes since 1970-01-01 UTC, each greater than the one before.

    ``columns``: a row for each of ``names``, as in Sample; NOTHING where there is none. ``names``:
    all of COLUMNS, or those that were asked for; of a device's readings its quantities.
    """

    minutes: Numbers
    columns: Numbers
    names: tuple[str, ...] = COLUMNS

    @classmethod
    def none(cls, names: tuple[str, ...] = COLUMNS) -> "Minutes":
        """No sample at all."""
        return cls(np.empty(0, np.int64), np.empty((len(names), 0), np.int64), names)

    def column(self, name: str) -> Numbers:
        """One of ``names``, NOTHING included."""
        found: Numbers = self.columns[self.names.index(name)]
        return found

    def answered(self, name: str) -> Numbers:
        """One of ``names`` where there is a value."""
        column = self.column(name)
        there = column != NOTHING
        # Most lines answer every minute: then nothing is copied.
        found: Numbers = column if there.all() else column[there]
        return found

    def between(self, begin: int, end: int) -> "Minutes":
        """Those with ``begin`` <= at < ``end`` (microseconds UTC)."""
        first, last = np.searchsorted(self.minutes, (-(-begin // MINUTE), -(-end // MINUTE)))
        return self.part(int(first), int(last))

    def part(self, first: int, last: int) -> "Minutes":
        """Those at the places [``first``, ``last``); none where ``last`` is not behind."""
        return Minutes(self.minutes[first:last], self.columns[:, first:last], self.names)

    def replaced_by(self, newer: "Minutes") -> "Minutes":
        """Both together; where both have a minute it is that of ``newer``."""
        if not len(self.minutes):
            return newer
        if not len(newer.minutes):
            return self
        if newer.minutes[0] > self.minutes[-1]:
            return joined([self, newer])
        # Few against many, as a rule: their places are sought, not all minutes sorted anew.
        places = np.searchsorted(self.minutes, newer.minutes)
        known = self.minutes[np.minimum(places, len(self.minutes) - 1)] == newer.minutes
        columns = self.columns.copy()
        columns[:, places[known]] = newer.columns[:, known]
        if known.all():
            return Minutes(self.minutes, columns, self.names)
        new = ~known
        return Minutes(
            np.insert(self.minutes, places[new], newer.minutes[new]),
            np.insert(columns, places[new], newer.columns[:, new], axis=1),
            self.names,
        )


def joined(parts: list[Minutes], names: tuple[str, ...] = COLUMNS) -> Minutes:
    """Parts of which each begins after the one before has ended; without any, none of ``names``."""
    parts = [part for part in parts if len(part.minutes)]
    if len(parts) < 2:
        return parts[0] if parts else Minutes.none(names)
    return Minutes(
        np.concatenate([part.minutes for part in parts]),
        np.concatenate([part.columns for part in parts], axis=1),
        parts[0].names,
    )
