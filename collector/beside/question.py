"""What the collector hands over: whom to ask what, as one line for each inventory."""

from dataclasses import dataclass

from pydantic import TypeAdapter

from pantau.inventory.asking import Probe
from pantau.inventory.model import Inventory


@dataclass(frozen=True, slots=True)
class Question:
    """One further probe of one site. ``address`` is the site's."""

    site: str
    address: str
    probe: Probe

    @property
    def name(self) -> tuple[str, str]:
        """How its answers are kept: by site and probe."""
        return self.site, self.probe.name


Plan = tuple[Question, ...]
_PLAN = TypeAdapter(Plan)


def plan_of(inventory: Inventory) -> Plan:
    """All further probes of the sites; the first of a site is its heartbeat."""
    return tuple(
        Question(site.id, site.address, probe)
        for site in inventory.sites
        for probe in site.probes[1:]
    )


def to_line(plan: Plan) -> bytes:
    """The plan as one line of JSON."""
    return _PLAN.dump_json(plan) + b"\n"


def from_line(line: bytes) -> Plan:
    """The inverse of ``to_line``. Raises ValueError."""
    return _PLAN.validate_json(line)
