"""The sites that nobody can see while others are seen: since when and why. Pure, as HTML."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from dashboard.links import page_url
from dashboard.live import SIGNS
from dashboard.markup import Html, element
from dashboard.overview import Overview, Tile
from pantau.facts.measured import ALL_SITES, Gap
from pantau.facts.words import State
from pantau.language import Language, label, number, recent, translator

_MOST = 6


@dataclass(frozen=True, slots=True)
class Unseen:
    """A site of which nothing is known now. ``gap``: what explains it; None where none does."""

    tile: Tile
    gap: Gap | None


def unseen(seen: Overview, open_gaps: Iterable[Gap]) -> tuple[Unseen, ...]:
    """Those that have been unseen longest first.

    None where nobody measures or all are unseen: the banner above says so, and since when.
    """
    gaps = sorted(open_gaps, key=lambda each: each.started_at)
    if not seen.measuring or any(each.site == ALL_SITES for each in gaps):
        return ()
    tiles = [tile for district in seen.districts for tile in district.tiles]
    found = [
        Unseen(tile, next((gap for gap in gaps if gap.covers(tile.site)), None))
        for tile in tiles
        if tile.state is State.UNKNOWN
    ]
    return () if len(found) == len(tiles) else tuple(sorted(found, key=_longest_first))


def _longest_first(each: Unseen) -> tuple[bool, int, str]:
    return each.gap is None, each.gap.started_at if each.gap else 0, each.tile.name


def unseen_list(found: Sequence[Unseen], now: int, zone: ZoneInfo, language: Language) -> Html:
    """One line a site; nothing where all are seen. ``now``: microseconds UTC."""
    if not found:
        return Html()
    say = translator(language)
    rows = [_row(each, now, zone, language) for each in found[:_MOST]]
    rest = len(found) - _MOST
    more = say.plural("and {n} more site", "and {n} more sites", rest) if rest > 0 else ""
    return element(
        "section",
        element(
            "h2",
            say("Not seen now"),
            " ",
            element("span", number(len(found), language), class_="p-badge"),
        ),
        element("table", element("tbody", *rows), class_="p-list p-down-list p-worse-list p-stale"),
        element("p", more, class_="p-rest") if more else "",
        class_="p-panel",
    )


def _row(each: Unseen, now: int, zone: ZoneInfo, language: Language) -> Html:
    say, tile = translator(language), each.tile
    why = label(each.gap.reason, language) if each.gap else say("no verdict yet")
    url = page_url("titik", language, site=tile.site)
    return element(
        "tr",
        element(
            "td",
            element("span", SIGNS[State.UNKNOWN], class_="p-sign", aria_hidden="true"),
            element("a", tile.name, href=url, class_="p-go p-name"),
            element("span", f"{tile.kecamatan} · {why}", class_="p-about"),
        ),
        element("td", recent(each.gap.started_at, now, zone, language) if each.gap else "–"),
    )
