"""The columns of the page's tables. Every figure is the calculator's; here it becomes words."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from dashboard.columns import Column
from dashboard.month_part import NOTHING, shown_share
from dashboard.sla.bar import Timed, small_bar
from dashboard.theme import Mode
from dashboard.titik.day_sheet import day_columns
from pantau.language import (
    Language,
    label,
    number,
    percent,
    rupiah,
    short_duration,
    to_say,
    translator,
)
from pantau.sla import DayResult, SlaResult, Total
from pantau.sla.groups import Group, Row

R = TypeVar("R")

VERDICTS = {
    True: ("✓", to_say("Yes")),
    False: ("✕", to_say("No")),
    None: ("?", to_say("Not judged yet")),
}


def verdict(compliant: bool | None, language: Language) -> str:
    """Whether the objective is met, by a sign and a word."""
    sign, words = VERDICTS[compliant]
    return f"{sign} {translator(language)(words)}"


def site_columns(mode: Mode, language: Language) -> tuple[Column[Row], ...]:
    """One row a site and contract term."""
    say = translator(language)

    def result(row: Row) -> SlaResult:
        return row.result

    def target(row: Row) -> Decimal | None:
        return row.result.objective

    return (
        Column(say("Site"), lambda row: row.name, width="medium"),
        bar(result, mode, language),
        Column(
            say("Meets it"),
            lambda row: verdict(row.result.compliant, language),
            lambda row: {False: 0, None: 1, True: 2}[row.result.compliant],
            width=105,
            left=True,
        ),
        share(say("Availability"), lambda row: row.result.availability, language, target),
        Column(
            say("Objective"),
            lambda row: NOTHING if (of := target(row)) is None else percent(of, language),
            lambda row: None if (of := target(row)) is None else Fraction(of),
            unit="%",
            width=80,
        ),
        share(say("Worst case"), lambda row: row.result.availability_worst, language, target),
        share(say("Coverage"), lambda row: row.result.coverage, language),
        *_times(result, language),
        money(say("Credit"), lambda row: row.result.credit, language),
        Column(say("Kecamatan"), lambda row: row.kecamatan),
        Column(say("Kind"), lambda row: label(row.kind, language)),
        Column(say("Provider"), lambda row: row.provider),
        Column(say("Medium"), lambda row: label(row.medium, language) if row.medium else NOTHING),
        Column(say("Tier"), lambda row: row.result.tier),
        Column(say("Contract"), lambda row: row.result.contract),
    )


def group_columns(heading: str, mode: Mode, language: Language) -> tuple[Column[Group], ...]:
    """One row a group of sites; ``heading``: what they have in common."""
    say = translator(language)

    def total(group: Group) -> Total:
        return group.total

    return (
        Column(heading, lambda group: group.name, width="medium"),
        count(say("Sites"), lambda group: group.total.sites, language),
        bar(total, mode, language),
        share(say("Availability"), lambda group: group.total.availability, language),
        share(say("Worst case"), lambda group: group.total.availability_worst, language),
        share(say("Coverage"), lambda group: group.total.coverage, language),
        count(say("Meets"), lambda group: group.total.compliant, language),
        count(say("Misses"), lambda group: group.total.not_compliant, language, 135),
        count(say("Not judged yet"), lambda group: group.total.undecided, language, 110),
        *_times(total, language),
        money(say("Credit"), _credit, language),
    )


def _credit(group: Group) -> int | None:
    known = any(row.result.credit is not None for row in group.rows)
    return group.total.credit if known else None


def sheet_columns(mode: Mode, language: Language) -> tuple[Column[DayResult], ...]:
    """The daily sheet: that of the site's page, with a bar."""
    day, *others = day_columns(language)
    return (day, bar(lambda row: row, mode, language), *others)


def bar(of: Callable[[R], Timed], mode: Mode, language: Language) -> Column[R]:
    """The four kinds of time as a picture; the numbers stand in columns of their own."""
    say = translator(language)
    return Column(say("Time"), lambda row: small_bar(of(row), mode), width=190, is_picture=True)


def count(
    heading: str, value: Callable[[R], int], language: Language, width: int = 85
) -> Column[R]:
    """A whole number."""
    return Column(heading, lambda row: number(value(row), language), value, width=width)


def share(
    heading: str,
    value: Callable[[R], Fraction | None],
    language: Language,
    objective: Callable[[R], Decimal | None] = lambda _: None,
) -> Column[R]:
    """A share as a floored percentage; files hold it exactly."""

    def kept(row: R) -> Fraction | None:
        found = value(row)
        return None if found is None else found * 100

    return Column(
        heading,
        lambda row: shown_share(value(row), objective(row), language),
        kept,
        unit="%",
        width=105,
    )


def seconds(
    heading: str, value: Callable[[R], int], language: Language, width: int = 155
) -> Column[R]:
    """To the second: a figure that is argued about is not cut."""
    say = translator(language)
    return Column(
        heading,
        lambda row: short_duration(value(row), language, units=4) if value(row) else NOTHING,
        value,
        unit=say("seconds"),
        width=width,
    )


def money(heading: str, value: Callable[[R], int | None], language: Language) -> Column[R]:
    """Whole rupiah; a dash where nothing can be claimed."""

    def shown(row: R) -> str:
        found = value(row)
        return NOTHING if found is None else rupiah(found, language)

    return Column(heading, shown, value, unit="Rp", width=110)


def _times(of: Callable[[R], SlaResult | Total], language: Language) -> tuple[Column[R], ...]:
    say = translator(language)
    return (
        count(say("Outages"), lambda row: of(row).outages, language),
        seconds(say("Down time"), lambda row: of(row).down_seconds, language),
        seconds(say("Excluded time"), lambda row: of(row).excluded_seconds, language),
        seconds(say("Unknown time"), lambda row: of(row).unknown_seconds, language),
    )
