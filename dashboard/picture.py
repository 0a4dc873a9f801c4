"""The overview's live part as pieces of HTML, made once for all who look in two seconds."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from dashboard.alarms import banners
from dashboard.down import down_list
from dashboard.live import state_cards, status_line
from dashboard.made import Made
from dashboard.markup import Html, element, joined
from dashboard.month_part import month_cards
from dashboard.overview import Overview
from dashboard.reading import Snapshot
from dashboard.risk import Risks
from dashboard.risk_list import risk_list
from dashboard.suspicion import put_together, suspicion_list
from dashboard.tiles import districts
from dashboard.unseen import unseen, unseen_list
from dashboard.zone import zone_of
from pantau.inventory import Inventory
from pantau.language import Language
from pantau.sla import MonthResult

NOTHING = Html()


@dataclass(frozen=True, slots=True)
class Picture:
    """``top``: age, time, alarms; the rest is empty where no inventory can be read, or where there
    is nothing of its kind."""

    top: Html
    cards: Html = NOTHING
    suspicions: Html = NOTHING
    down: Html = NOTHING
    unseen: Html = NOTHING
    risks: Html = NOTHING
    sites: Html = NOTHING


def picture(
    snapshot: Snapshot,
    seen: Overview,
    month: MonthResult | None,
    risky: Risks | None,
    now: int,
    language: Language,
) -> Picture:
    """Everything that is so at ``now`` (microseconds UTC); ``seen`` is of this ``snapshot``."""
    inventory = snapshot.inventory
    zone = zone_of(inventory)
    loud = element("div", banners(seen, snapshot, now, zone, language), class_="p-alarms")
    top = joined(status_line(seen, now, zone, language), loud)
    if inventory is None:
        return Picture(top)
    return Picture(
        top=top,
        cards=element(
            "div",
            state_cards(seen.counts, language),
            _of_month(month, inventory, language) if month else "",
            class_="p-cards",
        ),
        suspicions=suspicion_list(put_together(seen.down), language),
        down=down_list(seen, now, zone, language),
        unseen=unseen_list(unseen(seen, snapshot.open_gaps), now, zone, language),
        risks=_of_risks(risky, zone, language) if risky else Html(),
        sites=districts(seen.districts, now, zone, language),
    )


# A month is judged every other minute, and is looked at every five seconds.
_MONTHS: Made[Html] = Made(most=16)
_RISKS: Made[Html] = Made(most=16)


def _of_month(month: MonthResult, inventory: Inventory, language: Language) -> Html:
    parts = (month, inventory.timezone)
    return _MONTHS.of(language, parts, lambda: month_cards(month, inventory, language))


def _of_risks(risky: Risks, zone: ZoneInfo, language: Language) -> Html:
    return _RISKS.of(language, (risky, zone), lambda: risk_list(risky, zone, language))
