"""The sites of a kecamatan, or of a kind: how they are now and how their months were."""

from collections.abc import Callable

from dashboard.markup import Html, element, joined
from dashboard.overview import Tile
from dashboard.publik.figures import PublicMonth
from dashboard.publik.frame import as_of, document
from dashboard.publik.look import Look
from dashboard.publik.month_list import Months, months_panel
from dashboard.publik.parts import (
    ORDER,
    Cell,
    counts_list,
    share_cell,
    site_link,
    state_cell,
    table,
)
from dashboard.publik.wanted import Wanted
from dashboard.publik.work_list import works_panel
from dashboard.summary import counted
from pantau.facts.words import SiteKind
from pantau.language import label, translator
from pantau.sla import Total


def kecamatan(look: Look, asked: Wanted, months: Months) -> Html | None:
    """None where no site lies in a kecamatan of that name."""
    tiles = [tile for tile in look.tiles if tile.kecamatan == asked.name]
    say = translator(asked.language)
    return _group(
        look,
        asked,
        say("Kecamatan {name}", name=asked.name),
        tiles,
        months,
        lambda month: month.kecamatan.get(asked.name),
        lambda tile: label(tile.kind, asked.language),
    )


def kind(look: Look, asked: Wanted, months: Months) -> Html | None:
    """None where there is no such kind, or no site of it."""
    if asked.name not in list(SiteKind):
        return None
    wanted = SiteKind(asked.name)
    tiles = [tile for tile in look.tiles if tile.kind is wanted]
    return _group(
        look,
        asked,
        label(wanted, asked.language),
        tiles,
        months,
        lambda month: month.kinds.get(wanted),
        lambda tile: tile.kecamatan,
    )


def _group(
    look: Look,
    asked: Wanted,
    title: str,
    tiles: list[Tile],
    months: Months,
    part: Callable[[PublicMonth], Total | None],
    about: Callable[[Tile], str],
) -> Html | None:
    if not tiles:
        return None
    language = asked.language
    say = translator(language)
    running = months(look.months[0])
    tiles = sorted(tiles, key=lambda tile: (ORDER.index(tile.state), tile.name, tile.site))
    heads: tuple[Cell, ...] = (
        (say("Site"), None),
        (say("State"), "l"),
        (say("Availability this month"), None),
    )
    rows = [
        (
            (joined(site_link(tile, language), element("span", about(tile), class_="about")), None),
            state_cell(tile, look, language),
            share_cell(running.sites.get(tile.site) if running else None, language),
        )
        for tile in tiles
    ]
    ids = [tile.site for tile in tiles]
    return document(
        look,
        asked,
        title,
        element(
            "section",
            counts_list(counted(tiles), language),
            element("p", as_of(look, language), class_="soft"),
            table(heads, rows),
            class_="panel",
        ),
        works_panel(look, language, ids),
        months_panel(look, months, language, part),
        live=True,
    )
