"""The four-way time ledger: every second of a window is up, down, excluded or unknown.

Precedence: excluded, then unknown, then down, then up. All times are whole UTC seconds.
"""

from dataclasses import dataclass

from pantau.facts.instant import SECOND
from pantau.inventory.choices import GapInOutage, OutageCounts
from pantau.inventory.contracts import Policy
from pantau.sla.interval import Span, Spans, clip, intersect, meets, subtract, total
from pantau.sla.reading import SiteFacts


@dataclass(frozen=True, slots=True)
class Ledger:
    """A window's service seconds, each in exactly one of the four lists.

    ``lengths``: for every outage with a down second in the window, how many it has there, in the
    order of time. They sum to the down seconds: nothing unknown or excluded enters a length.
    ``unseen``: down seconds that nobody watched, down by the policy ``gap_in_outage`` alone.
    """

    window: Span
    service: Spans
    up: Spans
    down: Spans
    excluded: Spans
    unknown: Spans
    lengths: tuple[int, ...]
    unseen: Spans

    @property
    def service_seconds(self) -> int:
        """The window's service time; the four parts sum to it."""
        return total(self.service)


def draw(
    facts: SiteFacts,
    window: Span,
    policy: Policy,
    exclusions: Spans,
    hours: Spans | None = None,
) -> Ledger:
    """Put every service second of ``window`` where the contract's policy wants it.

    ``hours``: the service time, inside or outside of the window; None is 24x7. Outages are joined
    and measured whole before anything is cut, so that a window can be split and the parts add up.
    """
    outages = counting(facts, policy)
    down = subtract(outages, facts.seen_up)
    if policy.gap_in_outage is GapInOutage.UNKNOWN:
        down = intersect(down, facts.known)
    service = [window] if hours is None else clip(hours, window)
    excluded = intersect(exclusions, service)
    judged = subtract(service, excluded)
    down = intersect(down, judged)
    unknown = subtract(subtract(judged, facts.known), down)
    return Ledger(
        window=window,
        service=service,
        up=subtract(subtract(judged, unknown), down),
        down=down,
        excluded=excluded,
        unknown=unknown,
        lengths=_lengths(outages, down),
        unseen=subtract(down, facts.known),
    )


def counting(facts: SiteFacts, policy: Policy) -> Spans:
    """The outages that count under the policy, whole: nothing is cut from them yet."""
    return _long_enough(_joined(facts, policy), policy)


def _joined(facts: SiteFacts, policy: Policy) -> Spans:
    """The outages; under ``gap_in_outage: down`` those with only unknown time between are one.

    An answer seen between them keeps them apart: the second outage remembers the last one.
    """
    if policy.gap_in_outage is GapInOutage.UNKNOWN:
        return facts.recorded
    joined: Spans = []
    for begin, end in facts.recorded:
        if joined:
            before = joined[-1]
            answer = facts.answers.get(begin)
            silent = answer is None or answer < before[1]
            if silent and not meets(facts.known, before[1], begin):
                joined[-1] = (before[0], end)
                continue
        joined.append((begin, end))
    return joined


def _long_enough(outages: Spans, policy: Policy) -> Spans:
    """What ``min_outage`` leaves: outages not shorter than it, whole or only what goes beyond."""
    long = [
        (begin, end) for begin, end in outages if (end - begin) * SECOND >= policy.min_outage_us
    ]
    if policy.min_outage_counts is OutageCounts.WHOLE:
        return long
    spared = policy.min_outage_us // SECOND
    return [(begin + spared, end) for begin, end in long if begin + spared < end]


def _lengths(outages: Spans, down: Spans) -> tuple[int, ...]:
    """How many of the down seconds belong to each outage that has any."""
    lengths = []
    start = 0
    for _, end in outages:
        stop = start
        while stop < len(down) and down[stop][1] <= end:
            stop += 1
        if stop > start:
            lengths.append(total(down[start:stop]))
        start = stop
    return tuple(lengths)
