"""Which routes an alert takes, and which receivers these lead to now."""

from collections.abc import Iterable
from datetime import date, time

from alerts.item import Group
from alerts.message import RANK
from alerts.world import World
from pantau.facts.instant import to_datetime
from pantau.facts.telling import AlertSeverity
from pantau.inventory.alerting import Match, Quiet, Route, Target, TargetKind
from pantau.inventory.model import Site


def routes_of(world: World, group: Group) -> list[Route]:
    """The first route that matches, and the next ones for as long as they go on."""
    taken = []
    for route in world.alerting.routes:
        if matches(world, route.match, group):
            taken.append(route)
            if not route.goes_on:
                break
    return taken


def matches(world: World, match: Match, group: Group) -> bool:
    """Whether a group is of these kinds, at least so severe, now in these hours, and of a place.

    Where the match names places, one site of the group must be there; what concerns no site
    matches only a route that names none.
    """
    if match.kinds and group.kind not in match.kinds:
        return False
    if RANK[group.severity] < RANK[match.least]:
        return False
    local = to_datetime(world.now, world.inventory.timezone)
    if match.hours and not within(match.hours[0], match.hours[1], local.time()):
        return False
    if not _names_places(match):
        return True
    sites = {site for item in group.items for site in item.sites}
    known = (site for site in world.inventory.sites if site.id in sites)
    return any(_is_there(match, site, local.date()) for site in known)


def within(begin: time, end: time, now: time) -> bool:
    """Whether a time of day lies in hours that may reach over midnight; all day where equal."""
    if begin < end:
        return begin <= now < end
    return now >= begin or now < end


def quiet_now(world: World, quiet: Quiet | None, severity: AlertSeverity) -> bool:
    """Whether a message of this severity waits for the end of a route's quiet hours."""
    if quiet is None or RANK[severity] >= RANK[quiet.below]:
        return False
    local = to_datetime(world.now, world.inventory.timezone)
    return within(quiet.begin, quiet.end, local.time())


def receivers_of(world: World, targets: Iterable[Target]) -> list[str]:
    """The receivers that targets lead to now, each once, in order.

    Somebody on call without a receiver of their own leads nowhere.
    """
    alerting = world.alerting
    found: list[str] = []
    for target in targets:
        if target.kind is TargetKind.RECEIVER:
            found.append(target.name)
            continue
        on_call = world.on_call.get(target.name, ())
        people = (target.name,) if target.kind is TargetKind.PERSON else on_call
        for person in people:
            known = alerting.people.get(person)
            found += known.receivers if known else ()
    return [name for name in dict.fromkeys(found) if name in alerting.receivers]


def _names_places(match: Match) -> bool:
    return any((match.site_kinds, match.kecamatan, match.providers, match.tiers, match.sites))


def _is_there(match: Match, site: Site, day: date) -> bool:
    term = site.term_on(day)
    provider, tier = (term.provider, term.tier) if term else (None, None)
    return (
        (not match.sites or site.id in match.sites)
        and (not match.site_kinds or site.kind in match.site_kinds)
        and (not match.kecamatan or site.kecamatan in match.kecamatan)
        and (not match.providers or provider in match.providers)
        and (not match.tiers or tier in match.tiers)
    )
