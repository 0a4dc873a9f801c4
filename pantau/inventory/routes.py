"""What hangs on what: the tree of sites and shared links that the upstreams make."""

from pantau.facts.measured import upstream_name
from pantau.inventory.model import Inventory


def hangs_on(inventory: Inventory) -> dict[str, str]:
    """For each site and shared link, by name, the nearest above it that is asked itself.

    Names are as the collector uses them: ``pantau.facts.measured.upstream_name`` for shared links.
    What hangs on nothing that is asked is left out.
    """
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
