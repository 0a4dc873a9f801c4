"""The tables of the page: months, money, and where both sides differ."""

from collections.abc import Callable
from typing import TypeVar
from zoneinfo import ZoneInfo

from dashboard.columns import Column
from dashboard.laporan.months import Listed
from pantau.actions.provider.words import KINDS, apart, signed, signed_time
from pantau.facts.instant import SECOND, to_datetime
from pantau.inventory import Inventory
from pantau.language import (
    Language,
    day,
    label,
    moment,
    month_name,
    rupiah,
    short_duration,
    translator,
)
from pantau.sla.interval import Span
from pantau.sla.month import month_days
from pantau.sla.reconcile.billing import Billing
from pantau.sla.reconcile.differences import Difference

NOTHING = "–"

R = TypeVar("R")


def month_columns(zone: ZoneInfo, language: Language) -> tuple[Column[Listed], ...]:
    """What the list of months shows."""
    say = translator(language)

    def closed(each: Listed) -> str:
        if each.closed_at is None:
            return NOTHING
        on = day(to_datetime(each.closed_at, zone).date(), language)
        return say("{who}, {time}", who=each.closed_by or "", time=on)

    return (
        Column(say("Month"), lambda each: named(each.month, language), lambda each: each.month),
        Column(say("State"), lambda each: _state(each, language)),
        Column(say("Revision"), lambda each: str(each.revision), lambda each: each.revision),
        Column(say("Closed by"), closed),
        _money(say("Billed"), lambda each: each.billed, language),
        _money(say("Deducted"), lambda each: each.deducted, language),
        _money(say("Paid"), lambda each: each.paid, language),
    )


def named(month: str, language: Language) -> str:
    """ "2026-10" as "Oktober 2026"."""
    return month_name(month_days(month)[0], language)


def _state(each: Listed, language: Language) -> str:
    say = translator(language)
    return say("running") if each.running else label(each.state, language)


def _money(heading: str, of: Callable[[R], int | None], language: Language) -> Column[R]:
    def shown(each: R) -> str:
        amount = of(each)
        return NOTHING if amount is None else rupiah(amount, language)

    return Column(heading, shown, of, unit="Rp")


def billing_columns(language: Language) -> tuple[Column[Billing], ...]:
    """What was billed, held back and paid, beside what was computed."""
    say = translator(language)
    return (
        Column(say("Contract"), lambda each: each.contract),
        Column(say("Invoice"), lambda each: ", ".join(each.invoices) or NOTHING),
        _money(say("Fees"), lambda each: each.fees, language),
        _money(say("Billed"), lambda each: each.billed if each.invoices else None, language),
        _money(say("Credit"), lambda each: each.credit, language),
        _money(say("Deducted"), lambda each: each.deducted if each.invoices else None, language),
        _money(say("Paid"), lambda each: each.paid, language),
        Column(say("Apart"), lambda each: apart(each, say), width="large"),
    )


def difference_columns(inventory: Inventory, language: Language) -> tuple[Column[Difference], ...]:
    """Where an account differs from ours and what that is worth by the contract's own rule."""
    say = translator(language)
    names = {site.id: site.name for site in inventory.judged}
    zone = inventory.timezone

    def seconds(each: Difference) -> int | None:
        return each.worth.seconds if each.worth else None

    def money(each: Difference) -> int | None:
        return each.worth.rupiah if each.worth else None

    return (
        Column(say("Site"), lambda each: names.get(each.site, each.site)),
        Column(say("Difference"), lambda each: say(KINDS[each.kind])),
        Column(say("Ours"), lambda each: _when(each.our_span, zone, language)),
        Column(say("Theirs"), lambda each: _when(each.their_span, zone, language)),
        Column(
            say("Ticket"),
            lambda each: ", ".join(row.name for row in each.theirs if row.name) or NOTHING,
        ),
        Column(
            say("Down time"),
            lambda each: NOTHING if (n := seconds(each)) is None else signed_time(n, language),
            seconds,
            unit=say("seconds"),
        ),
        Column(
            say("Credit"),
            lambda each: NOTHING if (n := money(each)) is None else signed(n, language),
            money,
            unit="Rp",
        ),
    )


def _when(span: Span | None, zone: ZoneInfo, language: Language) -> str:
    if span is None:
        return NOTHING
    length = short_duration(span[1] - span[0], language)
    return f"{moment(span[0] * SECOND, zone, language)}, {length}"
