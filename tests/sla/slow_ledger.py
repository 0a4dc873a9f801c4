"""The ledger a second time: second by second, simple and slow, sharing nothing with the fast one.

It asks of every single second what it is, over all the time in which anything is known.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pantau.facts.measured import Interval, LedgerFacts
from pantau.inventory.contracts import Policy

MILLION = 1_000_000


@dataclass
class Counted:
    up: int = 0
    down: int = 0
    excluded: int = 0
    unknown: int = 0
    lengths: tuple[int, ...] = ()


def seconds(begin: int, end: int) -> range:
    return range(begin // MILLION, end // MILLION)


@dataclass
class Heard:
    """Sets of seconds: known to anybody, told by an import alone, and inside which outage."""

    known: set[int]
    only_theirs: set[int]
    told: set[int]
    outages: list[range]


def count(
    facts: LedgerFacts,
    site: str,
    window: tuple[int, int],
    policy: Policy,
    now: int,
    exclusions: Sequence[Interval] = (),
    hours: Sequence[Interval] | None = None,
) -> Counted:
    """The four sums, and the down seconds of each outage that has any.

    ``hours``: the service time; None is all of the window.
    """
    heard = listen(facts, site, policy, now)
    left_out = {second for span in exclusions for second in seconds(span.begin, span.end)}
    for approved in facts.excluded:
        if site in approved.sites:
            left_out.update(seconds(approved.begin, approved.end))
    result = Counted()
    lengths = [0] * len(heard.outages)
    for second in range(*window):
        if hours is not None and not any(second in seconds(h.begin, h.end) for h in hours):
            continue
        inside = [number for number, stretch in enumerate(heard.outages) if second in stretch]
        said_up = second in heard.only_theirs and second in heard.known and second not in heard.told
        if second in left_out:
            result.excluded += 1
        elif second not in heard.known and not (inside and policy.gap_in_outage == "down"):
            result.unknown += 1
        elif inside and not said_up:
            result.down += 1
            lengths[inside[0]] += 1
        else:
            result.up += 1
    result.lengths = tuple(length for length in lengths if length)
    return result


def listen(facts: LedgerFacts, site: str, policy: Policy, now: int) -> Heard:
    """What is known of every second."""
    ours = {s for span in facts.watched.get(site, ()) for s in seconds(span.begin, span.end)}
    theirs = {
        s for span in facts.imported if span.site == site for s in seconds(span.begin, span.end)
    }
    known = (ours | theirs) - blind(facts, site, now)
    for one in facts.voided:
        if one.site == site:
            end = now if one.ended_at is None else one.ended_at
            untrue = set(seconds(one.started_at, end))
            known -= untrue if one.import_id is None else untrue & (theirs - ours)
    ours_down, theirs_down = set(), set()
    answers: dict[int, int] = {}
    for one in facts.outages:
        if one.site != site:
            continue
        end = now if one.ended_at is None else one.ended_at
        rows = seconds(one.started_at, end)
        (ours_down if one.import_id is None else theirs_down).update(rows)
        if one.import_id is None and one.last_up_before is not None:
            first = one.started_at // MILLION
            answers[first] = max(one.last_up_before // MILLION, answers.get(first, -1))
    told = theirs_down & (theirs - ours)
    outages = stretches(ours_down | told)
    if policy.gap_in_outage == "down":
        outages = bridged(outages, known, answers)
    return Heard(known, theirs - ours, told, shortened(outages, policy))


def blind(facts: LedgerFacts, site: str, now: int) -> set[int]:
    """Seconds in a gap that speaks of the site."""
    found: set[int] = set()
    for hole in facts.gaps:
        if hole.site == site or (hole.site == "*" and site not in hole.but_sites):
            found.update(seconds(hole.started_at, now if hole.ended_at is None else hole.ended_at))
    return found


def stretches(recorded: set[int]) -> list[range]:
    """Unbroken runs of seconds."""
    found: list[range] = []
    for second in sorted(recorded):
        if found and found[-1].stop == second:
            found[-1] = range(found[-1].start, second + 1)
        else:
            found.append(range(second, second + 1))
    return found


def bridged(outages: list[range], known: set[int], answers: dict[int, int]) -> list[range]:
    """Two outages are one where every second between is unknown and no answer came in between."""
    found: list[range] = []
    for one in outages:
        if found:
            between = range(found[-1].stop, one.start)
            answered = answers.get(one.start)
            silent = answered is None or answered < between.start
            if silent and all(second not in known for second in between):
                found[-1] = range(found[-1].start, one.stop)
                continue
        found.append(one)
    return found


def shortened(outages: list[range], policy: Policy) -> list[range]:
    """What min_outage leaves."""
    long = [one for one in outages if len(one) * MILLION >= policy.min_outage_us]
    if policy.min_outage_counts == "excess":
        spared = policy.min_outage_us // MILLION
        return [range(one.start + spared, one.stop) for one in long if len(one) > spared]
    return long
