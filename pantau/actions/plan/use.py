"""What went through the lines whose devices count it, beside what their contracts sell."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pantau.actions.plan.period import Period
from pantau.facts.device import Quantity
from pantau.facts.minutes import NOTHING, Minutes, Numbers
from pantau.inventory.contracts import Term
from pantau.inventory.model import Inventory, Site
from pantau.planning.utilisation import Advised, Offer, Traffic, Usage, advise, usage
from pantau.store import Store

DEVICE = "snmp"
_MOSTLY = 0.9
_QUANTITIES = tuple(Quantity)


@dataclass(frozen=True, slots=True)
class LineUse:
    """``site`` and ``term``: as they stand at the end of the period; None: no contract then.

    ``probe``: the one whose device counts; ``now``: the tier that is paid.
    """

    site: Site
    probe: str
    term: Term | None
    now: Offer
    usage: Usage
    advised: Advised


@dataclass(frozen=True, slots=True)
class Uses:
    """``lines`` in the order of the inventory; ``sites``: how many there are in all."""

    period: Period
    lines: tuple[LineUse, ...]
    sites: int


def read_use(store: Store, inventory: Inventory, period: Period, now: int) -> Uses:
    """Of each site with a device. ``now``: microseconds UTC. Raises StoreDamaged."""
    window = period.window
    last = inventory.local_day(max(window.begin, min(window.end, now) - 1))
    found = []
    sites = {
        site.id: site
        for site in inventory.on(last).sites
        if any(each.kind == DEVICE for each in site.probes)
    }
    for id, said in store.readings_of(window.begin, window.end, tuple(sites)):
        site = sites[id]
        probes = [each.name for each in site.probes if each.kind == DEVICE]
        read = {name: said.get(name, Minutes.none(_QUANTITIES)) for name in probes}
        # A battery beside the router counts nothing.
        name = max(probes, key=lambda each: _counted(read[each]))
        found.append(_use(site, name, read[name], inventory, last))
    return Uses(period, tuple(found), len(inventory.sites))


def _column(found: Minutes, quantity: Quantity) -> Numbers:
    column: Numbers = found.columns[_QUANTITIES.index(quantity)]
    return column


def _counted(found: Minutes) -> int:
    return int((_column(found, Quantity.IN_BPS) != NOTHING).sum())


def _use(site: Site, probe: str, found: Minutes, inventory: Inventory, day: date) -> LineUse:
    rules = inventory.planning.use
    traffic = Traffic(
        found.minutes, _column(found, Quantity.IN_BPS), _column(found, Quantity.OUT_BPS)
    )
    carried = usage(traffic, inventory.timezone, rules)
    term = site.term_on(day)
    offers = _offers(inventory, term, day)
    own = _own(term, offers)
    paid = term is not None and term.fee != 0
    advised = advise(carried, own, offers, rules, paid=paid, up=_up(found))
    return LineUse(site, probe, term, own, carried, advised)


def _up(found: Minutes) -> bool:
    """Whether the interface was up; a device that does not say so answered all the same."""
    state = _column(found, Quantity.INTERFACE_UP)
    return bool(len(state)) and bool((state != 0).mean() >= _MOSTLY)


def _offers(inventory: Inventory, term: Term | None, day: date) -> list[Offer]:
    contract = inventory.contracts.get(term.contract) if term else None
    tiers = contract.tiers_on(day) if contract else {}
    return [Offer(each.id, each.medium, each.fee, each.speed_bps) for each in tiers.values()]


def _own(term: Term | None, offers: Sequence[Offer]) -> Offer:
    """The tier that is paid, at the fee of this site."""
    if term is None:
        return Offer("", None, None, None)
    tier = next((each for each in offers if each.tier == term.tier), None)
    return Offer(
        term.tier, tier.medium if tier else None, term.fee, tier.speed_bps if tier else None
    )
