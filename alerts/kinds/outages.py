"""Outages as items, grouped by what they have in common: a link, an area, or nothing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from heapq import heappop, heappush
from math import inf

from alerts.item import Group, Item
from alerts.world import World
from pantau.facts.instant import to_datetime
from pantau.facts.measured import Outage, upstream_id
from pantau.facts.telling import AlertKind
from pantau.inventory.alerting import Rule
from pantau.inventory.model import Inventory, Site
from pantau.inventory.routes import hangs_on
from pantau.verdict.incident import OUTLASTS_US, Incident, incidents

Area = tuple[str, str]
"""Its kind (``provider`` or ``kecamatan``) and its name."""


def outage_groups(world: World) -> list[Group]:
    """Every outage in exactly one group.

    A link that failed and what fell silent with it are one, a site that stays down after its link
    came back is one of its own. Of the rest, many of one provider or kecamatan that were down at
    once are one.
    """
    if not world.alerting.rules[AlertKind.INCIDENT].enabled:
        return _areas(world, world.outages)
    grouped: list[Group] = []
    single: list[Outage] = []
    above = hangs_on(world.inventory)
    left: Sequence[Outage] = world.outages
    while left:
        outlasting: list[Outage] = []
        for incident in incidents(left, above):
            if incident.below or upstream_id(incident.root.site) is not None:
                longer = _outlasting(world, incident)
                grouped.append(_incident(world, incident, longer, above))
                outlasting += longer
            else:
                single.append(incident.root)
        # Among them may be a link, and what fell silent with it.
        left = outlasting
    return [*grouped, *_areas(world, single)]


def item_of(
    world: World,
    outage: Outage,
    kind: AlertKind = AlertKind.SITE_DOWN,
    hanging: tuple[str, ...] = (),
) -> Item:
    """An outage as an item. It concerns its site and those ``hanging`` on it; a shared link is no
    site itself."""
    rule = world.alerting.rules[kind]
    own = () if hanging and upstream_id(outage.site) is not None else (outage.site,)
    return Item(
        key=f"outage/{outage.id}",
        kind=kind,
        severity=rule.severity,
        sites=(*own, *hanging),
        begin=outage.started_at,
        end=outage.ended_at,
        outage=outage.id,
    )


def below(inventory: Inventory, name: str, above: Mapping[str, str]) -> tuple[str, ...]:
    """The sites that hang on a site or shared link, through others too, in the file's order."""

    def hangs(site: str) -> bool:
        here: str | None = above.get(site)
        while here is not None and here != name:
            here = above.get(here)
        return here == name

    return tuple(site.id for site in inventory.sites if hangs(site.id))


def _outlasting(world: World, incident: Incident) -> list[Outage]:
    """What has a fault of its own; sites that are still silent just after their link came back are
    given the time to come back too."""
    ended = incident.root.ended_at
    early = ended is not None and world.now <= ended + OUTLASTS_US
    return [each for each in incident.outlasting if each.ended_at is not None or not early]


def _incident(
    world: World, incident: Incident, longer: Sequence[Outage], above: Mapping[str, str]
) -> Group:
    kind = AlertKind.INCIDENT
    root = incident.root
    own = {each.id for each in longer}
    hanging = below(world.inventory, root.site, above)
    first = item_of(world, root, kind, hanging)
    members = [
        item_of(world, each, kind, _concerned(world, each, above))
        for each in incident.below
        if each.id not in own
    ]
    return Group(
        key=f"incident/{root.id}",
        kind=kind,
        severity=world.alerting.rules[kind].severity,
        name=_name(world.inventory, root.site),
        items=(first, *members),
        root=first.key,
    )


def _concerned(world: World, outage: Outage, above: Mapping[str, str]) -> tuple[str, ...]:
    """Sites alone: a shared link stands for those that hang on it."""
    is_link = upstream_id(outage.site) is not None
    return below(world.inventory, outage.site, above) if is_link else ()


def _name(inventory: Inventory, site: str) -> str:
    link = upstream_id(site)
    if link is not None:
        upstream = inventory.upstreams.get(link)
        return upstream.name if upstream else link
    found = inventory.site(site)
    return found.name if found else site


def _areas(world: World, outages: Iterable[Outage]) -> list[Group]:
    rule = world.alerting.rules[AlertKind.AREA_DOWN]
    left = sorted(outages, key=lambda each: (each.started_at, each.id))
    groups = _many(world, rule, left) if rule.enabled and len(left) >= rule.sites else []
    taken = {item.outage for group in groups for item in group.items}
    singles = [item_of(world, each) for each in left if each.id not in taken]
    groups += [Group(item.key, item.kind, item.severity, "", (item,)) for item in singles]
    return groups


def _clusters(outages: Iterable[Outage], within_us: int) -> list[list[Outage]]:
    """Outages of which each began while one that began at most so long before it was still on.

    In order of begin. One that was over by then has nothing to do with it.
    """
    clusters: list[list[Outage]] = []
    near: list[Outage] = []
    for each in outages:
        at = each.started_at
        near = [one for one in near if at - one.started_at <= within_us and _is_on(one, at)]
        if near:
            clusters[-1].append(each)
        else:
            clusters.append([each])
        near.append(each)
    return clusters


def _is_on(outage: Outage, at: int) -> bool:
    return outage.ended_at is None or outage.ended_at > at


def _most_at_once(cluster: Sequence[Outage]) -> int:
    """How many of them were on at the same moment, at most; no site is down twice at once."""
    ends: list[float] = []
    most = 0
    for each in cluster:
        while ends and ends[0] <= each.started_at:
            heappop(ends)
        heappush(ends, inf if each.ended_at is None else each.ended_at)
        most = max(most, len(ends))
    return most


def areas_of(site: Site, day: date) -> tuple[Area, ...]:
    """Of what a site is a part: its provider first, because that explains more."""
    provider = site.provider_on(day)
    kecamatan = ("kecamatan", site.kecamatan)
    return (("provider", provider), kecamatan) if provider else (kecamatan,)


def _sizes(sites: Iterable[Site], day: date) -> dict[Area, int]:
    sizes: defaultdict[Area, int] = defaultdict(int)
    for site in sites:
        for area in areas_of(site, day):
            sizes[area] += 1
    return sizes


def _many(world: World, rule: Rule, outages: Sequence[Outage]) -> list[Group]:
    """The areas of which enough sites were down at once; an outage is in one of them at most."""
    known = {site.id: site for site in world.inventory.sites}
    day = to_datetime(world.now, world.inventory.timezone).date()
    members: defaultdict[Area, list[Outage]] = defaultdict(list)
    for each in outages:
        if each.site in known:
            for area in areas_of(known[each.site], day):
                members[area].append(each)
    enough = [area for area in members if len(members[area]) >= rule.sites]
    sizes = _sizes(known.values(), day) if enough else {}
    groups, taken = [], set[str]()
    for area in sorted(enough, key=lambda area: area[0] != "provider"):
        free = (each for each in members[area] if each.id not in taken)
        for cluster in _clusters(free, rule.within_us):
            most = _most_at_once(cluster)
            if most >= rule.sites and 100 * most >= rule.share * sizes[area]:
                taken |= {each.id for each in cluster}
                groups.append(_area(world, area, cluster))
    return groups


def _area(world: World, area: Area, cluster: Sequence[Outage]) -> Group:
    kind = AlertKind.AREA_DOWN
    return Group(
        key=f"area/{area[0]}/{area[1]}/{cluster[0].id}",
        kind=kind,
        severity=world.alerting.rules[kind].severity,
        name=area[1],
        items=tuple(item_of(world, each, kind) for each in cluster),
    )
