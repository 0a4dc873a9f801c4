"""What hangs on what: the tree of sites and shared links that the upstreams make."""

from collections.abc import Mapping
from functools import lru_cache

from pantau.facts.measured import upstream_name
from pantau.inventory.model import Inventory


def hangs_on(inventory: Inventory) -> Mapping[str, str]:
    """For each site and shared link, by name, the nearest above it that is asked itself.

    Names are as the collector uses them: ``pantau.facts.measured.upstream_name`` for shared links.
    What hangs on nothing that is asked is left out. Worked out once for an inventory: who decides
    every second asks several times in each decision.
    """
    return _tree(_Itself(inventory))


class _Itself:
    """An inventory as a key: this very object, which nobody changes, however alike others are."""

    __slots__ = ("inventory",)

    def __init__(self, inventory: Inventory) -> None:
        self.inventory = inventory

    def __hash__(self) -> int:
        return id(self.inventory)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and other.inventory is self.inventory


@lru_cache(maxsize=2)
def _tree(key: _Itself) -> Mapping[str, str]:
    inventory = key.inventory
    above = {upstream_name(u.id): u.upstream for u in inventory.upstreams.values()}
    above |= {site.id: site.upstream for site in inventory.sites}
    # Below one another, departed sites of different files could make a circle.
    above |= {
        site.id: site.upstream
        for site in inventory.departed
        if site.upstream in inventory.upstreams or site.upstream in above
    }
    found = {}
    for name, upstream in above.items():
        nearest = _asked(inventory, upstream)
        if nearest is not None:
            found[name] = nearest
    return found


def _asked(inventory: Inventory, upstream: str | None) -> str | None:
    """The first from ``upstream`` on that has an address; the checks leave no circle."""
    while upstream is not None:
        link = inventory.upstreams.get(upstream)
        if link is None:
            return upstream  # a site
        if link.address is not None:
            return upstream_name(link.id)
        upstream = link.upstream
    return None
