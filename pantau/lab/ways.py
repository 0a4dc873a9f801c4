"""The routers before each address of a regency, and how many of them answer.

Our own gateway, the provider's core, the shared links that the site hangs on, and the router from
which its own line goes.
"""

from dataclasses import dataclass
from ipaddress import IPv4Address
from zlib import crc32

from pantau.facts.measured import upstream_name
from pantau.inventory.model import Inventory, Site
from pantau.lab.answers import Way
from pantau.lab.network import OWN
from pantau.lab.script import Script
from pantau.lab.timeline import Silence, silences

_GATEWAY = int(IPv4Address(OWN)) - 4  # below those of the network module
_CORES, _ACCESS = _GATEWAY - 64, _GATEWAY - 1_024


@dataclass(frozen=True, slots=True)
class _Row:
    """``own``: when the site is silent. ``links``: place of each shared link, and its silences."""

    routers: tuple[int, ...]
    own: tuple[Silence, ...]
    links: tuple[tuple[int, tuple[Silence, ...]], ...]


class Ways:
    """Of the sites of an inventory, by address."""

    def __init__(self, inventory: Inventory, script: Script) -> None:
        silent = {name: tuple(each) for name, each in silences(script, inventory).items()}
        self._rows = {
            int(IPv4Address(site.address)): _row(inventory, site, silent)
            for site in inventory.sites
        }

    def way(self, address: int, at_ns: int) -> Way:
        """See Answering's Wayside; nobody stands before an address that is no site's."""
        row = self._rows.get(address)
        if row is None:
            return Way((), 0)
        alive = len(row.routers)
        for place, link in row.links:
            if any(each.begin <= at_ns < each.end for each in link):
                alive = min(alive, place)
        lost = max((each.routers for each in row.own if each.begin <= at_ns < each.end), default=0)
        return Way(row.routers, min(alive, len(row.routers) - lost))


def _row(inventory: Inventory, site: Site, silent: dict[str, tuple[Silence, ...]]) -> _Row:
    provider = site.terms[-1].provider if site.terms else ""
    routers = [_GATEWAY, _CORES - crc32(provider.encode()) % 60]
    links = []
    for name, address in _above(inventory, site):
        links.append((len(routers), silent.get(name, ())))
        routers.append(int(IPv4Address(address)))
    access = f"{provider} {site.upstream} {site.kecamatan} {site.power}"
    routers.append(_ACCESS - crc32(access.encode()) % 900)
    return _Row(tuple(routers), silent.get(site.id, ()), tuple(links))


def _above(inventory: Inventory, site: Site) -> list[tuple[str, str]]:
    """Name and address of what it hangs on, the nearest last; what has none is no hop."""
    found: list[tuple[str, str]] = []
    upper = site.upstream
    while upper is not None:
        link = inventory.upstreams.get(upper)
        if link is not None:
            if link.address is not None:
                found.append((upstream_name(link.id), link.address))
            upper = link.upstream
        else:
            above = inventory.site(upper)
            assert above is not None  # noqa: S101 - the inventory's checks
            found.append((above.id, above.address))
            upper = above.upstream
    return found[::-1]
