"""Which rows of two lists of outages speak of the same event."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pantau.sla.interval import Span


@dataclass(frozen=True, slots=True)
class Told:
    """An outage as one side has it, in whole UTC seconds.

    ``name``: the outage's id, or what the other side calls it; ``line``: of the other side's file.
    """

    span: Span
    name: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Rows of both sides that belong together, in the order of time; one side may be empty."""

    ours: tuple[Told, ...]
    theirs: tuple[Told, ...]


def paired(ours: Sequence[Told], theirs: Sequence[Told], tolerance: int) -> list[Pair]:
    """Put every row into exactly one pair; in the order of time.

    A row of ours and one of theirs belong together where they overlap, or less than ``tolerance``
    seconds lie between them; two rows of one side where they overlap, or through rows of the other:
    nobody joins what both sides keep apart.
    """
    groups: list[_Group] = []
    near: list[tuple[Told, bool, _Group]] = []
    rows = [(row, True) for row in ours] + [(row, False) for row in theirs]
    for row, mine in sorted(rows, key=lambda each: each[0].span):
        near = [each for each in near if row.span[0] < each[0].span[1] + tolerance]
        met = {
            id(group): group
            for one, side, group in near
            if side is not mine or row.span[0] < one.span[1]
        }
        group = _Group()
        for other in met.values():
            group.take(other)
        group.side(mine).append(row)
        groups.append(group)
        near = [(one, side, group if id(old) in met else old) for one, side, old in near]
        near.append((row, mine, group))
    pairs = [group.pair() for group in groups if group.ours or group.theirs]
    return sorted(pairs, key=lambda pair: min(row.span for row in (*pair.ours, *pair.theirs)))


@dataclass(slots=True)
class _Group:
    """A pair while it grows; empty once another has taken its rows."""

    ours: list[Told] = field(default_factory=list)
    theirs: list[Told] = field(default_factory=list)

    def side(self, mine: bool) -> list[Told]:
        return self.ours if mine else self.theirs

    def take(self, other: "_Group") -> None:
        self.ours += other.ours
        self.theirs += other.theirs
        other.ours, other.theirs = [], []

    def pair(self) -> Pair:
        ours, theirs = (tuple(sorted(s, key=_span)) for s in (self.ours, self.theirs))
        return Pair(ours, theirs)


def _span(row: Told) -> Span:
    return row.span
