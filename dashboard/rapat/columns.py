"""The columns of a meeting's places: ahead of it, during it, and afterwards."""

from collections.abc import Callable
from typing import TypeVar

from dashboard.columns import Column, Value
from dashboard.scene import Scene
from pantau.actions.readiness import PlaceAhead
from pantau.facts.meetings import Fitness, Light
from pantau.inventory import Inventory
from pantau.language import Language, label
from pantau.language.meetings import advice_words, burden, reason_words, worth
from pantau.meeting.board import PlaceNow
from pantau.meeting.heard import Heard
from pantau.meeting.result import PlaceThen

R = TypeVar("R")

# A sign beside every colour and word; what is bad sorts first.
SIGNS = {Light.GREEN: "✓", Light.YELLOW: "!", Light.RED: "✕", Light.UNKNOWN: "?"}
FIT_SIGNS = {
    Fitness.GOOD: "✓",
    Fitness.USABLE: "!",
    Fitness.POOR: "✕",
    Fitness.UNKNOWN: "?",
}
_WORST_FIRST = (Light.RED, Light.YELLOW, Light.UNKNOWN, Light.GREEN)
_FIT_WORST_FIRST = (Fitness.POOR, Fitness.USABLE, Fitness.UNKNOWN, Fitness.GOOD)


def worst_first(light: Light) -> int:
    """Where a light stands in a list."""
    return _WORST_FIRST.index(light)


def poorest_first(fitness: Fitness) -> int:
    """Where a result stands in a list."""
    return _FIT_WORST_FIRST.index(fitness)


def ahead_columns(here: Scene) -> tuple[Column[PlaceAhead], ...]:
    """What the same hours of the last weeks say."""
    say, language = here.say, here.language
    return (
        _name(here, lambda each: each.site),
        _light(here, say("Forecast"), lambda each: each.forecast.judged.light),
        Column[PlaceAhead](
            say("Advice"),
            lambda each: advice_words(each.advice, _office(here.inventory, each.refuge), say),
            width=210,
        ),
        Column[PlaceAhead](
            say("Why"),
            lambda each: reason_words(each.forecast.judged.reasons, say),
            width=200,
        ),
        Column[PlaceAhead](
            say("Good minutes"),
            lambda each: _percent(each.forecast.good, here),
            lambda each: None if each.forecast.good is None else 100 * each.forecast.good,
            unit="%",
        ),
        Column[PlaceAhead](
            say("R in nine of ten"),
            lambda each: worth(each.forecast.r_p10, 0, language),
            lambda each: each.forecast.r_p10,
        ),
        Column[PlaceAhead](
            say("Minutes known"),
            lambda each: say("{known} of {of}", known=each.forecast.known, of=each.forecast.of),
            lambda each: each.forecast.known,
        ),
    )


def now_columns(here: Scene) -> tuple[Column[PlaceNow], ...]:
    """The last minute."""
    say, language = here.say, here.language
    return (
        _name(here, lambda each: each.site),
        _light(here, say("State"), lambda each: each.judged.light),
        Column[PlaceNow](
            say("Advice"),
            lambda each: advice_words(each.advice, _office(here.inventory, each.refuge), say),
            width=210,
        ),
        Column[PlaceNow](
            say("Why"), lambda each: reason_words(each.judged.reasons, say), width=200
        ),
        *_figures(here, lambda each: each.heard),
        Column[PlaceNow](say("Trend"), lambda each: label(each.trend, language)),
    )


def then_columns(here: Scene) -> tuple[Column[PlaceThen], ...]:
    """The whole meeting."""
    say, language = here.say, here.language

    def result(each: PlaceThen) -> str:
        return f"{FIT_SIGNS[each.fitness]} {label(each.fitness, language)}"

    def minutes(light: Light) -> Column[PlaceThen]:
        return Column[PlaceThen](
            f"{SIGNS[light]} {say('minutes')}",
            lambda each: str(each.minutes[light]),
            lambda each: each.minutes[light],
        )

    return (
        _name(here, lambda each: each.site),
        Column[PlaceThen](
            say("Result"), result, lambda each: poorest_first(each.fitness), left=True
        ),
        Column[PlaceThen](say("Why"), lambda each: reason_words(each.reasons, say)),
        *_figures(here, lambda each: each.whole),
        *(minutes(light) for light in Light),
    )


def _name(here: Scene, site: Callable[[R], str]) -> Column[R]:
    def name(row: R) -> str:
        found = here.inventory.site(site(row))
        return found.name if found else site(row)

    return Column[R](here.say("Site"), name, width=200)


def _light(here: Scene, heading: str, light: Callable[[R], Light]) -> Column[R]:
    def words(row: R) -> str:
        return f"{SIGNS[light(row)]} {label(light(row), here.language)}"

    return Column[R](heading, words, lambda row: worst_first(light(row)), left=True)


def _figures(here: Scene, heard: Callable[[R], Heard]) -> tuple[Column[R], ...]:
    say, language = here.say, here.language

    def column(
        heading: str,
        value: Callable[[Heard], float | None],
        places: int,
        words: Callable[[float | None, int, Language], str],
        width: int,
    ) -> Column[R]:
        def kept(row: R) -> Value:
            found = value(heard(row))
            return None if found is None else round(found, 2)

        return Column[R](
            heading, lambda row: words(value(heard(row)), places, language), kept, width=width
        )

    return (
        column("R", lambda each: each.r, 0, worth, 60),
        column("MOS", lambda each: each.mos, 1, worth, 65),
        column(say("Loss (%)"), lambda each: each.loss_percent, 1, burden, 125),
        column(say("Round trip (ms)"), lambda each: each.rtt_ms, 0, burden, 140),
        column(say("Jitter (ms)"), lambda each: each.jitter_ms, 0, burden, 90),
    )


def _percent(value: object, here: Scene) -> str:
    if value is None:
        return "–"
    return f"{worth(float(value) * 100, 0, here.language)} %"  # type: ignore[arg-type] # a Fraction


def _office(inventory: Inventory, refuge: str | None) -> str | None:
    site = inventory.site(refuge) if refuge else None
    return site.name if site else None
