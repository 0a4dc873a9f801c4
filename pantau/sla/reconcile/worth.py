"""What a month would be if the other side were right."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pantau.sla.case import Case
from pantau.sla.interval import Span, Spans, intersect, subtract, total, union
from pantau.sla.reading import SiteFacts


@dataclass(frozen=True, slots=True)
class Worth:
    """Ours less theirs: positive where we count more down time, or more is owed.

    ``rupiah`` is None where either side's credit cannot be claimed or computed. ``unseen``: seconds
    that they have down and of which we know nothing; they count for neither.
    """

    seconds: int
    rupiah: int | None
    unseen: int = 0

    @property
    def nothing(self) -> bool:
        """Whether the contract makes no difference between the two."""
        return self.seconds == 0 and not self.rupiah and self.unseen == 0


def worth(cases: Sequence[Case], away: Spans, theirs: Spans) -> Worth:
    """What it is worth that ``theirs`` was down in place of ``away``.

    ``cases``: all rows of one site. Time that nobody watched stays unknown, whatever they say.
    """
    seconds, unseen = 0, 0
    credits: list[int | None] = []
    for case in cases:
        ours = case.judge()
        as_theirs = case.judge(supposing(case.facts, away, theirs))
        seconds += ours.down_seconds - as_theirs.down_seconds
        unseen += total(intersect(case.ledger().unknown, theirs))
        credits.append(less(ours.credit, as_theirs.credit))
    return Worth(seconds, all_known(credits), unseen)


def supposing(facts: SiteFacts, away: Spans, theirs: Spans) -> SiteFacts:
    """The facts without the outages in ``away``, and with those of ``theirs``."""
    return replace(
        facts,
        recorded=union([*subtract(facts.recorded, away), *theirs]),
        seen_up=subtract(facts.seen_up, theirs),
    )


def less(ours: int | None, theirs: int | None) -> int | None:
    """What is left of ours, or None where one of the two is not known."""
    return None if ours is None or theirs is None else ours - theirs


def all_known(amounts: Sequence[int | None]) -> int | None:
    """Their sum, or None where one of them is not known."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if len(known) == len(amounts) else None


def spanned(spans: Sequence[Span]) -> Span:
    """From the begin of the first to the end of the last."""
    return min(begin for begin, _ in spans), max(end for _, end in spans)
