"""What the ledger knows of one site, in whole UTC seconds.

Here, and nowhere else, instants are floored to the second.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from pantau.facts.instant import SECOND
from pantau.facts.measured import ALL_SITES, Gap, Interval, LedgerFacts, Outage
from pantau.sla.interval import Span, Spans, clip, intersect, subtract, total, union


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """One site's facts, floored to whole UTC seconds.

    ``known``: seconds that somebody watched and that lie in no gap. ``recorded``: seconds inside a
    recorded outage, ours or imported, known or not; overlapping and touching ones are one.
    ``seen_up``: seconds that only an import watched, and in which it had no outage. ``answers``:
    for outages by their begin, the last answer seen before it. ``excluded``: what approved
    exclusions leave out. Voided outages are in none of the lists: their seconds are unknown.
    """

    known: Spans
    recorded: Spans
    seen_up: Spans
    answers: dict[int, int]
    excluded: Spans = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FactsBySite:
    """The facts of a window, sorted by site once, so that judging a site looks only at its own."""

    facts: LedgerFacts
    now: int
    outages: dict[str, list[Outage]]
    imported: dict[str, Spans]
    gaps: dict[str, Spans]
    gaps_for_all: Spans
    gaps_with_exceptions: list[Gap]
    voided: dict[str, list[Outage]]
    excluded: dict[str, Spans]

    def of(self, site: str) -> SiteFacts:
        """Unite everything that is known of one site.

        Ours wins: an import speaks only where we did not watch, its outages included; there our
        own outage, carried over a time that we did not see, does not speak against it.
        """
        own = union(map(floored, self.facts.watched.get(site, ())))
        theirs = subtract(union(self.imported.get(site, ())), own)
        blind = union([*self._gaps(site), *self._voided(site, theirs)])
        known = subtract(union([*own, *theirs]), blind)
        ours: Spans = []
        imported: Spans = []
        answers: dict[int, int] = {}
        for outage in self.outages.get(site, ()):
            span = ran(outage.started_at, outage.ended_at, self.now)
            if outage.import_id is not None:
                imported.append(span)
                continue
            ours.append(span)
            if outage.last_up_before is not None:
                answered = outage.last_up_before // SECOND
                answers[span[0]] = max(answered, answers.get(span[0], answered))
        told = intersect(union(imported), theirs)
        return SiteFacts(
            known=known,
            recorded=union([*ours, *told]),
            seen_up=subtract(intersect(theirs, known), told),
            answers=answers,
            excluded=union(self.excluded.get(site, ())),
        )

    def _voided(self, site: str, theirs: Spans) -> Spans:
        """Seconds of which somebody wrongly said that the site was down; nobody knows the truth."""
        ours: Spans = []
        told: Spans = []
        for outage in self.voided.get(site, ()):
            found = ran(outage.started_at, outage.ended_at, self.now)
            (ours if outage.import_id is None else told).append(found)
        return [*ours, *intersect(union(told), theirs)]

    def _gaps(self, site: str) -> Spans:
        """The seconds of every gap that says something about the site."""
        some = self.gaps.get(site, [])
        most = [span(gap, self.now) for gap in self.gaps_with_exceptions if gap.covers(site)]
        return union([*self.gaps_for_all, *some, *most]) if some or most else self.gaps_for_all


def by_site(facts: LedgerFacts, now: int) -> FactsBySite:
    """Sort the facts by site. ``now`` (microseconds UTC) ends what is still open."""
    outages: defaultdict[str, list[Outage]] = defaultdict(list)
    for outage in facts.outages:
        outages[outage.site].append(outage)
    imported: defaultdict[str, Spans] = defaultdict(list)
    for declared in facts.imported:
        imported[declared.site].append((declared.begin // SECOND, declared.end // SECOND))
    gaps: defaultdict[str, Spans] = defaultdict(list)
    for gap in facts.gaps:
        if gap.site != ALL_SITES:
            gaps[gap.site].append(span(gap, now))
    voided: defaultdict[str, list[Outage]] = defaultdict(list)
    for outage in facts.voided:
        voided[outage.site].append(outage)
    excluded: defaultdict[str, Spans] = defaultdict(list)
    for left_out in facts.excluded:
        for site in left_out.sites:
            excluded[site].append((left_out.begin // SECOND, left_out.end // SECOND))
    return FactsBySite(
        facts=facts,
        now=now,
        outages=dict(outages),
        imported=dict(imported),
        gaps=dict(gaps),
        gaps_for_all=union(
            span(gap, now) for gap in facts.gaps if gap.site == ALL_SITES and not gap.but_sites
        ),
        gaps_with_exceptions=[gap for gap in facts.gaps if gap.site == ALL_SITES and gap.but_sites],
        voided=dict(voided),
        excluded=dict(excluded),
    )


def left_out_seconds(outages: Iterable[Outage], facts: LedgerFacts, now: int) -> dict[str, int]:
    """By outage, how many of its seconds approved exclusions leave out, where there are any.

    ``now`` (microseconds UTC) ends those that are still open.
    """
    left_out = by_site(facts, now).excluded
    return {
        each.id: total(clip(union(left_out[each.site]), ran(each.started_at, each.ended_at, now)))
        for each in outages
        if each.site in left_out
    }


def floored(interval: Interval) -> Span:
    """An interval of microseconds as whole seconds."""
    return interval.begin // SECOND, interval.end // SECOND


def all_floored(intervals: Iterable[Interval]) -> Spans:
    """Intervals of microseconds, in any order, as a list of disjoint spans of whole seconds."""
    return union(map(floored, intervals))


def span(gap: Gap, now: int) -> Span:
    """The seconds of a gap; an open one runs to ``now``."""
    return ran(gap.started_at, gap.ended_at, now)


def ran(started_at: int, ended_at: int | None, now: int) -> Span:
    """The seconds from ``started_at`` to ``ended_at``, or to ``now`` while there is no end."""
    return started_at // SECOND, (now if ended_at is None else ended_at) // SECOND
