"""What the collector hands over: where each site lies, as one line for each inventory."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from collector.dense.asker import Place
from collector.transport import Destination
from pantau.facts.meetings import LEAD_US
from pantau.facts.said import Meeting
from pantau.inventory.model import Inventory
from pantau.meeting.load import lines_of, paces


@dataclass(frozen=True, slots=True)
class Lies:
    """A site's address, and the site on whose line it hangs, through shared links too."""

    site: str
    address: str
    above: str | None


Plan = Mapping[str, Lies]


def plan_of(inventory: Inventory) -> Plan:
    """All sites, by id. Our own line bears everything whatever we do, and is nobody's above."""
    sites = {site.id: site for site in inventory.sites}
    upper = {link.id: link.upstream for link in inventory.upstreams.values()}
    upper |= {site.id: site.upstream for site in inventory.sites}

    def above(name: str) -> str | None:
        seen = {name}
        found = upper.get(name)
        while found is not None and found not in sites and found not in seen:
            seen.add(found)
            found = upper.get(found)
        return found if found in sites and found != inventory.vantage.site else None

    return {name: Lies(name, site.address, above(name)) for name, site in sites.items()}


def to_line(plan: Plan) -> bytes:
    """The plan as one line of JSON."""
    return json.dumps([asdict(each) for each in plan.values()]).encode() + b"\n"


def from_line(line: bytes) -> Plan:
    """The inverse of ``to_line``. Raises ValueError."""
    try:
        places = [Lies(**each) for each in json.loads(line)]
    except TypeError as error:
        raise ValueError(str(error)) from error
    return {each.site: each for each in places}


def to_be_asked(meetings: Sequence[Meeting], now: int) -> list[str]:
    """The sites of the meetings that run, or begin within half an hour; each once."""
    return list(
        dict.fromkeys(
            site
            for each in meetings
            if each.cancelled is None and each.begin - LEAD_US <= now < each.end
            for site in each.sites
        )
    )


def places_of(
    plan: Plan, sites: Sequence[str], known: Mapping[str, Destination]
) -> dict[str, Place]:
    """How each site is asked; one that calls in, or whose name leads nowhere yet, is not.

    ``known``: by address. Two sites with one address are one line, and are asked as one.
    """
    there = {}
    for site in sites:
        lies = plan.get(site)
        to = known.get(lies.address) if lies else None
        if lies is not None and to is not None and not to.calls_in:
            there[site] = to
    above = {site: each.above for site, each in plan.items()}
    # Who shares an address shares its line: each counts as hanging on the first.
    first: dict[str, str] = {}
    for site, to in there.items():
        owner = first.setdefault(to.host, site)
        if owner != site:
            above[site] = owner
    return {
        site: Place(there[site], every_us, lines_of(above, site))
        for site, every_us in paces(above, there).items()
    }
