"""What an edit of the inventory would change of days that are over. Pure.

Money was or will be judged by those days, so such an edit needs a date or a reason.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, timedelta
from itertools import pairwise

from pantau.inventory.hours import hours_on
from pantau.inventory.model import Calendar, Inventory, Policy, Site, Term

_DAY = timedelta(days=1)
_SERVICE_HOURS = "service_hours"
_TERM_KEYS = (
    "contract",
    "provider",
    "tier",
    "fee",
    "objective",
    "latency_p95_us",
    "loss_percent",
)
_POLICY_KEYS = tuple(each.name for each in fields(Policy) if each.name != _SERVICE_HOURS)


@dataclass(frozen=True, slots=True)
class PastChange:
    """One fact of one site that an edit would change from ``since`` on, a day before today.

    ``site`` is empty where the whole file is meant. ``key`` is a field of Term or Policy,
    ``term`` where the site has a term on that day in one of the inventories only, or ``timezone``.
    """

    site: str
    key: str
    before: object
    after: object
    since: date


def past_changes(old: Inventory, new: Inventory, today: date) -> tuple[PastChange, ...]:
    """What ``new`` says otherwise than ``old`` about days before ``today``, first day of each key.

    ``today`` is a day in the time zone of ``old``. A site that only ``new`` has was never judged,
    so its terms may begin in the past; one that only ``old`` has ends today: see ``departed``.
    """
    comparison = _Comparison(old, new, today)
    known = {site.id: site for site in old.sites}
    found = [
        each
        for site in new.sites
        if site.id in known
        for each in comparison.changes(known[site.id], site)
    ]
    starts = [term.start for site in old.sites for term in site.terms if term.start < today]
    if starts and old.timezone.key != new.timezone.key:
        found.insert(0, PastChange("", "timezone", old.timezone.key, new.timezone.key, min(starts)))
    return tuple(found)


def departed(old: Inventory, new: Inventory) -> tuple[str, ...]:
    """The ids of sites that ``new`` no longer has although ``old`` has them, in its order."""
    kept = {site.id for site in new.sites}
    return tuple(site.id for site in old.sites if site.id not in kept)


class _Comparison:
    """Two inventories up to a day; days on which two calendars part are looked for once."""

    def __init__(self, old: Inventory, new: Inventory, today: date) -> None:
        self._old = old
        self._new = new
        self._today = today
        self._parted: dict[tuple[str, str, date, date], date | None] = {}

    def changes(self, old: Site, new: Site) -> Iterator[PastChange]:
        """The first day of each key that differs between two readings of one site."""
        if old.terms == new.terms and self._old.calendars == self._new.calendars:
            return
        told: set[str] = set()
        for start, end in _stretches(old, new, self._today):
            before, after = old.term_on(start), new.term_on(start)
            for key, was, will, since in self._differences(before, after, start, end):
                if key not in told:
                    told.add(key)
                    yield PastChange(old.id, key, was, will, since)

    def _differences(
        self, before: Term | None, after: Term | None, start: date, end: date
    ) -> Iterator[tuple[str, object, object, date]]:
        if before is None or after is None:
            if before is not after:
                yield "term", before and before.contract, after and after.contract, start
            return
        for keys, was, will in (
            (_TERM_KEYS, before, after),
            (_POLICY_KEYS, before.policy, after.policy),
        ):
            for key in keys:
                if getattr(was, key) != getattr(will, key):
                    yield key, getattr(was, key), getattr(will, key), start
        names = before.policy.service_hours, after.policy.service_hours
        since = self._hours_part(*names, start, end)
        if since is not None:
            yield _SERVICE_HOURS, *names, since

    def _hours_part(self, old: str, new: str, start: date, end: date) -> date | None:
        """The first day from ``start`` up to ``end``, exclusive, whose hours differ."""
        key = old, new, start, end
        if key not in self._parted:
            was, will = self._old.calendars.get(old), self._new.calendars.get(new)
            days = (start + n * _DAY for n in range((end - start).days) if was != will)
            self._parted[key] = next((d for d in days if _hours(was, d) != _hours(will, d)), None)
        return self._parted[key]


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
