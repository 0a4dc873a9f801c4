"""The top of the live part as HTML: how old the data is, and how many sites are in each state."""

from zoneinfo import ZoneInfo

from dashboard.markup import Html, element, joined
from dashboard.overview import Counts, Overview
from pantau.facts.instant import to_datetime
from pantau.facts.words import State
from pantau.language import (
    Language,
    age,
    clock_time,
    label,
    long_day,
    moment,
    number,
    translator,
)

# A sign beside every colour: one reader in twelve does not tell red from green.
SIGNS = {State.UP: "✓", State.DEGRADED: "!", State.DOWN: "✕", State.UNKNOWN: "?"}


def status_line(seen: Overview, now: int, zone: ZoneInfo, language: Language) -> Html:
    """How old the data is, and what time it is here."""
    say = translator(language)
    if seen.last_commit is None or seen.age_seconds is None:
        words = say("No data yet")
    elif seen.age_seconds < 86_400:
        words = say(
            "Data {age} ({time})",
            age=age(seen.age_seconds, language),
            time=clock_time(seen.last_commit, zone, language, seconds=True),
        )
    else:
        words = say(
            "Data {age} ({time})",
            age=age(seen.age_seconds, language),
            time=moment(seen.last_commit, zone, language),
        )
    today = long_day(to_datetime(now, zone).date(), language)
    return element(
        "div",
        element("strong", words, class_="p-age" if seen.measuring else "p-age p-old"),
        element("span", f"{today} · {clock_time(now, zone, language)}", class_="p-today"),
        frozen(language),
        class_="p-status",
        role="status",
        # Differs at every run, so that the browser starts the clock of the style sheet anew.
        data_at=str(now),
    )


def frozen(language: Language) -> Html:
    """What the style sheet shows by itself when no run has replaced it for 25 seconds.

    A browser that lost its server keeps the last picture: that must not be taken for the present.
    """
    say = translator(language)
    return element(
        "div",
        element("strong", f"⚠ {say('THIS PAGE IS NOT BEING UPDATED')}"),
        element("p", say("What stands here is old. Check the page server and the network.")),
        class_="p-frozen",
    )


def state_cards(counts: Counts, language: Language) -> Html:
    """How many sites are in each state. Degraded is shown where there is any."""
    say = translator(language)
    of = say("of {sites} sites", sites=number(counts.sites, language))
    shown = [(State.UP, counts.up), (State.DOWN, counts.down), (State.UNKNOWN, counts.unknown)]
    if counts.degraded:
        shown.insert(1, (State.DEGRADED, counts.degraded))
    return joined(
        *(
            card(
                f"{SIGNS[state]} {label(state, language)}",
                number(count, language),
                of if state is State.UP else share(count, counts.sites, language),
                f"p-{state.value}" if count else "p-none",
            )
            for state, count in shown
        )
    )


def share(count: int, sites: int, language: Language) -> str:
    """What part of all sites that is, in words."""
    say = translator(language)
    if not count:
        return say("no site")
    if count == sites:
        return say("every site")
    return say("of {sites} sites", sites=number(sites, language))


def card(title: str, value: str, note: str, style: str) -> Html:
    """One number in large type with its title above and a note below."""
    return element(
        "div",
        element("div", title, class_="p-title"),
        element("div", value, class_="p-value"),
        element("div", note, class_="p-note"),
        class_=f"p-card {style}",
    )
