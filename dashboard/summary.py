"""From a snapshot and now to what the page says: pure, without streamlit and without words.

INVARIANT: where nobody measures, nothing is shown as up. Every state is unknown then, whatever the
store remembers.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from dashboard.called import called
from dashboard.made import Made
from dashboard.overview import Alarm, Counts, District, DownLink, DownSite, Overview, Tile
from dashboard.reading import Snapshot, Trouble
from pantau.facts.degraded import Spell
from pantau.facts.instant import SECOND, to_datetime
from pantau.facts.letters import ALERTER_SILENT
from pantau.facts.measured import STALE_AFTER, Outage, Sample, SiteState, upstream_id
from pantau.facts.words import Cause, GapReason, State
from pantau.inventory import Inventory, Site
from pantau.inventory.routes import hangs_on
from pantau.verdict.incident import Incident, causes, incidents

_OF_TROUBLE = {
    Trouble.STORE_MISSING: Alarm.STORE_MISSING,
    Trouble.STORE_UNREADABLE: Alarm.STORE_UNREADABLE,
    Trouble.INVENTORY_UNREADABLE: Alarm.INVENTORY_UNREADABLE,
}


def overview(snapshot: Snapshot, now: int) -> Overview:
    """Everything that the live part of the page shows, at ``now`` (microseconds UTC)."""
    alarm, inventory = _watching(snapshot, now), snapshot.inventory
    measuring = alarm is None
    alarms = [_OF_TROUBLE[trouble] for trouble in snapshot.troubles]
    # A store that cannot be read says nothing about the collector, good or bad.
    if alarm is not None and not {Alarm.STORE_MISSING, Alarm.STORE_UNREADABLE} & set(alarms):
        alarms.append(alarm)
    if measuring and _blind(snapshot):
        alarms.append(Alarm.BLIND)
    if snapshot.rejected:
        alarms.append(Alarm.EDIT_REJECTED)
    if _nobody_told(snapshot, now):
        alarms.append(Alarm.NOBODY_TOLD)
    tiles = _tiles(snapshot, now)
    if not measuring:
        tiles = [_forgotten(tile) for tile in tiles]
    until = snapshot.watch.until if snapshot.watch else None
    upto = now if measuring else until or now
    found = incidents(snapshot.open_outages, hangs_on(inventory) if inventory else {})
    return Overview(
        measuring=measuring,
        alarms=tuple(alarms),
        last_commit=until,
        age_seconds=None if until is None else max(0, now - until) // SECOND,
        counts=counted(tiles),
        districts=_districts(tiles),
        links=_links(found, inventory, upto),
        down=_down(snapshot, causes(found), upto, measuring=measuring),
        suspected=tuple(tile for tile in tiles if tile.suspected),
    )


def _watching(snapshot: Snapshot, now: int) -> Alarm | None:
    """Why nobody measures now; None where somebody does."""
    watch = snapshot.watch
    if watch is None:
        return Alarm.NEVER_STARTED
    if watch.until - now > STALE_AFTER:
        return Alarm.CLOCK_BEHIND
    stale = now - watch.until > STALE_AFTER
    if stale and snapshot.condition is not None and snapshot.condition.held:
        return Alarm.NOT_WRITTEN
    if watch.end is not None:
        return Alarm.STOPPED
    if stale:
        return Alarm.SILENT
    return None


def _nobody_told(snapshot: Snapshot, now: int) -> bool:
    """Whether somebody is to be told and the alerter says nothing."""
    if snapshot.inventory is None or not snapshot.inventory.alerting.receivers:
        return False
    return snapshot.alerter_at is None or now - snapshot.alerter_at > ALERTER_SILENT


def _blind(snapshot: Snapshot) -> bool:
    return any(gap.reason is GapReason.VANTAGE_BLIND for gap in snapshot.open_gaps)


def _tiles(snapshot: Snapshot, now: int) -> list[Tile]:
    """One tile a site, in order of kecamatan and name."""
    inventory = snapshot.inventory
    if inventory is None:
        return []
    today = to_datetime(now, inventory.timezone).date()
    return [_tile(snapshot, site, today) for site in _in_order(inventory)]


_ORDER: Made[list[Site]] = Made(most=8)


def _in_order(inventory: Inventory) -> list[Site]:
    return _ORDER.of(
        # A provider's part bears the digest of the whole.
        (inventory.digest, len(inventory.sites)),
        (inventory,),
        lambda: sorted(inventory.sites, key=lambda site: (site.kecamatan, site.name, site.id)),
    )


_TILES: Made[Tile] = Made(most=4_096)


def _tile(snapshot: Snapshot, site: Site, today: date) -> Tile:
    """A site's tile; inside an open gap nothing is known of it."""
    id = site.id
    known = snapshot.states.get(id)
    if known is None or (snapshot.open_gaps and _in_a_gap(snapshot, id)):
        known = SiteState(site=id, state=State.UNKNOWN, since=0)
    parts = (site, today, known, snapshot.samples.get(id), snapshot.degraded.get(id))
    return _TILES.of(id, parts, lambda: _told(*parts))


