"""Maintenance of shared links: announced, called off, or left out of account afterwards."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

import numpy as np

from pantau.facts.instant import HOUR, MINUTE, to_datetime
from pantau.facts.measured import Interval
from pantau.facts.words import Cause, Decision, ExclusionCategory
from pantau.inventory.model import Inventory
from pantau.lab.history import Past
from pantau.lab.history_acts import Act, Announce, Cancel, Decide, Exclude, Paper
from pantau.lab.history_office import HEAD, TECHNICIANS, Desk, Month
from pantau.lab.history_seen import Seen, at_once, hub_of

_BY = TECHNICIANS[0]
_UNANNOUNCED = 0.15


def maintenance(
    past: Past, inventory: Inventory, months: Sequence[Month], outages: Sequence[Seen]
) -> Iterator[Act]:
    """The acts about it, in no order. ``months``: watched ones."""
    rng = np.random.default_rng((past.seed, 9))
    yield from _took_place(rng, past, inventory, outages)
    for month in months:
        yield from _called_off(rng, inventory, month)
    yield from _still_to_come(past, inventory)


def _took_place(
    rng: np.random.Generator, past: Past, inventory: Inventory, outages: Sequence[Seen]
) -> Iterator[Act]:
    """Most planned work was announced some days before; its time is then left out."""
    desk = Desk(inventory.timezone)
    for group in at_once([each for each in outages if each.cause is Cause.PLANNED]):
        hub, begin = hub_of(inventory, group), group[0].started_at
        announced = desk.at(desk.before(begin, int(rng.integers(3, 6))), 10)
        length = max(each.ended_at for each in group) - begin
        halves = -(-length // (30 * MINUTE)) + 1
        span = Interval(begin - begin % HOUR, begin - begin % HOUR + halves * 30 * MINUTE)
        if hub is None or announced < past.installed_at or rng.random() < _UNANNOUNCED:
            continue
        key, letter = f"maintenance {begin}", _letter(inventory, hub, span)
        reason = f"Pemeliharaan {inventory.upstreams[hub].name} menurut surat penyedia"
        yield Act(announced, _BY, Announce(key, hub, span, reason, letter))
        category = ExclusionCategory.MAINTENANCE
        proposed = Exclude(key, category, span, reason, upstream=hub, paper=letter)
        yield Act(desk.at(desk.after(span.end), 13), _BY, proposed)
        yield Act(desk.at(desk.after(span.end, 3), 14), HEAD, Decide(key, Decision.APPROVED))


def _letter(inventory: Inventory, hub: str, span: Interval) -> Paper:
    begin, end = (to_datetime(each, inventory.timezone) for each in (span.begin, span.end))
    name = inventory.upstreams[hub].name
    text = f"SIMULASI\nPemberitahuan pemeliharaan {name}\n{begin:%d-%m-%Y %H:%M} s.d. {end:%H:%M}\n"
    return Paper(f"surat-pemeliharaan-{hub}-{begin:%Y-%m-%d}.txt", text)


def _called_off(rng: np.random.Generator, inventory: Inventory, month: Month) -> Iterator[Act]:
    """In about half of the months a night's work was announced and did not take place."""
    desk, hubs = Desk(inventory.timezone), _hubs(inventory)
    drawn, which = rng.random(), int(rng.integers(0, max(1, len(hubs))))
    if drawn < 0.5 or not hubs:
        return
    night = desk.of_month(month.span.begin, 12)
    begin = desk.at(night, 1)
    yield from _announced(inventory, hubs[which], desk.at(desk.before(begin, 5), 9), begin)
    reason = "Ditunda penyedia karena cuaca buruk; jadwal baru menyusul"
    yield Act(desk.at(desk.before(begin, 1), 15), _BY, Cancel(f"night {begin}", reason))


def _still_to_come(past: Past, inventory: Inventory) -> Iterator[Act]:
    """One night's work lies ahead."""
    desk, hubs = Desk(inventory.timezone), _hubs(inventory)
    night = desk.day(past.until) + timedelta(days=3)
    for hub in hubs[-1:]:
        told = desk.at(desk.before(past.until, 1), 11)
        yield from _announced(inventory, hub, told, desk.at(night, 1))


def _hubs(inventory: Inventory) -> list[str]:
    """Shared links on which sites hang."""
    return sorted(
        {site.upstream for site in inventory.sites if site.upstream in inventory.upstreams}
    )


def _announced(inventory: Inventory, hub: str, told: int, begin: int) -> Iterator[Act]:
    span = Interval(begin, begin + 3 * HOUR)
    reason = f"Pemindahan kabel {inventory.upstreams[hub].name} menurut surat penyedia"
    letter = _letter(inventory, hub, span)
    yield Act(told, _BY, Announce(f"night {begin}", hub, span, reason, letter))
