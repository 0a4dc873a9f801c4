"""Round trips as the collector took them, against the truth that the lab kept of every echo.

Both sides wrote rows as in ``holds``, with the same nonces. What a round trip is longer than
the hold of its answer has two legs: ``out``, until the lab read the echo, and ``back``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from pantau.lab.holds import HOLD_TYPE
from pantau.sla.interval import Spans

Rows = np.ndarray[Any, np.dtype[np.void]]
Numbers = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True, slots=True)
class Trips:
    """``error``: by how much each was too long (ns, negative: too short), and its legs.

    ``answered``: honest answers that left the lab. ``unheard``: those that the collector never got
    although it listened.
    """

    error: Numbers
    out: Numbers
    back: Numbers
    answered: int
    unheard: int


def read_trips(holds: Path, notes: Path, began_wall_ns: int, deaf: Spans) -> Trips:
    """``deaf``: when nobody listened, in ns since the scenario began. Raises OSError."""
    truth, noted = np.fromfile(holds, HOLD_TYPE), np.fromfile(notes, HOLD_TYPE)
    truth = truth[truth["hold_ns"] >= 0]
    _, ours, theirs = np.intersect1d(truth["nonce"], noted["nonce"], return_indices=True)
    error = noted["hold_ns"][theirs] - truth["hold_ns"][ours]
    out = truth["at_ns"][ours] + began_wall_ns - noted["at_ns"][theirs]
    heard = np.zeros(len(truth), bool)
    heard[ours] = True
    unheard = ~heard & ~_within(truth, deaf)
    return Trips(error, out, error - out, len(truth), int(unheard.sum()))


def _within(truth: Rows, deaf: Iterable[tuple[int, int]]) -> "np.ndarray[Any, np.dtype[np.bool_]]":
    """Which echoes were under way in one of these spans."""
    left = truth["at_ns"] + truth["hold_ns"]
    found = np.zeros(len(truth), bool)
    for begin, end in deaf:
        found |= (truth["at_ns"] < end) & (left >= begin)
    return found
