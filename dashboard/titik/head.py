"""The top of the page: which site, how it is, and how its month stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from dashboard.live import SIGNS, card
from dashboard.markup import Html, element
from dashboard.month_part import NOTHING, shown_share
from dashboard.overview import DownSite, Overview, Tile
from pantau.facts.instant import SECOND
from pantau.facts.words import State
from pantau.inventory import Site
from pantau.inventory.contracts import Term
from pantau.language import (
    Language,
    label,
    milliseconds,
    number,
    percent,
    recent,
    short_duration,
    translator,
)
from pantau.language.shortfall import shortfall_words
from pantau.sla import SlaResult, error_budget


@dataclass(frozen=True, slots=True)
class Now:
    """How the site is at ``at`` (microseconds UTC). ``tile`` is None for one that departed.

    ``rows``: of the running month, one for each term; None where they are not known.
    """

    site: Site
    term: Term | None
    tile: Tile | None
    down: DownSite | None
    rows: Sequence[SlaResult] | None
    at: int


def now_of(
    site: Site, term: Term | None, seen: Overview, rows: Sequence[SlaResult] | None, at: int
) -> Now:
    """What of ``seen`` and of the month's ``rows`` is this site's."""
    tiles = (tile for district in seen.districts for tile in district.tiles)
    return Now(
        site=site,
        term=term,
        tile=next((tile for tile in tiles if tile.site == site.id), None),
        down=next((each for each in seen.down if each.site == site.id), None),
        rows=None if rows is None else [row for row in rows if row.site == site.id],
        at=at,
    )


def title(now: Now, language: Language) -> Html:
    """The site's name, what and where it is, and its state as a sign."""
    say = translator(language)
    state = now.tile.state if now.tile else State.UNKNOWN
    site, term = now.site, now.term
    about = [
        label(site.kind, language),
        say("Kecamatan {name}", name=site.kecamatan),
        label(site.medium, language) if site.medium else "",
        f"{term.provider} · {term.tier}" if term else say("no contract today"),
    ]
    return element(
        "div",
        element("i", SIGNS[state], class_=f"t-sign p-key p-{state.value}", aria_hidden="true"),
        element(
            "div",
            element("h2", site.name, class_="t-name"),
            element("p", " · ".join(part for part in about if part), class_="t-about"),
        ),
        class_="t-title",
    )


def cards(now: Now, zone: ZoneInfo, language: Language) -> Html:
    """The state since when, the month so far, and the newest round trip."""
    return element(
        "div",
        _state_card(now, zone, language),
        *_month(now, language),
        _trip_card(now, language),
        class_="p-cards t-cards",
    )


def _state_card(now: Now, zone: ZoneInfo, language: Language) -> Html:
    say = translator(language)
    state = now.tile.state if now.tile else State.UNKNOWN
    if now.tile is None:
        note = say("It is not in the inventory any more.")
    elif now.tile.suspected:
        note = say("a heartbeat was missed; being asked again")
    elif now.tile.since is not None:
        long = short_duration(max(0, now.at - now.tile.since) // SECOND, language)
        note = say(
            "since {time} ({length})",
            time=recent(now.tile.since, now.at, zone, language),
            length=long,
        )
        note = " · ".join((note, *(shortfall_words(s, language) for s in now.tile.shortfalls)))
    else:
        note = say("Nobody can see it now.")
    style = f"p-{state.value}"
    return card(say("State"), f"{SIGNS[state]} {label(state, language)}", note, style)


def _month(now: Now, language: Language) -> list[Html]:
    """Availability against the objective, what is left of the budget, and how often it was down."""
    say = translator(language)
    if not now.rows:
        words = say("not known yet")
        titles = (say("Availability this month"), say("Budget left"), say("Outages this month"))
        return [card(title, NOTHING, words, "p-month") for title in titles]
    row = now.rows[-1]
    objective = "" if row.objective is None else percent(row.objective, language)
    aim = say("objective {objective}", objective=objective) if objective else say("no objective")
    verdict, style = _so_far(row, language)
    return [
        card(
            say("Availability this month"),
            shown_share(row.availability, row.objective, language),
            f"{aim} · {verdict}" if objective else aim,
            style,
        ),
        _budget_card(row, language),
        card(
            say("Outages this month"),
            number(row.outages, language),
            say("down {duration}", duration=short_duration(row.down_seconds, language)),
            "p-month",
        ),
    ]


def _so_far(row: SlaResult, language: Language) -> tuple[str, str]:
    """How the running month stands to its objective, and its style.

    A share below the objective is not a month below it while some of the budget is left.
    """
    say = translator(language)
    if row.compliant is None:
        return say("not judged yet"), "p-month"
    if row.compliant:
        return say("met so far"), "p-month"
    if (error_budget(row) or 0) >= 0:
        return say("below it so far"), "p-degraded"
    return say("missed"), "p-down"


def _budget_card(row: SlaResult, language: Language) -> Html:
    say = translator(language)
    left = error_budget(row)
    if left is None:
        return card(say("Budget left"), NOTHING, say("no objective"), "p-month")
    allowed = short_duration(max(0, left + row.down_seconds), language)
    value = short_duration(left, language) if left >= 0 else f"−{short_duration(-left, language)}"
    used = row.down_seconds * 4 > (left + row.down_seconds) * 3
    style = "p-down" if left < 0 else ("p-degraded" if used else "p-month")
    return card(say("Budget left"), value, say("of {allowed} this month", allowed=allowed), style)


def _trip_card(now: Now, language: Language) -> Html:
    say = translator(language)
    tile = now.tile
    if tile is None or tile.rtt_us is None:
        return card(say("Round trip"), NOTHING, say("no answer in the last full minute"), "p-none")
    lost = say("1 minute: {lost} of {sent} echoes lost", lost=tile.lost, sent=tile.sent)
    return card(say("Round trip"), milliseconds(tile.rtt_us, language), lost, "p-month")
