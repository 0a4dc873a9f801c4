"""Every site's state as a tile, kecamatan by kecamatan, as HTML."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from zoneinfo import ZoneInfo

from dashboard.links import page_url
from dashboard.live import SIGNS
from dashboard.made import Made
from dashboard.markup import Html, element, joined
from dashboard.overview import District, Tile
from pantau.facts.instant import midnight, to_datetime
from pantau.facts.words import State
from pantau.language import Language, label, milliseconds, recent, translator
from pantau.language.shortfall import shortfall_words


def districts(found: tuple[District, ...], now: int, zone: ZoneInfo, language: Language) -> Html:
    """Every site as a tile, a row for each kecamatan."""
    say = translator(language)
    return element(
        "section",
        element("h2", say("All sites by kecamatan")),
        *(_district(each, now, zone, language) for each in found),
        _legend(language),
        class_="p-panel",
    )


_DISTRICTS: Made[Html] = Made(most=256)


def _district(each: District, now: int, zone: ZoneInfo, language: Language) -> Html:
    today = to_datetime(now, zone).date()
    return _DISTRICTS.of(
        (each.name, language),
        (each, today, zone),
        lambda: _written(each, now, zone, language),
    )


def _written(each: District, now: int, zone: ZoneInfo, language: Language) -> Html:
    say = translator(language)
    counts = each.counts
    trouble = [
        element(
            "span",
            f"{SIGNS[state]} {count} {label(state, language).lower()}",
            class_=f"p-count p-{state.value}",
        )
        for state, count in (
            (State.DOWN, counts.down),
            (State.DEGRADED, counts.degraded),
            (State.UNKNOWN, counts.unknown),
        )
        if count
    ]
    well = say("{up}/{sites} up", up=counts.up, sites=counts.sites)
    if counts.unknown == counts.sites:
        counted = trouble
    else:
        counted = [element("span", well, class_="p-count"), *trouble]
    return element(
        "div",
        element(
            "div",
            element("h3", each.name),
            *counted,
            class_="p-where",
        ),
        squares(each.tiles, now, zone, language),
        class_="p-district",
    )


def squares(tiles: Iterable[Tile], now: int, zone: ZoneInfo, language: Language) -> Html:
    """A square for each site, and nothing else."""
    return element(
        "div", *(tile_link(each, now, zone, language) for each in tiles), class_="p-tiles"
    )


def tile_link(tile: Tile, now: int, zone: ZoneInfo, language: Language) -> Html:
    """A square with a sign; what it stands for is shown when it is pointed at or focused."""
    return _tile_link(tile, to_datetime(now, zone).date(), zone, language)


# Most tiles say what they said five seconds ago: only those that do not are written anew.
@lru_cache(maxsize=4_096)
def _tile_link(tile: Tile, today: date, zone: ZoneInfo, language: Language) -> Html:
    suspected = " p-suspected" if tile.suspected else ""
    name, *lines = _tip(tile, midnight(today, zone), zone, language)
    return element(
        "a",
        element("i", "…" if tile.suspected else SIGNS[tile.state], aria_hidden="true"),
        # Text, not an attribute: Streamlit drops attributes whose value looks like a closing tag.
        element("span", element("b", name), "\n" + "\n".join(lines), class_="p-tip"),
        class_=f"p-tile p-{tile.state.value}{suspected} p-go",
        href=page_url("titik", language, site=tile.site),
    )


def _tip(tile: Tile, now: int, zone: ZoneInfo, language: Language) -> list[str]:
    """What a tile stands for, its name first."""
    say = translator(language)
    kind = label(tile.kind, language)
    lines = [tile.name, f"{kind} · {tile.provider}" if tile.provider else kind]
    state = label(tile.state, language)
    if tile.since is not None:
        since = recent(tile.since, now, zone, language)
        state = say("{state} since {time}", state=state, time=since)
    lines.append(say("{state}, being asked again", state=state) if tile.suspected else state)
    lines += [shortfall_words(short, language) for short in tile.shortfalls]
    if tile.rtt_us is not None and tile.state in {State.UP, State.DEGRADED}:
        lines.append(
            say(
                "Last full minute: round trip {rtt}, {lost} of {sent} echoes lost",
                rtt=milliseconds(tile.rtt_us, language),
                lost=tile.lost,
                sent=tile.sent,
            )
        )
    return lines


def _legend(language: Language) -> Html:
    return element(
        "div",
        *(
            joined(
                element(
                    "span",
                    element("i", SIGNS[state], class_=f"p-key p-{state.value}", aria_hidden="true"),
                    label(state, language),
                )
            )
            for state in SIGNS
        ),
        class_="p-legend",
    )
