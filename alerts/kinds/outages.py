"""Outages as items, grouped by what they have in common: a link, an area, or nothing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from alerts.item import Group, Item
from alerts.world import World
from pantau.facts.instant import to_datetime
from pantau.facts.measured import Outage, upstream_id
from pantau.facts.words import AlertKind
from pantau.inventory.alerting import Rule
from pantau.inventory.model import Inventory, Site
from pantau.inventory.routes import hangs_on
from pantau.verdict.incident import OUTLASTS_US, Incident, incidents


def outage_groups(world: World) -> list[Group]:
    """Every outage in exactly one group.

    A link that failed and what fell silent with it are one, a site that stays down after its link
    came back is one of its own. Of the rest, many of one provider or kecamatan that began together
    are one.
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
    known = {site.id: site for site in world.inventory.sites}
    day = to_datetime(world.now, world.inventory.timezone).date()
    groups: list[Group] = []
    left = sorted(outages, key=lambda each: (each.started_at, each.id))
    clusters = _clusters(left, rule.within_us) if rule.enabled else []
    many = [cluster for cluster in clusters if len(cluster) >= rule.sites]
    if many:
        sizes = _sizes(known.values(), day)
        for cluster in many:
            groups += _many(world, rule, cluster, known, sizes, day)
    taken = {item.outage for group in groups for item in group.items}
    singles = [item_of(world, each) for each in left if each.id not in taken]
    groups += [Group(item.key, item.kind, item.severity, "", (item,)) for item in singles]
    return groups


def _clusters(outages: Sequence[Outage], within_us: int) -> list[list[Outage]]:
    """Outages of which each began at most so long after the one before."""
    clusters: list[list[Outage]] = []
    for each in outages:
        if clusters and each.started_at - clusters[-1][-1].started_at <= within_us:
            clusters[-1].append(each)
        else:
            clusters.append([each])
    return clusters


def areas_of(site: Site, day: date) -> tuple[tuple[str, str], ...]:
    """Of what a site is a part: its provider first, because that explains more."""
    provider = site.provider_on(day)
    kecamatan = ("kecamatan", site.kecamatan)
    return (("provider", provider), kecamatan) if provider else (kecamatan,)


def _sizes(sites: Iterable[Site], day: date) -> dict[tuple[str, str], int]:
    sizes: defaultdict[tuple[str, str], int] = defaultdict(int)
    for site in sites:
        for area in areas_of(site, day):
            sizes[area] += 1
    return sizes


def _many(
    world: World,
    rule: Rule,
    cluster: Sequence[Outage],
    known: Mapping[str, Site],
    sizes: Mapping[tuple[str, str], int],
    day: date,
) -> list[Group]:
    """The areas of which enough sites are in the cluster; an outage is in one of them at most."""
    members: defaultdict[tuple[str, str], list[Outage]] = defaultdict(list)
    for each in cluster:
        if each.site in known:
            for area in areas_of(known[each.site], day):
                members[area].append(each)
    groups, taken = [], set[str]()
    for area in sorted(members, key=lambda area: area[0] != "provider"):
        outages = [each for each in members[area] if each.id not in taken]
        sites = {each.site for each in outages}
        if len(sites) < rule.sites or 100 * len(sites) < rule.share * sizes[area]:
            continue
        taken |= {each.id for each in outages}
        kind = AlertKind.AREA_DOWN
        groups.append(
            Group(
                key=f"area/{area[0]}/{area[1]}/{outages[0].id}",
                kind=kind,
                severity=rule.severity,
                name=area[1],
                items=tuple(item_of(world, each, kind) for each in outages),
            )
        )
    return groups
