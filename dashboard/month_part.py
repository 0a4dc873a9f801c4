"""The month to date: cards, the table's cells and its total line."""

from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

import pandas as pd

from dashboard.compliance import Row
from dashboard.live import card
from dashboard.markup import Html, element, joined
from pantau.facts.instant import to_datetime
from pantau.inventory import Inventory
from pantau.language import (
    Language,
    label,
    moment,
    month_name,
    number,
    percent,
    rupiah,
    short_duration,
    translator,
)
from pantau.sla import MonthResult, floor_percent

NOTHING = "–"


class Shown(float):
    """A number that sorts as itself and is shown as the text that people write for it."""

    shown: str

    def __new__(cls, value: float, shown: str) -> "Shown":
        """``shown`` stands in the table; ``value`` is only what a clicked heading sorts by."""
        made = super().__new__(cls, value)
        made.shown = shown
        return made


def month_cards(result: MonthResult, inventory: Inventory, language: Language) -> Html:
    """Availability, compliance and credit of all sites in the month so far."""
    say = translator(language)
    total = result.total
    name = month_name(to_datetime(result.window.begin, inventory.timezone).date(), language)
    coverage = say("coverage {coverage}", coverage=shown_share(total.coverage, None, language))
    judged = total.compliant + total.not_compliant
    return joined(
        card(
            say("Availability"),
            shown_share(total.availability, None, language),
            f"{name} · {coverage}",
            "p-month",
        ),
        card(
            say("Meets its objective"),
            number(total.compliant, language),
            say("of {judged} judged so far", judged=number(judged, language)),
            "p-month",
        ),
        card(
            say("Credit so far"),
            _credit_in_total(result, language),
            _claims(result, language) or say("before tax, not final"),
            "p-month",
        ),
    )


def _credit_in_total(result: MonthResult, language: Language) -> str:
    """The sum of the credits; a dash where no row has one."""
    known = any(row.credit is not None for row in result.sites)
    return rupiah(result.total.credit, language) if known else NOTHING


def _claims(result: MonthResult, language: Language) -> str:
    """How many rows cannot be claimed, because too much of their time is unknown."""
    left = len(result.sites) - result.total.claimable
    say = translator(language)
    return say("{n} not claimable yet", n=number(left, language)) if left else ""


def shown_share(share: Fraction | None, objective: Decimal | None, language: Language) -> str:
    """A share as a floored percentage; a dash where nothing was measured."""
    return NOTHING if share is None else percent(floor_percent(share, objective), language)


def total_line(result: MonthResult, shown: int, language: Language) -> Html:
    """The total of all rows under the table, whatever is filtered above."""
    say = translator(language)
    total = result.total
    rows = len(result.sites)
    parts = [
        say("All {sites} sites", sites=number(total.sites, language)),
        say("up to {time}", time=moment(result.upto, ZoneInfo(result.timezone), language)),
        say("availability {share}", share=shown_share(total.availability, None, language)),
        say("worst case {share}", share=shown_share(total.availability_worst, None, language)),
        say("coverage {coverage}", coverage=shown_share(total.coverage, None, language)),
        say("down {duration}", duration=short_duration(total.down_seconds, language)),
        say("unknown {duration}", duration=short_duration(total.unknown_seconds, language)),
        say.plural("{n} outage", "{n} outages", total.outages, n=number(total.outages, language)),
        say(
            "{yes} meet it, {no} do not, {open} undecided",
            yes=number(total.compliant, language),
            no=number(total.not_compliant, language),
            open=number(total.undecided, language),
        ),
        say("credit {amount}", amount=_credit_in_total(result, language)),
        _claims(result, language),
    ]
    filtered = (
        element("span", say("{shown} of {rows} rows shown", shown=shown, rows=rows))
        if shown != rows
        else Html()
    )
    return element(
        "div",
        element("strong", parts[0]),
        " · " + " · ".join(part for part in parts[1:] if part),
        filtered,
        class_="p-total",
    )


def cells(row: Row, language: Language) -> dict[str, str | Shown]:
    """One row of the table by heading, in order."""
    say = translator(language)
    result = row.result
    verdicts = {
        True: f"✓ {say('Yes')}",
        False: f"✕ {say('No')}",
        None: f"? {say('Not judged yet')}",
    }
    return {
        say("Site"): row.name,
        say("Kecamatan"): row.kecamatan,
        say("Kind"): label(row.kind, language),
        say("Provider"): row.provider,
        say("Tier"): result.tier,
        say("Objective"): _percent(result.objective, language),
        say("Availability"): _share(result.availability, result.objective, language),
        say("Meets it"): verdicts[result.compliant],
        say("Worst case"): _share(result.availability_worst, result.objective, language),
        say("Coverage"): _share(result.coverage, None, language),
        say("Down time"): _seconds(result.down_seconds, language),
        say("Unknown time"): _seconds(result.unknown_seconds, language),
        say("Outages"): Shown(result.outages, number(result.outages, language)),
        say("Credit"): _credit(result.credit, language),
    }


def table(rows: tuple[Row, ...], language: Language) -> "pd.io.formats.style.Styler":
    """At least one row as Streamlit shows it: text as Indonesians write it over values that sort.

    A heading that is clicked sorts by the values underneath, so 9,5 % does not come after 10 %.
    """
    made = [cells(row, language) for row in rows]
    # object: pandas would keep the number and forget what is to be shown.
    frame = pd.DataFrame(
        {key: pd.Series([row[key] for row in made], dtype=object) for key in made[0]}
    )
    return frame.style.format(lambda cell: cell.shown if isinstance(cell, Shown) else cell)


def _percent(value: Decimal | None, language: Language) -> Shown:
    return Shown(-1, NOTHING) if value is None else Shown(float(value), percent(value, language))


def _share(share: Fraction | None, objective: Decimal | None, language: Language) -> Shown:
    return Shown(-1.0 if share is None else float(share), shown_share(share, objective, language))


def _seconds(seconds: int, language: Language) -> Shown:
    """To the second: a figure that is argued about is not cut."""
    return Shown(seconds, short_duration(seconds, language, units=4) if seconds else NOTHING)


def _credit(credit: int | None, language: Language) -> Shown:
    return Shown(-1, NOTHING) if credit is None else Shown(credit, rupiah(credit, language))
