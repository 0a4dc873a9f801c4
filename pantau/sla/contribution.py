"""Which outages make the down time of a row."""

from collections.abc import Iterable
from dataclasses import dataclass

from pantau.facts.measured import Outage
from pantau.sla.case import Case
from pantau.sla.interval import clip, subtract, total
from pantau.sla.reading import ran


@dataclass(frozen=True, slots=True)
class Contribution:
    """What an outage is in a row, in whole seconds.

    ``down_seconds`` of all contributions sum to the row's. ``excluded_seconds`` and
    ``unknown_seconds``: those of its span that the row does not hold against anybody; what is left
    of the span is no service time, shorter than ``min_outage``, or another outage's.
    """

    outage: Outage
    down_seconds: int
    excluded_seconds: int
    unknown_seconds: int


def contributions(case: Case, outages: Iterable[Outage], now: int) -> tuple[Contribution, ...]:
    """Every outage that shares a second with the row, in the order of time.

    ``outages``: those that the case was made from, of whatever site; ``now`` (microseconds UTC)
    ends the open ones. A second inside of several counts for our own outage before an imported one,
    else for the one that began first; a second between two that ``gap_in_outage`` makes one counts
    for the first of them.
    """
    own = [each for each in outages if each.site == case.site]
    spans = {each.id: ran(each.started_at, each.ended_at, now) for each in own}
    ledger = case.ledger()
    left, down = ledger.down, dict[str, int]()
    for each in sorted(own, key=lambda one: (one.import_id is not None, one.started_at, one.id)):
        down[each.id] = total(clip(left, spans[each.id]))
        left = subtract(left, [spans[each.id]])
    in_order = sorted(own, key=lambda one: (one.started_at, one.id))
    for begin, end in left:
        # Those without a whole second make nothing one.
        before = [each for each in in_order if spans[each.id][0] < spans[each.id][1] <= begin][-1]
        down[before.id] += end - begin
    return tuple(
        Contribution(
            outage=each,
            down_seconds=down[each.id],
            excluded_seconds=total(clip(ledger.excluded, spans[each.id])),
            unknown_seconds=total(clip(ledger.unknown, spans[each.id])),
        )
        for each in in_order
        if down[each.id] or clip(ledger.service, spans[each.id])
    )
