"""What an edit of the inventory would change of days that are over. Pure.

Money was or will be judged by those days, so such an edit needs a date or a reason. What holds for
a day that is over is told by the inventory in force, and by the terms of the sites that departed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from itertools import pairwise

from pantau.inventory.contracts import Policy, Term
from pantau.inventory.hours import hours_on
from pantau.inventory.model import Inventory, Site
from pantau.inventory.service_hours import Calendar

_DAY = timedelta(days=1)
SERVICE_HOURS = "service_hours"
TERM = "term"
TIMEZONE = "timezone"
_LEADING_KEYS = ("contract", "tier")
_TERM_KEYS = ("provider", "fee", "objective", "latency_p95_us", "loss_percent", "jitter_us")
_POLICY_KEYS = tuple(each.name for each in fields(Policy) if each.name != SERVICE_HOURS)


@dataclass(frozen=True, slots=True)
class PastChange:
    """One fact of one site that an edit would change, from ``since`` to ``until``, before today.

    ``key`` is a field of Term or Policy, ``term`` where the site has a term in one of the two only
    (``before`` and ``after`` are contracts then), or ``timezone``, where ``site`` is empty.
    ``contract`` and ``tier`` are those in force, or those of the new term where none was.
    """

    site: str
    key: str
    before: object
    after: object
    since: date
    until: date
    contract: str = ""
    tier: str = ""


def past_changes(old: Inventory, new: Inventory, today: date) -> tuple[PastChange, ...]:
    """What ``new`` says otherwise about days before ``today`` than ``old`` and its departed sites.

    ``today`` is a day in the time zone of ``old``. A site that only ``new`` has was never judged,
    so its terms may begin in the past; one that only ``old`` has ends today: see ``ending``. One
    that comes back must tell its whole past, and none for the days on which it was away.
    """
    comparison = _Comparison(old, new, today)
    known = {site.id: site for site in old.judged}
    found = [
        each
        for site in new.sites
        if site.id in known
        for each in comparison.changes(known[site.id], site)
    ]
    starts = [term.start for site in old.judged for term in site.terms if term.start < today]
    if starts and old.timezone.key != new.timezone.key:
        zones = old.timezone.key, new.timezone.key
        found.insert(0, PastChange("", TIMEZONE, *zones, min(starts), today - _DAY))
    return tuple(found)


def ending(old: Inventory, new: Inventory, today: date) -> tuple[Site, ...]:
    """The sites of ``old`` that ``new`` lacks and whose promise would end with ``today``.

    Those whose terms are over or begin later than today lose nothing that bears money.
    """
    kept = {site.id for site in new.sites}
    return tuple(
        site
        for site in old.sites
        if site.id not in kept
        and any(term.start <= today for term in site.terms)
        and any(term.end is None or term.end > today for term in site.terms)
    )


class _Comparison:
    """Two inventories up to a day; days on which two calendars part are looked for once."""

    def __init__(self, old: Inventory, new: Inventory, today: date) -> None:
        self._old = old
        self._new = new
        self._today = today
        self._parted: dict[tuple[str, str, date, date], tuple[date, date] | None] = {}

    def changes(self, old: Site, new: Site) -> list[PastChange]:
        """What differs between two readings of one site, each for as long as it differs alike."""
        if old.terms == new.terms and self._old.calendars == self._new.calendars:
            return []
        found: list[PastChange] = []
        for start, end in _stretches(old, new, self._today):
            here = self._differences(old.id, old.term_on(start), new.term_on(start), start, end)
            for each in here:
                before = next((n for n, last in enumerate(found) if _goes_on(last, each)), None)
                if before is None:
                    found.append(each)
                else:
                    found[before] = replace(found[before], until=each.until)
        return found

    def _differences(
        self, site: str, before: Term | None, after: Term | None, start: date, end: date
    ) -> Iterator[PastChange]:
        of = before or after
        if of is None:
            return
        for key, was, will, since, until in self._keys(before, after, start, end):
            yield PastChange(site, key, was, will, since, until, of.contract, of.tier)

    def _keys(
        self, before: Term | None, after: Term | None, start: date, end: date
    ) -> Iterator[tuple[str, object, object, date, date]]:
        last = end - _DAY
        if before is None or after is None:
            yield TERM, before and before.contract, after and after.contract, start, last
            return
        for key in _LEADING_KEYS:
            if getattr(before, key) != getattr(after, key):
                yield key, getattr(before, key), getattr(after, key), start, last
                return  # the others follow from it
        for keys, was, will in (
            (_TERM_KEYS, before, after),
            (_POLICY_KEYS, before.policy, after.policy),
        ):
            for key in keys:
                if getattr(was, key) != getattr(will, key):
                    yield key, getattr(was, key), getattr(will, key), start, last
        names = before.policy.service_hours, after.policy.service_hours
        parted = self._hours_part(*names, start, end)
        if parted is not None:
            yield SERVICE_HOURS, *names, *parted

    def _hours_part(self, old: str, new: str, start: date, end: date) -> tuple[date, date] | None:
        """The first and last day from ``start`` up to ``end``, exclusive, whose hours differ."""
        key = old, new, start, end
        if key not in self._parted:
            was, will = self._old.calendars.get(old), self._new.calendars.get(new)
            number = (end - start).days if was != will else 0
            days = [start + n * _DAY for n in range(number)]
            parted = [day for day in days if _hours(was, day) != _hours(will, day)]
            self._parted[key] = (parted[0], parted[-1]) if parted else None
        return self._parted[key]


def _goes_on(last: PastChange, each: PastChange) -> bool:
    """Whether two changes are one, with nothing but a border of terms or free days between."""
    near = each.since - last.until == _DAY or each.key == SERVICE_HOURS
    return near and replace(each, since=last.since, until=last.until) == last


def _hours(calendar: Calendar | None, day: date) -> object:
    """The hours of a day; what has no calendar is served always."""
    return ((0, 24 * 60),) if calendar is None else hours_on(calendar, day)


def _stretches(old: Site, new: Site, today: date) -> Iterator[tuple[date, date]]:
    """Spans before ``today``, end exclusive, in which no term of either begins or ends."""
    cuts = {today}
    for term in (*old.terms, *new.terms):
        cuts.add(min(term.start, today))
        if term.end is not None and term.end < today:
            cuts.add(term.end + _DAY)
    days = sorted(cuts)
    yield from pairwise(days)
