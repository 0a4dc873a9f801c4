"""The places of a meeting as tables for terminals, and as JSON."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from pantau.actions.readiness import PlaceAhead
from pantau.cli.place import Place
from pantau.cli.table import print_table
from pantau.facts.meetings import Light
from pantau.inventory import Inventory
from pantau.language.labels import label
from pantau.language.meetings import advice_words, burden, reason_words, worth
from pantau.meeting.board import PlaceNow
from pantau.meeting.heard import Heard
from pantau.meeting.lights import Judged
from pantau.meeting.result import PlaceThen


def print_ahead(place: Place, inventory: Inventory, rows: Sequence[PlaceAhead]) -> None:
    """What the same hours of the last weeks were like."""
    say, language = place.say, place.language
    titles = [
        say("Site"),
        say("Forecast"),
        say("Good minutes"),
        say("R in nine of ten"),
        say("Minutes known"),
        say("Why"),
        say("Advice"),
    ]
    cells = [
        [
            each.site,
            label(each.forecast.judged.light, language),
            share(each.forecast.good, place),
            worth(each.forecast.r_p10, 0, language),
            say("{known} of {of}", known=each.forecast.known, of=each.forecast.of),
            reason_words(each.forecast.judged.reasons, say),
            advice_words(each.advice, _office(inventory, each.refuge), say),
        ]
        for each in rows
    ]
    print_table(titles, cells, "llrrrll")


def print_now(place: Place, inventory: Inventory, rows: Sequence[PlaceNow]) -> None:
    """The last minute."""
    say, language = place.say, place.language
    titles = [say("Site"), say("State"), *_heads(place), say("Trend"), say("Why"), say("Advice")]
    cells = [
        [
            each.site,
            label(each.judged.light, language),
            *_figures(place, each.heard),
            label(each.trend, language),
            reason_words(each.judged.reasons, say),
            advice_words(each.advice, _office(inventory, each.refuge), say),
        ]
        for each in rows
    ]
    print_table(titles, cells, "llrrrrrlll")


def print_then(place: Place, rows: Sequence[PlaceThen]) -> None:
    """The whole meeting."""
    say, language = place.say, place.language
    titles = [say("Site"), say("Result"), *_heads(place), *_minutes(place), say("Why")]
    cells = [
        [
            each.site,
            label(each.fitness, language),
            *_figures(place, each.whole),
            *(str(each.minutes[light]) for light in Light),
            reason_words(each.reasons, say),
        ]
        for each in rows
    ]
    print_table(titles, cells, "llrrrrrrrrrl")


def share(value: Fraction | None, place: Place) -> str:
    """In whole percent, rounded down."""
    if value is None:
        return "–"
    return f"{worth(float(100 * value), 0, place.language)} %"


def _heads(place: Place) -> list[str]:
    say = place.say
    return ["R", "MOS", say("Loss (%)"), say("Round trip (ms)"), say("Jitter (ms)")]


def _figures(place: Place, heard: Heard) -> list[str]:
    language = place.language
    return [
        worth(heard.r, 0, language),
        worth(heard.mos, 1, language),
        burden(heard.loss_percent, 1, language),
        burden(heard.rtt_ms, 0, language),
        burden(heard.jitter_ms, 0, language),
    ]


def _minutes(place: Place) -> list[str]:
    """How many minutes had which light."""
    return [label(light, place.language) for light in Light]


def _office(inventory: Inventory, refuge: str | None) -> str | None:
    site = inventory.site(refuge) if refuge else None
    return site.name if site else None


def ahead_plain(each: PlaceAhead) -> dict[str, Any]:
    """For programs."""
    found = each.forecast
    return {
        "site": each.site,
        **_judged(found.judged),
        "good": None if found.good is None else float(found.good),
        "usable": None if found.usable is None else float(found.usable),
        "r_p10": None if found.r_p10 is None else round(found.r_p10, 2),
        "minutes_known": found.known,
        "minutes": found.of,
        "advice": each.advice.value,
        "refuge": each.refuge,
    }


def now_plain(each: PlaceNow) -> dict[str, Any]:
    """For programs."""
    return {
        "site": each.site,
        **_judged(each.judged),
        **_heard(each.heard),
        "trend": each.trend.value,
        "advice": each.advice.value,
        "refuge": each.refuge,
    }


def then_plain(each: PlaceThen) -> dict[str, Any]:
    """For programs."""
    return {
        "site": each.site,
        "fitness": each.fitness.value,
        "reasons": [reason.value for reason in each.reasons],
        **_heard(each.whole),
        "r_p10": None if each.r_p10 is None else round(each.r_p10, 2),
        "minutes": {light.value: each.minutes[light] for light in Light},
    }


def _judged(judged: Judged) -> dict[str, Any]:
    return {
        "light": judged.light.value,
        "reasons": [reason.value for reason in judged.reasons],
    }


def _heard(heard: Heard) -> dict[str, Any]:
    figures = {
        "r": heard.r,
        "mos": heard.mos,
        "loss_percent": heard.loss_percent,
        "rtt_ms": heard.rtt_ms,
        "jitter_ms": heard.jitter_ms,
        "longest_break_ms": heard.longest_ms if heard.losses.sent else None,
    }
    rounded = {name: None if v is None else round(v, 2) for name, v in figures.items()}
    return {**rounded, "windows_known": heard.known, "windows": heard.of}