def _told(
    site: Site, today: date, known: SiteState, sample: Sample | None, spell: Spell | None
) -> Tile:
    return Tile(
        site=site.id,
        name=site.name,
        kecamatan=site.kecamatan,
        kind=site.kind,
        provider=site.provider_on(today),
        state=known.state,
        since=known.since if known.state is not State.UNKNOWN else None,
        suspected=known.suspect_since is not None and known.state in {State.UP, State.DEGRADED},
        rtt_us=sample.rtt_median_us if sample else None,
        sent=sample.sent if sample else 0,
        lost=sample.sent - sample.received if sample else 0,
        shortfalls=spell.shortfalls if spell and known.state is State.DEGRADED else (),
    )


def _in_a_gap(snapshot: Snapshot, site: str) -> bool:
    return any(gap.covers(site) for gap in snapshot.open_gaps)


def _forgotten(tile: Tile) -> Tile:
    """The tile when nobody measures: where and what it is, and nothing else."""
    return Tile(
        site=tile.site,
        name=tile.name,
        kecamatan=tile.kecamatan,
        kind=tile.kind,
        provider=tile.provider,
        state=State.UNKNOWN,
        since=None,
        suspected=False,
    )


def counted(tiles: Iterable[Tile]) -> Counts:
    """How many of these are in each state."""
    found = [tile.state for tile in tiles]
    return Counts(
        up=found.count(State.UP),
        degraded=found.count(State.DEGRADED),
        down=found.count(State.DOWN),
        unknown=found.count(State.UNKNOWN),
    )


def _districts(tiles: Iterable[Tile]) -> tuple[District, ...]:
    by_name: dict[str, list[Tile]] = {}
    for tile in tiles:
        by_name.setdefault(tile.kecamatan, []).append(tile)
    return tuple(
        District(name=name, tiles=tuple(found), counts=counted(found))
        for name, found in by_name.items()
    )


def _links(
    found: Iterable[Incident], inventory: Inventory | None, upto: int
) -> tuple[DownLink, ...]:
    """The silent links that something else does not explain, the newest first."""
    links = []
    for each in found:
        id = upstream_id(each.root.site)
        if id is not None:
            links.append(
                DownLink(
                    outage=each.root.id,
                    id=id,
                    name=called(each.root.site, inventory),
                    since=each.root.started_at,
                    seconds=max(0, upto - each.root.started_at) // SECOND,
                    sites=sum(upstream_id(below.site) is None for below in each.below),
                )
            )
    return tuple(sorted(links, key=lambda each: (-each.since, each.id)))


def _down(
    snapshot: Snapshot, causes: Mapping[str, Outage], upto: int, *, measuring: bool
) -> tuple[DownSite, ...]:
    """The open outages, the newest first: what has just happened is what people look for."""
    inventory = snapshot.inventory
    sites = {site.id: site for site in inventory.judged} if inventory else {}
    down = []
    for outage in snapshot.open_outages:
        if upstream_id(outage.site) is not None:
            continue
        site, cause = sites.get(outage.site), causes.get(outage.id)
        down.append(
            DownSite(
                outage=outage.id,
                site=outage.site,
                name=site.name if site else outage.site,
                kecamatan=site.kecamatan if site else "",
                kind=site.kind if site else None,
                provider=_provider(inventory, site, upto),
                since=outage.started_at,
                seconds=max(0, upto - outage.started_at) // SECOND,
                seen=measuring and not _in_a_gap(snapshot, outage.site),
                because=called(cause.site, inventory) if cause else None,
                in_hand=snapshot.in_hand.get(outage.id),
                ticket=outage.ticket,
                suspected=_suspected(snapshot, outage) if cause is None else None,
            )
        )
    return tuple(sorted(down, key=lambda each: (-each.since, each.name, each.site)))


def _suspected(snapshot: Snapshot, outage: Outage) -> Cause | None:
    """What the collector suggests, until somebody decides."""
    return snapshot.suggested.get(outage.id) if outage.cause is Cause.UNKNOWN else None


def _provider(inventory: Inventory | None, site: Site | None, at: int) -> str | None:
    if inventory is None or site is None:
        return None
    return site.provider_on(to_datetime(at, inventory.timezone).date())
