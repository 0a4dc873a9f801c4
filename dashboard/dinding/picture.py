"""The whole wall as one piece of HTML: nothing in it is younger than the rest."""

from dashboard.dinding import sides
from dashboard.dinding.head import foot, head, is_old, old_band
from dashboard.dinding.turns import TITLES, Turn
from dashboard.live import frozen
from dashboard.markup import Html, element
from dashboard.month_part import shown_share
from dashboard.overview import Overview
from dashboard.reading import Snapshot
from dashboard.risk import Risks
from dashboard.zone import zone_of
from pantau.language import Language, translator
from pantau.sla import MonthResult


def wall(
    snapshot: Snapshot,
    seen: Overview,
    month: MonthResult | None,
    risky: Risks | None,
    turn: Turn,
    now: int,
    language: Language,
) -> Html:
    """What the wall shows at ``now`` (microseconds UTC); ``seen`` is of this ``snapshot``."""
    zone = zone_of(snapshot.inventory)
    say = translator(language)
    old = is_old(seen)
    return element(
        "div",
        head(seen, now, zone, language),
        old_band(seen, language),
        element(
            "main",
            element(
                "section",
                element("h2", say(TITLES[turn])),
                _left(turn, seen, month, risky, language),
                class_="w-side",
            ),
            sides.failures(seen, now, zone, language, band=old),
        ),
        foot(snapshot.on_call, seen, _month_line(month, language), language),
        frozen(language),
        class_="w-wall w-grey" if old else "w-wall",
        # Differs at every run, so that the browser starts the clock of the style sheet anew.
        data_at=str(now),
    )


def _left(
    turn: Turn,
    seen: Overview,
    month: MonthResult | None,
    risky: Risks | None,
    language: Language,
) -> Html:
    if turn is Turn.MONTH and month is not None:
        return sides.month(month, risky, language)
    if turn is Turn.MAP:
        # The map itself is an element of its own, laid over this place by the style sheet.
        return Html()
    return sides.tiles(seen, language, band=is_old(seen))


def _month_line(month: MonthResult | None, language: Language) -> Html:
    say = translator(language)
    share = "–" if month is None else shown_share(month.total.availability, None, language)
    return element(
        "div", element("span", say("This month")), element("strong", share), class_="w-part"
    )
