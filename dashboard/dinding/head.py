"""The top and the bottom of the wall: how many in which state, the time, who is on call."""

from zoneinfo import ZoneInfo

from dashboard.dinding.turns import OLD_AFTER
from dashboard.live import SIGNS
from dashboard.markup import Html, element, joined
from dashboard.overview import Overview
from dashboard.reading import OnCall
from pantau.facts.instant import SECOND, to_datetime
from pantau.facts.words import State
from pantau.language import (
    Language,
    age,
    clock_time,
    duration,
    label,
    long_day,
    number,
    translator,
    zone_label,
)


def is_old(seen: Overview) -> bool:
    """Whether nothing on the wall may be taken for the present."""
    return not seen.measuring or (seen.age_seconds or 0) * SECOND > OLD_AFTER


def head(seen: Overview, now: int, zone: ZoneInfo, language: Language) -> Html:
    """Counts at the left, the clock at the right."""
    counts = seen.counts
    states = (
        (State.UP, counts.up),
        (State.DEGRADED, counts.degraded),
        (State.DOWN, counts.down),
        (State.UNKNOWN, counts.unknown),
    )
    # "09.19" of "09.19 WITA": the zone is smaller beside it.
    time = clock_time(now, zone, language).removesuffix(f" {zone_label(now, zone)}")
    return element(
        "header",
        element("div", *(_count(state, n, language) for state, n in states), class_="w-counts"),
        element(
            "div",
            element("strong", time, " ", element("small", zone_label(now, zone))),
            element("span", long_day(to_datetime(now, zone).date(), language)),
            class_="w-clock",
        ),
        class_="w-head",
    )


def _count(state: State, count: int, language: Language) -> Html:
    return element(
        "div",
        element("strong", element("i", SIGNS[state], aria_hidden="true"), number(count, language)),
        element("span", label(state, language)),
        class_=f"w-count p-{state.value}" if count else "w-count w-none",
    )


def old_band(seen: Overview, language: Language) -> Html:
    """Across the whole wall where nothing on it is so now; empty where all is fresh."""
    if not is_old(seen):
        return Html()
    say = translator(language)
    if seen.age_seconds is None:
        words = say("NO DATA YET")
    else:
        words = say("OLD DATA: {age}", age=duration(seen.age_seconds, language))
    return element(
        "div",
        element("strong", words),
        element("span", say("What stands here is not so now")),
        class_="w-old",
        role="alert",
    )


def foot(on_call: tuple[OnCall, ...], seen: Overview, month: Html, language: Language) -> Html:
    """Who is on call, the month so far, and how old the data is."""
    say = translator(language)
    fresh = "–" if seen.age_seconds is None else age(seen.age_seconds, language)
    return element(
        "footer",
        element("div", element("span", say("On call")), _names(on_call, language), class_="w-part"),
        month,
        element("div", element("span", say("Data")), element("strong", fresh), class_="w-part"),
        class_="w-foot",
    )


def _names(on_call: tuple[OnCall, ...], language: Language) -> Html:
    say = translator(language)
    if not on_call:
        return element("strong", "–")
    several = len(on_call) > 1
    return joined(
        *(
            element(
                "strong",
                each.name or say("Nobody is on call"),
                element("small", f" {each.rota}") if several else "",
                class_=None if each.name else "w-nobody",
            )
            for each in on_call
        )
    )
