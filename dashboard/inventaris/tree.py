"""Shared links and what hangs on them. Without streamlit."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.overview import Tile
from pantau.facts.words import State
from pantau.inventory import Inventory


@dataclass(frozen=True, slots=True)
class Branch:
    """A link, or a site that others hang on (``site``), and what hangs right on it."""

    id: str
    name: str
    provider: str | None
    address: str | None
    site: bool
    branches: tuple["Branch", ...]
    tiles: tuple[Tile, ...]

    @property
    def all_tiles(self) -> tuple[Tile, ...]:
        """Those below it too."""
        return self.tiles + tuple(tile for each in self.branches for tile in each.all_tiles)

    @property
    def down(self) -> int:
        """How many of the sites below it are down."""
        return sum(tile.state is State.DOWN for tile in self.all_tiles)


@dataclass(frozen=True, slots=True)
class Tree:
    """The roots in the file's order, and the sites that hang on nothing."""

    roots: tuple[Branch, ...]
    free: tuple[Tile, ...]


def tree(inventory: Inventory, tiles: Mapping[str, Tile]) -> Tree:
    """What hangs on what. ``tiles``: by site. The inventory's check refuses circles."""
    below: defaultdict[str | None, list[str]] = defaultdict(list)
    links = inventory.upstreams
    for link in links.values():
        below[link.upstream].append(link.id)
    for site in inventory.sites:
        below[site.upstream].append(site.id)

    def branch(id: str) -> Branch:
        link, site = links.get(id), inventory.site(id)
        inner = [each for each in below[id] if each in links or below.get(each)]
        leaves = [each for each in below[id] if each not in inner]
        own = [id] if site else []
        return Branch(
            id=id,
            name=link.name if link else site.name if site else id,
            provider=link.provider if link else None,
            address=link.address if link else None,
            site=link is None,
            branches=tuple(branch(each) for each in inner),
            tiles=tuple(tiles[each] for each in (*own, *leaves) if each in tiles),
        )

    top = below[None]
    roots = tuple(branch(each) for each in top if each in links or below.get(each))
    free = tuple(tiles[each] for each in top if each in tiles and not below.get(each))
    return Tree(roots, free)
