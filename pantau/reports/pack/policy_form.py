"""What was agreed for each site, resolved: the terms of a month and their service time, and back.

Service hours are written as spans, so that who reads them needs no list of holidays.
"""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any
from zoneinfo import ZoneInfo

from pantau.facts.instant import SECOND, parse_iso, to_iso
from pantau.facts.measured import LedgerFacts
from pantau.inventory.choices import (
    Denominator,
    Excluded,
    FeePartial,
    FourEyes,
    GapInOutage,
    OutageCounts,
    RepairClock,
    RestitutionKind,
    Rounding,
)
from pantau.inventory.contracts import Policy, Restitution, Term
from pantau.inventory.model import Inventory
from pantau.inventory.service_hours import ALWAYS
from pantau.sla.case import Case
from pantau.sla.interval import Span, Spans, clip, total
from pantau.sla.month import month_window, term_span
from pantau.sla.reading import by_site, floored
from pantau.sla.service import ServiceTime
from pantau.sla.terms import joined

Form = dict[str, Any]
_UTC = ZoneInfo("UTC")
_CHOICES: dict[str, type[Enum]] = {
    "excluded": Excluded,
    "denominator": Denominator,
    "min_outage_counts": OutageCounts,
    "gap_in_outage": GapInOutage,
    "repair_clock": RepairClock,
    "four_eyes": FourEyes,
    "fee_partial": FeePartial,
}


def policy_form(inventory: Inventory, month: str, now: int) -> Form:
    """Every term that shares time with ``month``, up to ``now`` (microseconds UTC).

    Terms that follow one another and differ in nothing that counts are one. ``calendars``: the
    service time of the whole month by the name of the service hours.
    """
    window, zone = month_window(month, inventory.timezone), inventory.timezone
    service = ServiceTime(inventory.calendars, zone)
    terms, calendars = [], {}
    for site in inventory.judged:
        for term in joined(site.terms):
            span = term_span(term, month, zone)
            if span is None:
                continue
            terms.append(_term(site.id, term, span))
            hours = term.policy.service_hours
            if hours != ALWAYS:
                calendars[hours] = [_shown(each) for each in service.spans(hours, floored(window))]
    return {
        "month": month,
        "timezone": zone.key,
        "from": to_iso(window.begin),
        "to": to_iso(window.end),
        "counted_until": to_iso(now),
        "calendars": calendars,
        "terms": terms,
    }


def _term(site: str, term: Term, span: Span) -> Form:
    begins, ends = _shown(span)
    return {
        "site": site,
        "contract": term.contract,
        "provider": term.provider,
        "tier": term.tier,
        "from": term.start.isoformat(),
        "to": None if term.end is None else term.end.isoformat(),
        "begins": begins,
        "ends": ends,
        "fee": term.fee,
        "objective": None if term.objective is None else str(term.objective),
        "policy": plain(term.policy),
    }


def plain(value: Any) -> Any:
    """A policy, or a value in one, as JSON takes it; decimals as they are written."""
    if isinstance(value, Policy | Restitution):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    return str(value) if isinstance(value, Decimal) else value


def read_cases(form: Any, facts: LedgerFacts) -> Iterator[Case]:
    """What each row of the month is judged from. Raises ValueError, TypeError or LookupError."""
    now = instant(form["counted_until"])
    month = _second(form["from"]), _second(form["to"])
    known = by_site(facts, now)
    for each in form["terms"]:
        term = _read_term(each)
        hours = term.policy.service_hours
        whole: Spans = [month]
        if hours != ALWAYS:
            whole = [(_second(a), _second(b)) for a, b in form["calendars"][hours]]
        span = _second(each["begins"]), _second(each["ends"])
        window = span[0], min(span[1], now // SECOND)
        service = clip(whole, span)
        if any(begin < window[1] for begin, _ in service):
            site = known.of(each["site"])
            yield Case(each["site"], term, window, site, site.excluded, service, total(whole))


def _read_term(form: Form) -> Term:
    return Term(
        contract=form["contract"],
        provider=form["provider"],
        tier=form["tier"],
        start=date.fromisoformat(form["from"]),
        end=None if form["to"] is None else date.fromisoformat(form["to"]),
        fee=form["fee"],
        objective=None if form["objective"] is None else Decimal(form["objective"]),
        policy=_read_policy(form["policy"]),
    )


def _read_policy(form: Form) -> Policy:
    values: dict[str, Any] = {
        name: _CHOICES[name](value) if name in _CHOICES else value for name, value in form.items()
    }
    values["min_coverage"] = Decimal(form["min_coverage"])
    if form["restitution"] is not None:
        values["restitution"] = _read_restitution(form["restitution"])
    return Policy(**values)


def _read_restitution(form: Form) -> Restitution:
    return Restitution(
        kind=RestitutionKind(form["kind"]),
        cap=Decimal(form["cap"]),
        rounding=Rounding(form["rounding"]),
        multiple=None if form["multiple"] is None else Decimal(form["multiple"]),
        bands=tuple((Decimal(low), Decimal(percent)) for low, percent in form["bands"]),
    )


def _shown(span: Span) -> list[str]:
    return [to_iso(second * SECOND) for second in span]


def instant(text: str) -> int:
    """A time of the pack as microseconds since 1970."""
    return parse_iso(text, _UTC)


def _second(text: str) -> int:
    return instant(text) // SECOND
