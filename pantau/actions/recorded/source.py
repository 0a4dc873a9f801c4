"""What every reader of another tool gives: its targets, and the results of each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from pantau.actions.recorded.mapping import Target
from pantau.actions.table import RowProblem
from pantau.facts.measured import Interval

if TYPE_CHECKING:  # numpy, which few commands need
    from pantau.actions.recorded.results import Results
    from pantau.facts.minutes import Minutes

MOST_PROBLEMS = 1000


class Tool(StrEnum):
    """Where records come from."""

    CSV = "csv"
    UPTIME_KUMA = "uptime-kuma"
    FPING = "fping"
    PROMETHEUS = "prometheus"


@dataclass(slots=True)
class Problems:
    """What is wrong, of which the first are kept and the rest counted."""

    kept: list[RowProblem] = field(default_factory=list)
    more: int = 0

    def add(self, problem: RowProblem) -> None:
        """One more."""
        if len(self.kept) < MOST_PROBLEMS:
            self.kept.append(problem)
        else:
            self.more += 1

    def __bool__(self) -> bool:
        return bool(self.kept)


class Source(Protocol):
    """The records of a tool. Methods may note ``problems``; what was given then does not count.

    ``digest``: SHA-256 in hex of what is read, empty where that cannot be said.
    """

    tool: Tool
    file: str
    digest: str
    problems: Problems
    lets_go: bool
    """Whether of older results only those stay at which something changed."""

    def targets(self) -> Sequence[Target]:
        """All that the tool asks."""
        ...

    def results(self, target: Target, span: Interval) -> Iterator["Results"]:
        """Those of a target that were asked in the span, in the order of time, part by part."""
        ...

    def minutes(self, target: Target, span: Interval) -> Iterator["Minutes"]:
        """What the tool kept of minutes whose single results it has let go."""
        ...

    def watching(self, target: Target) -> tuple[int, int]:
        """How far results may lie apart (microseconds), and after how many misses in a row it was
        down; 0: the tool itself says when."""
        ...

    def watched_hours(self, target: Target, span: Interval) -> list[Interval]:
        """Time that the tool counts as watched although its single results are gone."""
        ...

    def close(self) -> None:
        """Nothing more is asked."""
        ...
