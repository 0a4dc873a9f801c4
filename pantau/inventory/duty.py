"""Who is on call: the inventory's rota, and what people planned otherwise.

What was planned later (``changes``, as the journal has them in order) goes before what was planned
earlier, all of it before the rota's shifts, and of these the last in the list before the others;
the turns hold where nothing else does. A turn is a fixed number of days of 24 h from the instant at
which the turns begin: WITA knows no summer time, and where there is one the hour of the change
moves with it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from pantau.facts.instant import DAY
from pantau.inventory.alerting import Rota, Shift, Weekly


@dataclass(frozen=True, slots=True)
class Duty:
    """``person`` (an id) is on call in [begin, end), microseconds UTC; None: nobody is."""

    begin: int
    end: int
    person: str | None


def on_call(rota: Rota, changes: Sequence[Shift], at: int) -> str | None:
    """Who is on call at an instant, by id; None where nobody is."""
    for shift in reversed((*rota.shifts, *changes)):
        if shift.begin <= at < shift.end:
            return shift.person
    return _turn(rota.turns, at) if rota.turns else None


def duty(rota: Rota, changes: Sequence[Shift], begin: int, end: int) -> list[Duty]:
    """Who is on call in [begin, end), without holes or overlaps, in order; gaps bear None.

    Neighbours are different people.
    """
    shifts = (*rota.shifts, *changes)
    edges = {edge for shift in shifts for edge in (shift.begin, shift.end)}
    inside = {edge for edge in (*edges, *_turns(rota.turns, begin, end)) if begin < edge < end}
    spans = pairwise(sorted({begin, *inside, end}))
    parts = [Duty(since, until, on_call(rota, changes, since)) for since, until in spans]
    return [_joined(list(each)) for _, each in groupby(parts, key=lambda part: part.person)]


def _joined(parts: list[Duty]) -> Duty:
    return Duty(parts[0].begin, parts[-1].end, parts[0].person)


def _turn(turns: Weekly, at: int) -> str | None:
    if at < turns.begin or not turns.people:
        return None
    return turns.people[(at - turns.begin) // (turns.days * DAY) % len(turns.people)]


def _turns(turns: Weekly | None, begin: int, end: int) -> Iterable[int]:
    """The instants in [begin, end) at which a turn begins, and perhaps some outside."""
    if turns is None:
        return ()
    length = turns.days * DAY
    passed = max(0, (begin - turns.begin) // length)
    return range(turns.begin + passed * length, end, length)
