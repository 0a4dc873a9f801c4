"""The two sides of the wall: what fails at the right; sites or the month at the left."""

from functools import lru_cache
from zoneinfo import ZoneInfo

from dashboard.dinding.turns import tile_size
from dashboard.down import why_of
from dashboard.live import SIGNS
from dashboard.made import Made
from dashboard.markup import Html, element, joined
from dashboard.month_part import shown_share
from dashboard.overview import District, DownLink, DownSite, Overview, Tile
from dashboard.risk import Risk, Risks
from pantau.facts.words import State
from pantau.language import Language, number, recent, short_duration, translator
from pantau.sla import MonthResult

# Of the left side, in hundredths of the screen's width.
_TILES_WIDTH, _TILES_HEIGHT = 47.0, 32.8
_MOST_FAILURES, _MOST_RISKS = 8, 7
# What the band takes that says how old everything is.
_BAND_HEIGHT, _BAND_FAILURES = 8.5, 2


def failures(seen: Overview, now: int, zone: ZoneInfo, language: Language, *, band: bool) -> Html:
    """Silent links first, then sites that nothing explains, then those that a link explains.

    ``band``: whether the wall says that it is old, which takes room.
    """
    most = _MOST_FAILURES - (_BAND_FAILURES if band else 0)
    say = translator(language)
    own = [each for each in seen.down if each.because is None]
    below = [each for each in seen.down if each.because is not None]
    links, rest = seen.links[:most], len(seen.links) + len(seen.down) - most
    rows = [_link(each, now, zone, language) for each in links]
    rows += [_site(each, now, zone, language) for each in (*own, *below)[: most - len(links)]]
    title = say("Down now") if seen.measuring else say("Down when last seen")
    if rows:
        shown = element("div", *rows, class_="w-failures")
    elif seen.measuring:
        calm = element("span", say("No outage is open."))
        shown = element("div", element("strong", "✓"), calm, class_="w-calm")
    else:
        shown = Html()
    more = say.plural("and {n} more site", "and {n} more sites", rest) if rest > 0 else ""
    return element(
        "section",
        element("h2", title, " ", element("b", number(len(seen.down), language))),
        shown,
        element("p", more, class_="w-more"),
        class_="w-side",
    )


def _link(each: DownLink, now: int, zone: ZoneInfo, language: Language) -> Html:
    say = translator(language)
    about = say.plural(
        "shared link, {n} site fell silent", "shared link, {n} sites fell silent", each.sites
    )
    return _failure(
        each.name, about, recent(each.since, now, zone, language), each.seconds, language
    )


def _site(each: DownSite, now: int, zone: ZoneInfo, language: Language) -> Html:
    say = translator(language)
    about = (
        each.kecamatan,
        why_of(each, language),
        say("in hand: {who}", who=each.in_hand) if each.in_hand else "",
    )
    words = " · ".join(part for part in about if part)
    return _failure(
        each.name, words, recent(each.since, now, zone, language), each.seconds, language
    )


def _failure(name: str, about: str, since: str, seconds: int, language: Language) -> Html:
    return element(
        "div",
        element("i", SIGNS[State.DOWN], aria_hidden="true"),
        element("div", element("strong", name), element("span", about)),
        element(
            "div", element("strong", short_duration(seconds, language)), element("span", since)
        ),
        class_="w-failure",
    )


# Between two looks mostly no site changes.
_TILES: Made[Html] = Made(most=8)


def tiles(seen: Overview, language: Language, *, band: bool) -> Html:
    """Every site as a tile with its sign, as large as the wall allows."""
    return _TILES.of(
        (language, band), (seen.standing,), lambda: _tiles(seen.districts, language, band=band)
    )


def _tiles(found: tuple[District, ...], language: Language, *, band: bool) -> Html:
    say = translator(language)
    height = _TILES_HEIGHT - (_BAND_HEIGHT if band else 0)
    size = tile_size([len(each.tiles) for each in found], _TILES_WIDTH, height)
    return element(
        "div",
        *(
            element(
                "div",
                element(
                    "div",
                    element("strong", each.name),
                    element(
                        "span",
                        say("{up}/{sites} up", up=each.counts.up, sites=each.counts.sites)
                        if each.counts.unknown < each.counts.sites
                        else f"{SIGNS[State.UNKNOWN]} {each.counts.unknown}",
                    ),
                ),
                element("div", *map(_tile, each.tiles), class_="w-tiles"),
                class_="w-district",
            )
            for each in found
        ),
        class_="w-districts",
        style=f"--w-tile:calc(var(--u) * {size})",
    )


def _tile(tile: Tile) -> Html:
    return _square(tile.state, tile.suspected)


# A wall has hundreds of squares, of a handful of kinds.
@lru_cache
def _square(state: State, suspected: bool) -> Html:
    sign = "…" if suspected else SIGNS[state]
    mark = " p-suspected" if suspected else ""
    return element("i", sign, class_=f"p-tile p-{state.value}{mark}")


def month(result: MonthResult, risky: Risks | None, language: Language) -> Html:
    """The month so far in three figures, and who comes close to missing its objective."""
    say = translator(language)
    total = result.total
    figures = (
        (say("Availability"), shown_share(total.availability, None, language)),
        (say("Meets its objective"), number(total.compliant, language)),
        (say("Misses it"), number(total.not_compliant, language)),
    )
    return joined(
        element(
            "div",
            *(
                element("div", element("span", title), element("strong", value))
                for title, value in figures
            ),
            class_="w-figures",
        ),
        element("h3", say("Close to missing the objective this month")),
        element(
            "div",
            *(_risk(each, language) for each in (risky.near[:_MOST_RISKS] if risky else ())),
            class_="w-risks",
        )
        if risky and risky.near
        else element("p", f"✓ {say('No site is close to it.')}", class_="w-more"),
    )


def _risk(each: Risk, language: Language) -> Html:
    say = translator(language)
    percent = min(100, int(each.used * 100))
    left = short_duration(max(0, each.left_seconds), language)
    return element(
        "div",
        element("strong", each.name),
        element(
            "span",
            element("span", class_="p-bar-used", style=f"width:{percent}%"),
            class_="p-bar",
            aria_hidden="true",
        ),
        element("span", say("{left} left", left=left)),
    )
