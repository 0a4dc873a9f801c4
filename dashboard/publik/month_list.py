"""Months one under the other, the newest first."""

from collections.abc import Callable, Sequence
from datetime import date

from dashboard.markup import Html, element, joined
from dashboard.publik.figures import PublicMonth
from dashboard.publik.look import Look
from dashboard.publik.parts import Cell, figure_cells, figure_heads, panel, table
from dashboard.publik.wanted import address
from pantau.language import Language, month_name, translator
from pantau.sla import Total

Months = Callable[[str], PublicMonth | None]
"""A month that is offered; None where it cannot be read."""

_SHOWN = 13


def name_of(month: str, language: Language) -> str:
    """``November 2026``."""
    return month_name(date.fromisoformat(f"{month}-01"), language)


def standing(provisional: bool, language: Language) -> str:
    """Whether the figures may still change."""
    say = translator(language)
    return say("provisional") if provisional else say("final")


def months_panel(
    look: Look,
    months: Months,
    language: Language,
    part: Callable[[PublicMonth], Total | None] = lambda month: month.total,
    *,
    one: bool = False,
) -> Html:
    """The last thirteen months of all sites, or of the part that is asked for (``one``: a site).

    A month in which nothing was measured is left out, but for the running one.
    """
    say = translator(language)
    rows: list[Sequence[Cell]] = []
    for name in look.months[:_SHOWN]:
        month = months(name)
        if month is None or not (month.measured or name == look.months[0]):
            continue
        where = element("a", name_of(name, language), href=address("bulan", name, language))
        about = element("span", standing(month.provisional, language), class_="about")
        rows.append(((joined(where, about), None), *figure_cells(part(month), language, one=one)))
    if not rows:
        return panel(say("By month"), element("p", say("The figures cannot be read now.")))
    return panel(
        say("By month"), table(((say("Month"), None), *figure_heads(language, one=one)), rows)
    )
