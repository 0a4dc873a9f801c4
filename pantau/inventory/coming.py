"""What an inventory says of days to come: sites that begin, end, move or are promised otherwise."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from pantau.inventory.contracts import Term
from pantau.inventory.model import Inventory, Site

_DAY = timedelta(days=1)
_PLACE = ("kecamatan", "desa", "at", "address", "medium", "line", "place", "power", "upstream")
_PROMISE = ("provider", "contract", "tier", "fee", "objective")


class Event(StrEnum):
    """What a day brings to a site."""

    BEGINS = "begins"
    ENDS = "ends"
    CHANGES = "changes"


@dataclass(frozen=True, slots=True)
class Coming:
    """One event of ``day``, the same for all of ``sites``; an end is on the last day.

    ``key``: of the file, what changes from ``before`` to ``after``. Where a term begins or ends,
    ``after`` names it.
    """

    day: date
    event: Event
    sites: tuple[str, ...]
    key: str = ""
    before: str = ""
    after: str = ""


def coming(inventory: Inventory, today: date) -> tuple[Coming, ...]:
    """All that is dated after ``today``, by day; an end also today. Alike ones are told once."""
    found: dict[Coming, list[str]] = {}
    for site in inventory.sites:
        for each in (*_moves(site, today), *_terms(site, today)):
            found.setdefault(each, []).append(site.id)
    return tuple(
        Coming(each.day, each.event, tuple(sites), each.key, each.before, each.after)
        for each, sites in sorted(found.items(), key=lambda one: one[0].day)
    )


def _moves(site: Site, today: date) -> Iterator[Coming]:
    old = site.on(date.min)
    for since, new in site.standings:
        if since > today:
            for key in _PLACE:
                yield from _changed(since, key, getattr(old, key), getattr(new, key))
            if old.probes != new.probes:
                yield Coming(since, Event.CHANGES, (), "probes")
            if old.contact != new.contact:
                yield Coming(since, Event.CHANGES, (), "contact")
        old = new


def _terms(site: Site, today: date) -> Iterator[Coming]:
    before: Term | None = None
    for term in site.terms:
        follows = before is not None and before.end == term.start - _DAY
        if term.start > today and before is not None and follows:
            for key in _PROMISE:
                yield from _changed(term.start, key, getattr(before, key), getattr(term, key))
        elif term.start > today:
            yield Coming(term.start, Event.BEGINS, (), after=f"{term.contract}, {term.tier}")
        if before is not None and not follows:
            yield from _end(before, today)
        before = term
    if before is not None:
        yield from _end(before, today)


def _end(term: Term, today: date) -> Iterator[Coming]:
    if term.end is not None and term.end >= today:
        yield Coming(term.end, Event.ENDS, (), after=term.contract)


def _changed(day: date, key: str, before: object, after: object) -> Iterator[Coming]:
    if before != after:
        yield Coming(day, Event.CHANGES, (), key, _written(before), _written(after))


def _written(value: object) -> str:
    if value is None:
        return "~"
    if isinstance(value, tuple):
        return f"[{', '.join(map(str, value))}]"
    return str(value)
