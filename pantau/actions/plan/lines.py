"""How the sites' lines were in some months: judged time, and round trips in working hours.

A site that changed its medium is as many lines as it had media, each judged by its own time.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from pantau.actions.months import as_it_stands
from pantau.actions.plan.period import Period
from pantau.actions.quality import thinned
from pantau.facts.instant import MINUTE, SECOND, midnight
from pantau.facts.measured import Outage
from pantau.facts.minutes import Minutes, joined
from pantau.facts.words import Medium
from pantau.inventory.model import Inventory, Site
from pantau.inventory.service_hours import Calendar
from pantau.sla import SlaResult, facts_window, judge_month
from pantau.sla.case import cases
from pantau.sla.groups import as_it_stood
from pantau.sla.interval import Span, Spans, clip, intersect, total
from pantau.sla.quality.measured import Measured, in_service, measure
from pantau.sla.service import service_spans
from pantau.store import Store

_UNTIL_FOUR = ((7 * 60 + 30, 16 * 60),)
_UNTIL_HALF_PAST = ((7 * 60 + 30, 16 * 60 + 30),)
OFFICE_HOURS = Calendar(
    weekly=(*[_UNTIL_FOUR] * 4, _UNTIL_HALF_PAST, (), ()),
    holidays="ID",
)
"""Working hours where the inventory names no calendar: 37.5 hours in five days without the break
(Perpres 21/2023)."""


@dataclass(frozen=True, slots=True)
class Line:
    """A site on one medium.

    ``site``: as it stands at the end of the period; ``now``: whether it is on this medium then.
    ``rows``: of the months at whose end it was on it; None of their figures is worked out anew.
    ``work_down_seconds``: down in working hours of these months, None where nothing was measured.
    ``measured``: the minutes in working hours in which it was up; None without any.
    """

    site: Site
    medium: Medium | None
    now: bool
    rows: tuple[SlaResult, ...]
    work_down_seconds: int | None
    measured: Measured | None


@dataclass(frozen=True, slots=True)
class Lines:
    """``samples_gone``: samples of the period are over their term, so nothing is measured.

    ``upto``: how far the last month was judged (microseconds UTC).
    """

    period: Period
    lines: tuple[Line, ...]
    samples_gone: bool
    upto: int


@dataclass(slots=True)
class _Judged:
    rows: list[SlaResult] = field(default_factory=list)
    work_down: int = 0


_Key = tuple[str, Medium | None]


def working_hours(inventory: Inventory) -> Calendar:
    """The calendar that the section ``planning`` names, else the usual hours of offices."""
    named = inventory.planning.hours
    return inventory.calendars.get(named, OFFICE_HOURS) if named else OFFICE_HOURS


def read_lines(store: Store, inventory: Inventory, period: Period, now: int) -> Lines:
    """``now``: microseconds UTC. Raises StoreDamaged."""
    window = (period.window.begin // SECOND, period.window.end // SECOND)
    hours = service_spans(working_hours(inventory), window, inventory.timezone)
    judged: defaultdict[_Key, _Judged] = defaultdict(_Judged)
    upto = period.window.begin
    for month in period.months:
        upto = _judge(store, inventory, month, now, hours, judged)
    gone = thinned(store, period.window)
    found = {} if gone else dict(_measured(store, inventory, period, hours))
    # Asked again: the entry that tells of it stands before anything goes.
    gone = gone or thinned(store, period.window)
    last = inventory.local_day(max(period.window.begin, min(period.window.end, now) - 1))
    sites = {site.id: site for site in inventory.on(last).judged}
    lines = [
        _line(sites[key[0]], key[1], judged[key], None if gone else found.get(key))
        for key in sorted({*judged, *found}, key=str)
        if key[0] in sites
    ]
    return Lines(period, tuple(lines), gone, upto)


def _line(site: Site, medium: Medium | None, judged: _Judged, measured: Measured | None) -> Line:
    seen = any(row.up_seconds + row.down_seconds for row in judged.rows)
    rows = tuple(judged.rows)
    work_down = judged.work_down if seen else None
    return Line(site, medium, site.medium is medium, rows, work_down, measured)


def _judge(
    store: Store,
    inventory: Inventory,
    month: str,
    now: int,
    hours: Spans,
    into: Mapping[_Key, _Judged],
) -> int:
    """One month's rows and down seconds in working hours; how far it was judged.

    A closed month keeps sums and no spans, so its working hours are told from what is known today.
    """
    reach = facts_window(month, inventory.timezone)
    with store.view() as view:
        standing = view.month(month)
        facts = view.ledger_facts(reach.begin, reach.end)
    result = as_it_stands(store, standing, judge_month(inventory, facts, month, now))
    media = {site.id: site.medium for site in as_it_stood(inventory, result).judged}
    for row in result.sites:
        into[row.site, media.get(row.site)].rows.append(row)
    for case in cases(inventory, facts, month, now):
        down = intersect(case.ledger().down, hours)
        into[case.site, media.get(case.site)].work_down += total(down)
    return result.upto


def _measured(
    store: Store, inventory: Inventory, period: Period, hours: Spans
) -> Iterator[tuple[_Key, Measured]]:
    sites = {site.id: site for site in inventory.judged}
    outages: defaultdict[str, list[Outage]] = defaultdict(list)
    for outage in store.outages(period.window.begin - MINUTE, period.window.end):
        outages[outage.site].append(outage)
    window = period.window
    for name, samples in store.heartbeats(window.begin, window.end, tuple(sites)):
        if not len(samples.minutes):
            continue
        served = in_service(samples, outages.get(name, ()))
        for medium, spans in _spells(sites[name], inventory, hours).items():
            found = measure(_within(served, spans))
            if found.minutes:
                yield (name, medium), found


def _spells(site: Site, inventory: Inventory, hours: Spans) -> dict[Medium | None, Spans]:
    """The working hours that the site spent on each of its media."""
    if not site.standings:
        return {site.medium: hours}
    begins = [since for since, _ in site.standings]
    ends = [*begins[1:], date.max]
    found: defaultdict[Medium | None, Spans] = defaultdict(list)
    for (since, standing), end in zip(site.standings, ends, strict=True):
        found[standing.medium] += clip(hours, _seconds(since, end, inventory))
    return found


def _seconds(since: date, end: date, inventory: Inventory) -> Span:
    """Half-open, whole UTC seconds; the calendar's first and last day stand for no bound."""
    first = 0 if since == date.min else midnight(since, inventory.timezone) // SECOND
    far = end > date.max - timedelta(days=2)
    return first, 2**40 if far else midnight(end, inventory.timezone) // SECOND


def _within(minutes: Minutes, spans: Sequence[Span]) -> Minutes:
    return joined([minutes.between(begin * SECOND, end * SECOND) for begin, end in spans])
