"""What the alerter takes from the journal, in its own words. Each reads an open store."""

from collections.abc import Iterable
from dataclasses import replace

from alerts.world import Answer, Hushed
from pantau.facts.device_entries import DeviceRestarted, OnReserve
from pantau.facts.journal import Entry
from pantau.facts.kinds import EntryKind
from pantau.facts.measured import Outage
from pantau.facts.said import ShiftChange, Silence
from pantau.inventory.alerting import Rota, Shift
from pantau.inventory.model import Inventory
from pantau.store import Store, Wanted
from pantau.store.pen import View

_MOST_RESTARTS = 1_000


def ended(store: Store, head: int | None) -> set[tuple[str, int]]:
    """Site and instant of all ends of outages behind the entry ``head``."""
    if head is None or head >= store.head()[0]:
        return set()
    entries = store.entries(kinds=[EntryKind.OUTAGE_CLOSED], after=head)
    return {(each.subject, each.data()["ended_at"]) for each in entries}


def restarts(store: Store, begin: int, end: int | None = None) -> tuple[DeviceRestarted, ...]:
    """Those that were seen from ``begin`` on, before ``end``."""
    kinds = frozenset({EntryKind.DEVICE_RESTARTED})
    found = store.find(Wanted(kinds=kinds, begin=begin, end=end), most=_MOST_RESTARTS).entries
    return tuple(DeviceRestarted(**each.data()) for each in reversed(found))


def reserves(store: Store, begin: int, end: int) -> tuple[OnReserve, ...]:
    """What ran on battery at some time in [begin, end)."""
    found: list[OnReserve] = []
    on: dict[tuple[str, str], OnReserve] = {}
    for entry in store.entries(kinds=[EntryKind.POWER_LOST, EntryKind.POWER_BACK]):
        data = entry.data()
        key = (data["site"], data["probe"])
        if entry.kind is EntryKind.POWER_LOST:
            on[key] = OnReserve(*key, data["since"])
        elif key in on:
            found.append(replace(on.pop(key), until=data["seen_at"]))
    found += on.values()
    return tuple(
        each for each in found if each.since < end and (each.until is None or each.until > begin)
    )


def duties_said(store: Store, inventory: Inventory) -> tuple[Entry, ...]:
    """All that was said of duties; nothing where no contract names one: asked at every decision."""
    if not any(each.duties for each in inventory.contracts.values()):
        return ()
    return tuple(store.entries(kinds=[EntryKind.DUTY_STATED]))


def hushes(view: View, begin: int, end: int) -> tuple[tuple[Hushed, ...], tuple[Hushed, ...]]:
    """Silences, and maintenances that were not cancelled, that overlap [begin, end)."""
    works = (each for each in view.maintenances(begin, end) if each.cancelled is None)
    return (
        tuple(map(_silence, view.silences(begin, end))),
        tuple(_work(each.id, each.announced) for each in works),
    )


def _silence(each: Silence) -> Hushed:
    sites, kinds = frozenset(each.sites), frozenset(each.kinds)
    return Hushed(each.id, each.begin, each.until, sites, kinds, everything=each.all_sites)


def _work(id: str, entry: Entry) -> Hushed:
    data = entry.data()
    return Hushed(id, data["begin"], data["end"], frozenset(data["sites"]))


def shifts(changes: Iterable[ShiftChange]) -> list[Shift]:
    """Who took whose turn, as a rota reckons with it."""
    return [Shift(each.begin, each.end, each.person) for each in changes]


def answers(store: Store, outages: Iterable[Outage]) -> dict[str, Answer]:
    """The first answer to each of the outages."""
    found = {}
    for outage in outages:
        if outage.acknowledged:
            first, *_ = store.entries(kinds=[EntryKind.ACKNOWLEDGED], subject=outage.id, limit=1)
            found[outage.id] = Answer(first.author, first.at)
    return found


def everybody(rota: Rota) -> tuple[str, ...]:
    """All of a rota, for when nobody of it is on call: better all than none."""
    turns = rota.turns.people if rota.turns else ()
    return tuple(dict.fromkeys((*turns, *(shift.person for shift in rota.shifts))))
