"""What stands near a site: on the same link, in the same village, in the same kecamatan."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from dashboard.live import SIGNS
from dashboard.markup import Html, element
from dashboard.overview import Overview, Tile
from dashboard.reading import Snapshot
from dashboard.tiles import tile_link
from pantau.facts.measured import upstream_name
from pantau.facts.words import State
from pantau.inventory import Inventory, Site
from pantau.language import Language, label, translator


def neighbours(
    site: Site,
    inventory: Inventory,
    snapshot: Snapshot,
    seen: Overview,
    zone: ZoneInfo,
    at: int,
    language: Language,
) -> Html:
    """One line of tiles for each kind of neighbour there is; ``at``: now, microseconds UTC."""
    say = translator(language)
    tiles = {tile.site: tile for district in seen.districts for tile in district.tiles}
    others = [each for each in inventory.sites if each.id != site.id and each.id in tiles]
    found = []
    if site.upstream:
        same = [tiles[each.id] for each in others if each.upstream == site.upstream]
        words = say("On the same link")
        link = _above(site.upstream, inventory, snapshot, seen, language)
        found.append(_line(words, link, same, zone, at, language))
    if site.place:
        same = [tiles[each.id] for each in others if each.place == site.place]
        found.append(_line(say("In the same office"), "", same, zone, at, language))
    if site.desa:
        same = [tiles[each.id] for each in others if each.desa == site.desa]
        found.append(_line(say("In the same village"), "", same, zone, at, language))
    same = [tiles[each.id] for each in others if each.kecamatan == site.kecamatan]
    where = say("Kecamatan {name}", name=site.kecamatan)
    found.append(_line(where, "", same, zone, at, language))
    return element(
        "section",
        element("h2", say("Neighbours")),
        *(each for each in found if each),
        class_="p-panel t-near",
    )


def _above(
    upstream: str, inventory: Inventory, snapshot: Snapshot, seen: Overview, language: Language
) -> str:
    """The link or site above, with its state where that is measured."""
    link = inventory.upstreams.get(upstream)
    name = upstream if link is None else upstream_name(upstream)
    known = snapshot.states.get(name)
    state = known.state if known and seen.measuring else State.UNKNOWN
    above = link or inventory.site(upstream)
    called = above.name if above else upstream
    if link is not None and link.address is None:
        return called
    return f"{called}: {SIGNS[state]} {label(state, language)}"


def _line(
    title: str, about: str, tiles: Sequence[Tile], zone: ZoneInfo, at: int, language: Language
) -> Html:
    if not tiles and not about:
        return Html()
    say = translator(language)
    up = sum(tile.state is State.UP for tile in tiles)
    counted = say("{up}/{sites} up", up=up, sites=len(tiles)) if tiles else say("nobody else")
    return element(
        "div",
        element(
            "div",
            element("h3", title),
            *([element("span", about, class_="t-above")] if about else []),
            element("span", counted, class_="p-count"),
            class_="p-where",
        ),
        element("div", *(tile_link(each, at, zone, language) for each in tiles), class_="p-tiles"),
        class_="p-district",
    )
