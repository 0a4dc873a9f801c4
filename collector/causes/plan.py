"""What the collector hands over: where each site lies, as one line for each inventory."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from pantau.facts.measured import upstream_name
from pantau.facts.words import Tie
from pantau.inventory.model import Inventory
from pantau.inventory.routes import hangs_on


@dataclass(frozen=True, slots=True)
class Place:
    """A site or a shared link. ``upstream``: the nearest above it that is asked itself; ``hub``:
    what it hangs on, asked or not.

    ``device``: whether its router is asked by SNMP.
    """

    site: str
    address: str
    upstream: str | None = None
    hub: str | None = None
    desa: str | None = None
    power: str | None = None
    provider: str | None = None
    device: bool = False

    def tied(self, tie: Tie) -> str | None:
        """What it shares with others by this tie; None where nothing."""
        return {Tie.POWER: self.power, Tie.DESA: self.desa, Tie.UPSTREAM: self.hub}[tie]


Plan = Mapping[str, Place]


def plan_of(inventory: Inventory, at: int) -> Plan:
    """All that is judged, by name. ``at``: when (microseconds UTC), for who serves whom."""
    above, day = hangs_on(inventory), inventory.local_day(at)
    places = [
        Place(
            site=site.id,
            address=site.address,
            upstream=above.get(site.id),
            hub=site.upstream,
            desa=site.desa,
            power=site.power,
            provider=site.provider_on(day),
            device=any(probe.kind == "snmp" for probe in site.probes),
        )
        for site in inventory.sites
    ]
    for link in inventory.upstreams.values():
        if link.address is not None:
            name = upstream_name(link.id)
            places.append(
                Place(name, link.address, above.get(name), link.upstream, provider=link.provider)
            )
    return {each.site: each for each in places}


def to_line(plan: Plan) -> bytes:
    """The plan as one line of JSON."""
    return json.dumps([asdict(each) for each in plan.values()]).encode() + b"\n"


def from_line(line: bytes) -> Plan:
    """The inverse of ``to_line``. Raises ValueError."""
    try:
        places = [Place(**each) for each in json.loads(line)]
    except TypeError as error:
        raise ValueError(str(error)) from error
    return {each.site: each for each in places}
