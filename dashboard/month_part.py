"""The month to date as cards."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from dashboard.live import card
from dashboard.markup import Html, element, joined
from pantau.facts.instant import to_datetime
from pantau.inventory import Inventory
from pantau.language import (
    Language,
    month_name,
    number,
    percent,
    rupiah,
    translator,
)
from pantau.sla import MonthResult, SlaResult, floor_percent

NOTHING = "–"


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
            joined(name, " · ", element("span", coverage, class_="p-whole")),
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
            credit_in_total(result.sites, language),
            claims(result.sites, language) or say("before tax, not final"),
            "p-month",
        ),
    )


def credit_in_total(rows: Sequence[SlaResult], language: Language) -> str:
    """The sum of the credits; a dash where no row has one."""
    known = [row.credit for row in rows if row.credit is not None]
    return rupiah(sum(known), language) if known else NOTHING


def claims(rows: Sequence[SlaResult], language: Language) -> str:
    """How many rows cannot be claimed, because too much of their time is unknown; else nothing."""
    left = sum(not row.claimable for row in rows)
    say = translator(language)
    return say("{n} not claimable yet", n=number(left, language)) if left else ""


def shown_share(share: Fraction | None, objective: Decimal | None, language: Language) -> str:
    """A share as a floored percentage; a dash where nothing was measured."""
    return NOTHING if share is None else percent(floor_percent(share, objective), language)
