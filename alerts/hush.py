"""Why an item is not told, or not yet. Whatever is hushed, no figure changes."""

from collections.abc import Iterable, Mapping

from alerts.item import OUTAGES, Group, Item
from alerts.kinds.outages import areas_of
from alerts.world import Hushed, World
from pantau.facts.instant import to_datetime
from pantau.facts.measured import Gap
from pantau.facts.telling import AlertKind, QuietReason
from pantau.facts.words import GapReason, State
from pantau.inventory.routes import hangs_on

_AT_WORK = {*OUTAGES, AlertKind.DEGRADED, AlertKind.DEVICE_RESTARTED, AlertKind.ON_BATTERY}
"""What announced work brings about."""

# The other kinds look at how long it lasts when they are found.
_PATIENT = {*OUTAGES, AlertKind.VANTAGE_BLIND, AlertKind.STORE_TROUBLE}


class Hush:
    """The rules of one moment, with what they look up made ready once."""

    def __init__(self, world: World, flapping: Mapping[str, int]) -> None:
        """``flapping``: sites that are told of as such."""
        self._world = world
        self._flapping = flapping
        self._above = hangs_on(world.inventory)
        self._day = to_datetime(world.now, world.inventory.timezone).date()
        self._sites = {site.id: site for site in world.inventory.sites}
        self._named = {outage.id: outage.site for outage in world.outages}
        self._many = self._suspected_areas()

    def reason(self, group: Group, item: Item) -> QuietReason | None:
        """Why the item is not told now; None where it is to be told. Of one that is over: why it
        was not told at its end.

        What passes by itself is asked last, so that the reason shown is the lasting one.
        """
        world = self._world
        at = world.now if item.end is None else item.end
        # A restart is over at once; that it was in silence or work is so for ever.
        moment = item.begin if item.kind is AlertKind.DEVICE_RESTARTED else at
        if _covers(world.silences, group, item, moment):
            return QuietReason.SILENCED
        if item.kind in _AT_WORK and _covers(world.maintenances, group, item, moment):
            return QuietReason.MAINTENANCE
        if item.kind in OUTAGES:
            if not item.over and item.sites and all(_blind(world.gaps, s) for s in item.sites):
                return QuietReason.VANTAGE_BLIND
            if group.kind is AlertKind.SITE_DOWN and item.sites[0] in self._flapping:
                return QuietReason.FLAPPING
        if at - item.begin < self._patience(group, item):
            return QuietReason.TOO_SHORT
        if item.kind in OUTAGES and not item.over and self._cause_may_show(group, item):
            return QuietReason.WAITING_FOR_CAUSE
        return None

    def _patience(self, group: Group, item: Item) -> int:
        """How long it must have lasted, in microseconds; a site's tier goes before the rule."""
        rule = self._world.alerting.rules[group.kind]
        if group.kind is AlertKind.SITE_DOWN:
            site = self._sites.get(item.sites[0])
            term = site.term_on(self._day) if site else None
            patience = term.patience_us if term else None
            return rule.after_us if patience is None else patience
        return rule.after_us if group.kind in _PATIENT else 0

    def _cause_may_show(self, group: Group, item: Item) -> bool:
        """Whether something is still being asked that would explain this, and it is early."""
        world = self._world
        if world.now - item.begin >= world.alerting.wait_us:
            return False
        if group.kind is AlertKind.AREA_DOWN:
            # A storm may reach further than this area: it is told once it is seen how far.
            return bool(self._many)
        if group.kind is AlertKind.INCIDENT and item.key != group.root:
            return False
        return self._suspected_above(self._named.get(item.outage or "")) or (
            group.kind is AlertKind.SITE_DOWN and bool(self._areas(item.sites[0]) & self._many)
        )

    def _suspected_above(self, name: str | None) -> bool:
        """Whether a link above it is just now being asked whether it is down."""
        here = self._above.get(name) if name is not None else None
        while here is not None:
            state = self._world.states.get(here)
            if state is not None and state.suspect_since is not None:
                return True
            here = self._above.get(here)
        return False

    def _areas(self, site: str) -> set[tuple[str, str]]:
        known = self._sites.get(site)
        return set(areas_of(known, self._day)) if known else set()

    def _suspected_areas(self) -> set[tuple[str, str]]:
        """Areas of which enough sites are silent to be one fault, some of them not settled yet."""
        rule = self._world.alerting.rules[AlertKind.AREA_DOWN]
        if not any(state.suspect_since is not None for state in self._world.states.values()):
            return set()
        silent: dict[tuple[str, str], int] = {}
        sizes: dict[tuple[str, str], int] = {}
        unsettled: set[tuple[str, str]] = set()
        for site in self._sites.values() if rule.enabled else ():
            state = self._world.states.get(site.id)
            suspected = state is not None and state.suspect_since is not None
            down = state is not None and state.state is State.DOWN
            for area in areas_of(site, self._day):
                sizes[area] = sizes.get(area, 0) + 1
                if suspected or down:
                    silent[area] = silent.get(area, 0) + 1
                if suspected and not down:
                    unsettled.add(area)
        return {
            area
            for area in unsettled
            if silent[area] >= rule.sites and 100 * silent[area] >= rule.share * sizes[area]
        }


def _covers(hushed: Iterable[Hushed], group: Group, item: Item, now: int) -> bool:
    """Whether all sites of the item lie in one of them now."""
    return any(
        each.begin <= now < each.end
        and (not each.kinds or group.kind in each.kinds)
        and (each.everything or (bool(item.sites) and each.sites.issuperset(item.sites)))
        for each in hushed
    )


def _blind(gaps: Iterable[Gap], site: str) -> bool:
    return any(gap.reason is GapReason.VANTAGE_BLIND and gap.covers(site) for gap in gaps)
