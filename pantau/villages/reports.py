"""Lays what people tell beside what was measured at the sites of their village at that time. Pure.

A line at a village office says nothing of the mobile signal at a house, and nothing of a line that
nobody measures: of both we say that we cannot tell, never that people are wrong.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pantau.facts.degraded import Spell
from pantau.facts.instant import MINUTE
from pantau.facts.measured import LedgerFacts
from pantau.facts.region import Complaint, ReportReason, ReportVerdict

_UNSEEN = 2 * MINUTE
"""So much may be unwatched in all of the time: a collector that writes its last seconds, a restart
between two runs. An outage that matters to people is longer."""

_Span = tuple[int, int]

VERDICTS: dict[ReportReason, ReportVerdict] = {
    ReportReason.OUTAGE_THEN: ReportVerdict.CONFIRMED,
    ReportReason.DEGRADED_THEN: ReportVerdict.CONFIRMED,
    ReportReason.UP_AND_GOOD: ReportVerdict.CONTRADICTED,
    ReportReason.MOBILE_SIGNAL: ReportVerdict.CANNOT_TELL,
    ReportReason.NOT_MEASURED: ReportVerdict.CANNOT_TELL,
    ReportReason.NO_SITE: ReportVerdict.CANNOT_TELL,
    ReportReason.NO_TIME: ReportVerdict.CANNOT_TELL,
    ReportReason.NOBODY_WATCHED: ReportVerdict.CANNOT_TELL,
}


@dataclass(frozen=True, slots=True)
class Claim:
    """What is told: ``what``, from ``begin`` (None: they cannot say) to ``end``, microseconds UTC.

    ``sites``: the one that they named, else all that are measured in the village.
    """

    what: Complaint
    begin: int | None
    end: int
    sites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What measuring says to it.

    ``outages``: ids of those that lie in the time; ``down_us`` and ``degraded_us``: for how long
    the worst site was down or degraded in it, microseconds; ``site``: which one that was.
    """

    reason: ReportReason
    outages: tuple[str, ...] = ()
    down_us: int = 0
    degraded_us: int = 0
    site: str | None = None

    @property
    def verdict(self) -> ReportVerdict:
        """Confirmed, contradicted, or that we cannot tell."""
        return VERDICTS[self.reason]


@dataclass(frozen=True, slots=True)
class _Seen:
    site: str
    outages: tuple[str, ...]
    down_us: int
    degraded_us: int
    unseen_us: int


def judge(claim: Claim, facts: LedgerFacts, spells: Sequence[Spell], now: int) -> Judgement:
    """Confirmed where an outage or a degraded spell of a site overlaps the time; contradicted where
    all its sites were watched, up and good for the whole of it; else we cannot tell.

    ``facts`` and ``spells``: what the store knows of the time, of these sites at least. ``now``:
    microseconds UTC, the end of what is still open.
    """
    if claim.what is Complaint.NO_SIGNAL:
        return Judgement(ReportReason.MOBILE_SIGNAL)
    if claim.what is Complaint.OTHER:
        return Judgement(ReportReason.NOT_MEASURED)
    if not claim.sites:
        return Judgement(ReportReason.NO_SITE)
    if claim.begin is None or claim.begin >= claim.end:
        return Judgement(ReportReason.NO_TIME)
    span = (claim.begin, claim.end)
    seen = [_seen(site, span, facts, spells, now) for site in claim.sites]
    worst = max(seen, key=lambda each: (each.down_us, each.degraded_us))
    if worst.down_us or worst.degraded_us:
        reason = ReportReason.OUTAGE_THEN if worst.down_us else ReportReason.DEGRADED_THEN
        outages = tuple(id for each in seen for id in each.outages)
        return Judgement(reason, outages, worst.down_us, worst.degraded_us, worst.site)
    if any(each.unseen_us > _UNSEEN for each in seen):
        return Judgement(ReportReason.NOBODY_WATCHED)
    return Judgement(ReportReason.UP_AND_GOOD)


def _seen(site: str, span: _Span, facts: LedgerFacts, spells: Sequence[Spell], now: int) -> _Seen:
    down = [each for each in facts.outages if each.site == site]
    inside = [each for each in down if _overlap((each.started_at, each.ended_at or now), span)]
    watched = [(each.begin, each.end) for each in facts.watched.get(site, ())]
    watched += [(each.begin, each.end) for each in facts.imported if each.site == site]
    gaps = [(g.started_at, g.ended_at or now) for g in facts.gaps if g.covers(site)]
    # Time of an outage that did not happen is unknown, never up.
    gaps += [(o.started_at, o.ended_at or now) for o in facts.voided if o.site == site]
    bad = [(s.started_at, s.ended_at or now) for s in spells if s.site == site]
    unseen = (span[1] - span[0]) - _length(_without(watched, gaps, span))
    return _Seen(
        site,
        tuple(each.id for each in inside),
        _length(_cut([(each.started_at, each.ended_at or now) for each in inside], span)),
        _length(_cut(bad, span)),
        unseen,
    )


def _overlap(one: _Span, other: _Span) -> bool:
    return one[0] < other[1] and one[1] > other[0]


def _cut(spans: Iterable[_Span], to: _Span) -> list[_Span]:
    """United and in order, clipped."""
    found: list[_Span] = []
    for begin, end in sorted((max(b, to[0]), min(e, to[1])) for b, e in spans):
        if begin >= end:
            continue
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((begin, end))
    return found


def _without(spans: Iterable[_Span], taken: Iterable[_Span], to: _Span) -> list[_Span]:
    """Of ``spans`` in ``to`` what is not in ``taken``."""
    left: list[_Span] = []
    gone = _cut(taken, to)
    for begin, end in _cut(spans, to):
        at = begin
        for since, until in gone:
            if since < end and until > at:
                left.append((at, max(at, since)))
                at = max(at, until)
        left.append((at, max(at, end)))
    return _cut(left, to)


def _length(spans: Iterable[_Span]) -> int:
    return sum(end - begin for begin, end in spans)
