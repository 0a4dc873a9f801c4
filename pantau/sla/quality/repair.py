"""How long repairs took, and which took longer than the contract allows. Pure; whole seconds.

A repair takes the seconds that the ledger counts as down and that somebody watched: excluded time
is taken off, and unknown time is no proof that nobody had repaired it yet. So a repair that is late
here is late beyond doubt.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pantau.facts.instant import SECOND
from pantau.facts.measured import Outage
from pantau.inventory.choices import RepairClock
from pantau.inventory.contracts import Policy
from pantau.sla.interval import Span, Spans, clip, subtract, total, union
from pantau.sla.ledger import counting, draw
from pantau.sla.reading import SiteFacts, ran
from pantau.sla.result import SlaResult


@dataclass(frozen=True, slots=True)
class Repair:
    """One outage as the judge counts it; those that touch or overlap are one, of several ids.

    ``clock_from``: the instant (microseconds UTC) from which the contract counts; None where it
    counts from the report and nobody reported: that clock never started. ``seconds``: what the
    repair took from then on, up to now while ``open``; None where the clock never started.
    ``unproved_seconds``: what it may have taken beside, if the unknown time was down too.
    ``late``: whether that is longer than ``repair_target``; None where there is no target or no
    clock.
    """

    outages: tuple[str, ...]
    started_at: int
    ended_at: int | None
    clock_from: int | None
    seconds: int | None
    unproved_seconds: int
    late: bool | None

    @property
    def open(self) -> bool:
        """Whether it goes on."""
        return self.ended_at is None


@dataclass(frozen=True, slots=True)
class Means:
    """MTTR, and the mean up time between outages; None where there was no outage.

    The second is often called MTBF. MTBF is the sum of both; up time over outages is MTTF.
    """

    to_repair_seconds: int | None
    up_between_seconds: int | None


def means(row: SlaResult) -> Means:
    """The means of a row of the month, cut off to whole seconds."""
    between = row.up_seconds // row.outages if row.outages else None
    return Means(row.mttr_seconds, between)


def repairs(
    facts: SiteFacts,
    outages: Sequence[Outage],
    policy: Policy,
    window: Span,
    now: int,
    hours: Spans | None = None,
) -> tuple[Repair, ...]:
    """The repairs of one site that ended in ``window``, and those open at ``now`` within it.

    An outage is measured whole, also where it began before the window: so ``facts`` and ``hours``
    (service time; None is 24x7) must reach back to its begin. ``window`` and ``hours`` are whole
    seconds; ``now`` is microseconds UTC.
    """
    counted = [span for span in counting(facts, policy) if window[0] < span[1] <= window[1]]
    if not counted:
        return ()
    ledger = draw(facts, (counted[0][0], counted[-1][1]), policy, facts.excluded, hours)
    proved = subtract(ledger.down, ledger.unseen)
    unknown = union([*ledger.unknown, *ledger.unseen])
    runs = [(each, ran(each.started_at, each.ended_at, now)) for each in outages]
    found = []
    for span in counted:
        inside = [each for each, (begin, end) in runs if begin < span[1] and end > span[0]]
        found.append(_repair(policy, span, inside, _clock(policy, span, inside), (proved, unknown)))
    return tuple(found)


def _clock(policy: Policy, span: Span, outages: Sequence[Outage]) -> int | None:
    """When the contract begins to count, in seconds; a report before the outage counts from it."""
    if policy.repair_clock is RepairClock.DETECTED:
        return span[0]
    told = [each.reported_at // SECOND for each in outages if each.reported_at is not None]
    return max(min(told), span[0]) if told else None


def _repair(
    policy: Policy,
    span: Span,
    outages: Sequence[Outage],
    began: int | None,
    seconds: tuple[Spans, Spans],
) -> Repair:
    proved, unproved = (
        0 if began is None else total(clip(spans, (began, span[1]))) for spans in seconds
    )
    target = policy.repair_target_us
    return Repair(
        outages=tuple(each.id for each in outages),
        started_at=span[0] * SECOND,
        ended_at=None if any(each.ended_at is None for each in outages) else span[1] * SECOND,
        clock_from=None if began is None else began * SECOND,
        seconds=None if began is None else proved,
        unproved_seconds=unproved,
        late=None if began is None or target is None else proved * SECOND > target,
    )
