"""What is worth telling beside outages. Each of these is a group of its own."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import TypeVar

from alerts.item import Group, Item
from alerts.kinds.duties import duty_due
from alerts.kinds.funding import funding_ending
from alerts.kinds.upkeep import backup_missing, disk_fills
from alerts.world import World
from pantau.facts.device_entries import DeviceRestarted, OnReserve
from pantau.facts.instant import DAY, SECOND, midnight, to_datetime
from pantau.facts.measured import ALL_SITES
from pantau.facts.probed import LastAnswer
from pantau.facts.telling import AlertKind
from pantau.facts.words import GapReason
from pantau.inventory.alerting import Rule
from pantau.inventory.routes import hangs_on
from pantau.sla import error_budget
from pantau.store import advice_on
from pantau.verdict.incident import incidents

_Found = Iterator[Item]


def other_groups(world: World) -> list[Group]:
    """All that is on now, of kinds whose rule is enabled."""
    groups = []
    for kind, find in _KINDS.items():
        rule = world.alerting.rules[kind]
        if rule.enabled:
            groups += [
                Group(item.key, kind, rule.severity, "", (item,)) for item in find(world, rule)
            ]
    return groups


def flapping_sites(world: World) -> dict[str, int]:
    """Sites that went down too often lately, and since when (microseconds UTC) they do."""
    rule = world.alerting.rules[AlertKind.FLAPPING]
    if not rule.enabled:
        return {}
    lately = [each for each in world.outages if each.started_at > world.now - rule.within_us]
    counts = Counter(each.site for each in lately)
    return {
        site: min(each.started_at for each in lately if each.site == site)
        for site, times in counts.items()
        if times >= rule.times
    }


def _flapping(world: World, rule: Rule) -> _Found:
    for site, since in flapping_sites(world).items():
        times = sum(each.site == site and each.started_at >= since for each in world.outages)
        yield Item(
            f"flapping/{site}",
            AlertKind.FLAPPING,
            rule.severity,
            (site,),
            since,
            words={"times": str(times), "minutes": str(rule.within_us // (60 * SECOND))},
        )


def _degraded(world: World, rule: Rule) -> _Found:
    """Not while it is down: that is told, and more."""
    down = {each.site for each in world.outages if each.ended_at is None}
    for spell in world.degraded:
        if spell.site not in down and world.now - spell.started_at >= rule.after_us:
            yield Item(
                f"degraded/{spell.id}",
                AlertKind.DEGRADED,
                rule.severity,
                (spell.site,),
                spell.started_at,
            )


def _blind(world: World, rule: Rule) -> _Found:
    for gap in world.gaps:
        if gap.reason is GapReason.VANTAGE_BLIND and gap.site == ALL_SITES:
            key = f"gap/{gap.id}"
            yield Item(key, AlertKind.VANTAGE_BLIND, rule.severity, (), gap.started_at)


def _silent(world: World, rule: Rule) -> _Found:
    """Nobody measures: the collector stopped in good order, or without a word."""
    watch = world.watch
    if watch is None or world.unseen is not None or world.unwritten is not None:
        return
    if world.now - watch.until > rule.after_us:
        kind = AlertKind.COLLECTOR_SILENT
        yield Item(f"silent/{watch.run}/{watch.until}", kind, rule.severity, (), watch.until)


def _store(world: World, rule: Rule) -> _Found:
    if world.unseen is not None:
        kind, words = AlertKind.STORE_TROUBLE, {"what": world.unseen.why}
        yield Item("store/unreadable", kind, rule.severity, (), world.unseen.since, words=words)
    elif world.unwritten is not None:
        kind, words = AlertKind.STORE_TROUBLE, {"what": world.unwritten.why}
        yield Item("store/unwritten", kind, rule.severity, (), world.unwritten.since, words=words)
    for path in world.aside:
        since = world.now - rule.after_us  # it does not pass by itself
        key, words = f"aside/{path.name}", {"what": advice_on(path)}
        yield Item(key, AlertKind.STORE_TROUBLE, rule.severity, (), since, words=words)
    for gap in world.gaps:
        if gap.reason is GapReason.STORE_UNWRITABLE:
            yield Item(f"gap/{gap.id}", AlertKind.STORE_TROUBLE, rule.severity, (), gap.started_at)


def _refused(world: World, rule: Rule) -> _Found:
    if world.refused:
        kind, words = AlertKind.INVENTORY_REJECTED, {"what": world.refused[0].sentence}
        yield Item("inventory", kind, rule.severity, (), world.now, words=words)


def _burning(world: World, rule: Rule) -> _Found:
    for burn in world.ledger.burning if world.ledger else ():
        words = {"times": f"{float(burn.rate):.1f}"}
        kind = AlertKind.BUDGET_BURNING
        yield Item(
            f"burning/{burn.site}", kind, rule.severity, (burn.site,), world.now, words=words
        )


def _broken(world: World, rule: Rule) -> _Found:
    """Told once a month; nothing that happens later in the month mends it."""
    if world.ledger is None:
        return
    month = world.ledger.month
    for row in month.sites:
        left = error_budget(row)
        if left is not None and left < 0:
            yield Item(
                f"broken/{row.site}/{row.contract}/{row.tier}/{month.month}",
                AlertKind.OBJECTIVE_BROKEN,
                rule.severity,
                (row.site,),
                world.now,
                recovers=False,
                words={"objective": str(row.objective), "over": str(-left)},
            )


def _overdue(world: World, rule: Rule) -> _Found:
    for outage in world.outages:
        if outage.ended_at is None and world.ledger and outage.id in world.ledger.overdue:
            yield Item(
                f"overdue/{outage.id}",
                AlertKind.REPAIR_OVERDUE,
                rule.severity,
                (outage.site,),
                outage.started_at,
                outage=outage.id,
                recovers=False,
            )


def _ticketless(world: World, rule: Rule) -> _Found:
    """Of a link and what fell silent with it one ticket is enough."""
    found = incidents(world.outages, hangs_on(world.inventory))
    for outage in (each.root for each in found):
        open_for = world.now - outage.started_at
        if outage.ended_at is None and outage.ticket is None and open_for >= rule.after_us:
            yield Item(
                f"ticket/{outage.id}",
                AlertKind.TICKET_MISSING,
                rule.severity,
                (outage.site,),
                outage.started_at,
                outage=outage.id,
                recovers=False,
            )


def _ending(world: World, rule: Rule) -> _Found:
    """Contracts whose last day is near, at most ``ahead_us`` before it is over."""
    zone = world.inventory.timezone
    today = to_datetime(world.now, zone).date()
    for contract in world.inventory.contracts.values():
        over = midnight(contract.end + timedelta(days=1), zone)
        if world.now < over <= world.now + rule.ahead_us:
            left = (contract.end - today).days
            yield Item(
                f"ending/{contract.id}/{contract.end.isoformat()}",
                AlertKind.TERM_ENDING,
                rule.severity,
                (),
                world.now,
                recovers=False,
                words={"contract": contract.id, "days": str(left), "end": contract.end.isoformat()},
            )


def _certificates(world: World, rule: Rule) -> _Found:
    """Told once at each of the rule's days before the end, and once at the end."""
    zone = world.inventory.timezone
    for answer in _asked(world, world.probed):
        ends_at = answer.certificate_ends_at
        if ends_at is None:
            continue
        left = ends_at - world.now
        reached = [days for days in (*rule.days, 0) if left <= days * DAY]
        if reached:
            end = to_datetime(ends_at, zone).date().isoformat()
            yield Item(
                f"certificate/{answer.site}/{answer.probe}/{end}/{min(reached)}",
                AlertKind.CERTIFICATE_ENDING,
                rule.severity,
                (answer.site,),
                world.now,
                recovers=False,
                words={"probe": answer.probe, "days": str(left // DAY), "end": end},
            )


def _restarted(world: World, rule: Rule) -> _Found:
    """Told once each."""
    for each in _asked(world, world.restarts):
        yield Item(
            f"restarted/{each.site}/{each.probe}/{each.seen_at}",
            AlertKind.DEVICE_RESTARTED,
            rule.severity,
            (each.site,),
            each.began_at,
            recovers=False,
            words={"probe": each.probe},
        )


def _on_battery(world: World, rule: Rule) -> _Found:
    for each in _asked(world, world.on_reserve):
        if world.now - each.since >= rule.after_us:
            yield Item(
                f"reserve/{each.site}/{each.probe}/{each.since}",
                AlertKind.ON_BATTERY,
                rule.severity,
                (each.site,),
                each.since,
                words={"probe": each.probe},
            )


_OfProbe = TypeVar("_OfProbe", LastAnswer, DeviceRestarted, OnReserve)


def _asked(world: World, found: Sequence[_OfProbe]) -> list[_OfProbe]:
    """Of what probes found, what the inventory still asks: the rest is old."""
    if not found:
        return []  # asked at every decision
    asked = {(site.id, probe.name) for site in world.inventory.sites for probe in site.probes}
    return [each for each in found if (each.site, each.probe) in asked]


_KINDS: dict[AlertKind, Callable[[World, Rule], _Found]] = {
    AlertKind.FLAPPING: _flapping,
    AlertKind.DEGRADED: _degraded,
    AlertKind.VANTAGE_BLIND: _blind,
    AlertKind.COLLECTOR_SILENT: _silent,
    AlertKind.STORE_TROUBLE: _store,
    AlertKind.INVENTORY_REJECTED: _refused,
    AlertKind.BUDGET_BURNING: _burning,
    AlertKind.OBJECTIVE_BROKEN: _broken,
    AlertKind.REPAIR_OVERDUE: _overdue,
    AlertKind.TICKET_MISSING: _ticketless,
    AlertKind.TERM_ENDING: _ending,
    AlertKind.FUNDING_ENDING: funding_ending,
    AlertKind.DUTY_DUE: duty_due,
    AlertKind.CERTIFICATE_ENDING: _certificates,
    AlertKind.DEVICE_RESTARTED: _restarted,
    AlertKind.ON_BATTERY: _on_battery,
    AlertKind.BACKUP_MISSING: backup_missing,
    AlertKind.DISK_FILLS: disk_fills,
}
