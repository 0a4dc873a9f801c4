"""Why the unknown seconds of a month are unknown."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pantau.facts.instant import SECOND
from pantau.facts.measured import ALL_SITES, Gap, LedgerFacts
from pantau.facts.words import GapReason, Unseen
from pantau.sla.case import Case
from pantau.sla.interval import Spans, intersect, subtract, total, union
from pantau.sla.reading import floored, span
from pantau.sla.result import RowKey

UnknownReason = GapReason | Unseen


def unknown_by_reason(
    month_cases: Iterable[Case], facts: LedgerFacts, now: int
) -> dict[RowKey, dict[UnknownReason, int]]:
    """By row of the month, how many of its unknown seconds each reason explains.

    ``month_cases``: made of ``facts`` at ``now`` (microseconds UTC). The reasons of a row sum to
    its unknown seconds. A second that
    several gaps explain is counted once, under the reason that stands first in ``GapReason``. What
    no gap explains was watched and lies in a voided outage, or nobody watched.
    """
    gaps: defaultdict[str, list[Gap]] = defaultdict(list)
    for gap in facts.gaps:
        gaps[gap.site].append(gap)
    imported: defaultdict[str, Spans] = defaultdict(list)
    for each in facts.imported:
        imported[each.site].append((each.begin // SECOND, each.end // SECOND))
    found = {}
    for case in month_cases:
        site = case.site
        told = [*gaps[site], *(gap for gap in gaps[ALL_SITES] if gap.covers(site))]
        watched = union([*map(floored, facts.watched.get(site, ())), *imported[site]])
        found[case.key] = _reasons(case.ledger().unknown, told, watched, now)
    return found


def _reasons(
    unknown: Spans, gaps: Sequence[Gap], watched: Spans, now: int
) -> dict[UnknownReason, int]:
    left, found = unknown, dict[UnknownReason, int]()
    for reason in GapReason:
        told = union(span(gap, now) for gap in gaps if gap.reason is reason)
        found[reason] = total(intersect(left, told))
        left = subtract(left, told)
    found[Unseen.VOIDED] = total(intersect(left, watched))
    found[Unseen.NOT_WATCHED] = total(subtract(left, watched))
    return {reason: seconds for reason, seconds in found.items() if seconds}


def together(found: Sequence[Mapping[UnknownReason, int]]) -> dict[UnknownReason, int]:
    """The reasons of many rows as one, the longest first."""
    sums: defaultdict[UnknownReason, int] = defaultdict(int)
    for each in found:
        for reason, seconds in each.items():
            sums[reason] += seconds
    return dict(sorted(sums.items(), key=lambda item: -item[1]))
