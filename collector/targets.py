"""From the inventory to what is asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import gcd

from collector.loss import UsualLoss
from collector.quality import keep_to, promises
from collector.target import Target
from pantau.facts.instant import MINUTE
from pantau.facts.measured import Outage, Sample, SiteState, reference_name, upstream_name
from pantau.inventory.asking import Pace
from pantau.inventory.choices import Layer
from pantau.inventory.model import Inventory
from pantau.inventory.push import push_address
from pantau.inventory.routes import hangs_on
from pantau.verdict import line as verdict

_PORT = ":push"
"""The reference for sites that call in: our own port. No reference of a file is called so."""


def targets_of(inventory: Inventory, before: Mapping[str, Target], now: int) -> list[Target]:
    """Who is asked under this inventory. What did not change is the same object as before."""
    vantage, above = inventory.vantage, hangs_on(inventory)
    asked = [_Asked(site.id, site.address, site.pace) for site in inventory.sites]
    asked += [
        _Asked(upstream_name(u.id), u.address, vantage.pace)
        for u in inventory.upstreams.values()
        if u.address is not None
    ]
    asked += [
        _Asked(reference_name(r.name), r.address, vantage.pace, r.layer) for r in vantage.references
    ]
    calling = [site for site in inventory.sites if site.address == push_address(site.id)]
    if calling:
        asked.append(_Asked(reference_name(_PORT), push_address(""), vantage.pace, Layer.OUTSIDE))
    targets = [_target(each, before.get(each.name), now) for each in asked]
    for target in targets:
        target.upstream = above.get(target.name)
    hold_to_promises(targets, inventory, now)
    return targets


def hold_to_promises(targets: Iterable[Target], inventory: Inventory, now: int) -> None:
    """Judge each site by what its tier promises today: terms change with the days."""
    named = [(t.name, t.quality) for t in targets if t.quality is not None]
    keep_to(named, promises(inventory, now))


def mixed(targets: Sequence[Target]) -> list[Target]:
    """In an order in which neighbours have little in common.

    Their heartbeats follow one another in it, and whoever is asked together with a site says
    whether our own uplink was there: so it should not hang on the same link.
    """
    number = len(targets)
    step = next(s for s in range(max(1, round(number * 0.618)), number + 2) if gcd(s, number) == 1)
    return [targets[place * step % number] for place in range(number)]


@dataclass(frozen=True, slots=True)
class _Asked:
    name: str
    address: str
    pace: Pace
    layer: Layer | None = None


def _target(asked: _Asked, old: Target | None, now: int) -> Target:
    fresh = UsualLoss() if old is None else old.usual
    new = Target(asked.name, asked.address, asked.pace, layer=asked.layer, usual=fresh)
    if old is None:
        return new
    if (old.address, old.pace, old.layer) == (new.address, new.pace, new.layer):
        return old
    # Another address is another thing to ask: an outage and a gap stay open, all else is afresh.
    new.line = verdict.sight_lost(old.line, now)
    new.watched_since = old.watched_since
    # An edit teaches us nothing about the site.
    new.settled_at, new.unasked, new.failure = old.settled_at, old.unasked, old.failure
    if old.address == new.address:
        new.destination = old.destination  # a name that was looked up
    new.minute = old.minute
    new.since = now if old.unasked is None else old.since
    if old.quality is not None and new.quality is not None:
        new.quality.go_on(old.quality.since, old.quality.reasons)
        new.quality.window.begin_after(now)
    return new


def remember_loss(
    targets: Iterable[Target],
    states: Mapping[str, SiteState],
    minutes: Sequence[Sample],
    outages: Sequence[Outage],
) -> None:
    """Take up what each link was like lately, from the state rows and the last hours' samples.

    Of its usual loss those that touch an outage are left out, of its quality all before it too.
    """
    by_name = {t.name: t for t in targets if t.judged}
    for name, state in states.items():
        if name in by_name:
            by_name[name].usual = UsualLoss(state.pairs, state.pairs_lost, state.pairs_at)
    down: dict[str, list[Outage]] = {}
    for outage in outages:
        down.setdefault(outage.site, []).append(outage)
    for minute in sorted(minutes, key=lambda each: each.at):
        target = by_name.get(minute.site)
        if target is None:
            continue
        quality, touching = target.quality, down.get(minute.site, ())
        if any(_touches(outage, minute.at) for outage in touching):
            if quality is not None:
                quality.window.begin_after(minute.at)
            continue
        target.usual.remember(minute.at, minute.sent, minute.sent - minute.received)
        if quality is not None:
            quality.remember(minute)


def _touches(outage: Outage, minute: int) -> bool:
    ended = outage.ended_at
    return outage.started_at < minute + MINUTE and (ended is None or ended >= minute)
