"""What the pages know of the world: one look into the store, frozen.

A store that was restored, or made only now, is seen at the next look (dashboard/standing.py). Each
query is a short read transaction; judging happens outside of them.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from dashboard.made import Made
from dashboard.settings import Settings
from dashboard.standing import OUTBOX, looked_into
from pantau.actions.edits import weigh
from pantau.actions.in_force import Unreadable, in_force
from pantau.actions.months import Judged, judged
from pantau.actions.services import has_services
from pantau.facts.degraded import Spell
from pantau.facts.instant import MINUTE, to_datetime
from pantau.facts.kinds import EntryKind
from pantau.facts.measured import STALE_AFTER, Gap, Outage, Sample, SiteState, Watch
from pantau.facts.words import Cause
from pantau.inventory import Inventory, Reading, parse_inventory, read_inventory
from pantau.inventory.alerting import Shift
from pantau.inventory.duty import on_call
from pantau.inventory.problem import Problem
from pantau.language import Sentence
from pantau.sla import MonthResult
from pantau.store import Condition, Store, StoreError, StoreMissing, condition


class Trouble(StrEnum):
    """Why there is nothing, or not everything, to show."""

    STORE_MISSING = "store_missing"
    STORE_UNREADABLE = "store_unreadable"
    INVENTORY_UNREADABLE = "inventory_unreadable"


@dataclass(frozen=True, slots=True)
class OnCall:
    """Who is on call in a rota, by name; None where nobody is."""

    rota: str
    name: str | None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The store and the inventory at one moment.

    ``inventory`` is the one applied last, the file where none ever was; None where it cannot be
    read, and ``problems`` then says why. ``details`` is what the store said when it could not be
    read.
    ``rejected``: why the file as it is now does not come into force, while another one is.
    ``degraded``: the open spells by site. ``in_hand``: by open outage, who took it in hand first.
    ``on_call``: of each rota. ``condition``: of the data directory, looked at where nothing new
    is in the journal. ``services``: whether Pantau is installed here as services.
    ``suggested``: by open outage, the cause that the collector suggests, unless it leaves it open.
    """

    inventory: Inventory | None = None
    states: dict[str, SiteState] = field(default_factory=dict)
    watch: Watch | None = None
    open_outages: tuple[Outage, ...] = ()
    open_gaps: tuple[Gap, ...] = ()
    samples: dict[str, Sample] = field(default_factory=dict)
    degraded: Mapping[str, Spell] = field(default_factory=dict)
    troubles: tuple[Trouble, ...] = ()
    details: Sentence | None = None
    problems: tuple[Problem, ...] = ()
    rejected: tuple[Problem, ...] = ()
    alerter_at: int | None = None
    in_hand: Mapping[str, str] = field(default_factory=dict)
    on_call: tuple[OnCall, ...] = ()
    condition: Condition | None = None
    services: bool = False
    suggested: Mapping[str, Cause] = field(default_factory=dict)


def read_snapshot(settings: Settings, now: int) -> Snapshot:
    """Look at the store and the inventory. Never raises for what it finds there."""
    try:
        with looked_into(settings) as store:
            inventory, problems, rejected = _in_force(store, settings, now)
            still_open, watch = tuple(store.open_outages()), store.last_watch()
            return Snapshot(
                inventory=inventory,
                rejected=rejected,
                states=store.states(),
                watch=watch,
                condition=_condition(settings.data, watch, now),
                open_outages=still_open,
                in_hand=_in_hand(store, still_open),
                on_call=_on_call(store, inventory, now) if inventory else (),
                open_gaps=_open_gaps(store, now),
                samples=_samples(store, settings.data, inventory, now),
                degraded={spell.site: spell for spell in store.open_degraded()},
                troubles=() if inventory else (Trouble.INVENTORY_UNREADABLE,),
                problems=problems,
                alerter_at=_alerter_at(settings.data),
                services=has_services(),
                suggested=_suggested(store, settings.data, still_open),
            )
    except StoreError as error:
        inventory, problems = _of_share(settings) or _inventory(None, settings.inventory, now)
        missing = isinstance(error, StoreMissing)
        trouble = Trouble.STORE_MISSING if missing else Trouble.STORE_UNREADABLE
        return Snapshot(
            inventory=inventory,
            troubles=(trouble,) if inventory else (trouble, Trouble.INVENTORY_UNREADABLE),
            details=error.why,
            problems=problems,
            services=has_services(),
        )


def _condition(data: Path, watch: Watch | None, now: int) -> Condition | None:
    if watch is None or abs(now - watch.until) <= STALE_AFTER:
        return None
    return condition(data)


def _alerter_at(data: Path) -> int | None:
    """When the alerter said last that it lives; None where it never did, or nobody can read it."""
    try:
        with OUTBOX.of(data) as outbox:
            beat = outbox.last_beat()
    except StoreError:
        return None
    return None if beat is None else beat.at


def read_month(
    settings: Settings, inventory: Inventory, month: str, now: int
) -> MonthResult | None:
    """``month`` ("2026-10") as it stands at ``now``; None where the store is unreadable."""
    found = read_judged(settings, inventory, month, now)
    return None if found is None else found.result


def read_judged(settings: Settings, inventory: Inventory, month: str, now: int) -> Judged | None:
    """The same, and how far the month has got."""
    try:
        with settings.store() as store:
            return judged(store, inventory, month, now)
    except StoreError:
        return None


def last_commit(settings: Settings) -> Watch | None:
    """The newest run of the collector; None where there is none, or no readable store."""
    try:
        with settings.store() as store:
            return store.last_watch()
    except StoreError:
        return None


def month_of(inventory: Inventory, now: int) -> str:
    """The month in which ``now`` lies in the inventory's time zone: ``2026-10``."""
    return to_datetime(now, inventory.timezone).strftime("%Y-%m")


def _open_gaps(store: Store, now: int) -> tuple[Gap, ...]:
    """The gaps that nobody has closed yet."""
    found = store.gaps(now - MINUTE, now + MINUTE)
    return tuple(gap for gap in found if gap.ended_at is None)


# Suggestions are entries of the journal: while it has no new one there is no new suggestion.
_SUGGESTED: Made[Mapping[str, Cause]] = Made(most=4)


def _suggested(store: Store, data: Path, still_open: Sequence[Outage]) -> Mapping[str, Cause]:
    ids = tuple(each.id for each in still_open)
    return _SUGGESTED.of(data, (store.head(), store, ids), lambda: suggested_causes(store, ids))


def suggested_causes(store: Store, outages: Collection[str]) -> dict[str, Cause]:
    """By id, without those that are left open. Raises what the store raises."""
    found = store.suggestions(outages)
    return {id: each.cause for id, each in found.items() if each.cause is not Cause.UNKNOWN}


def _in_hand(store: Store, still_open: Sequence[Outage]) -> dict[str, str]:
    """The first who took each in hand; nothing is asked where nobody took any."""
    taken = {each.id for each in still_open if each.acknowledged}
    if not taken:
        return {}
    begin = min(each.started_at for each in still_open)
    found: dict[str, str] = {}
    for entry in store.entries(kinds={EntryKind.ACKNOWLEDGED}, begin=begin):
        if entry.subject in taken:
            found.setdefault(entry.subject, entry.author)
    return found


def _on_call(store: Store, inventory: Inventory, now: int) -> tuple[OnCall, ...]:
    """Who is on call now in each rota."""
    people = inventory.alerting.people
    found = []
    with store.view() as view:
        for name, rota in inventory.alerting.rotas.items():
            planned = view.shift_changes(name, now, now + 1)
            changes = [Shift(each.begin, each.end, each.person) for each in planned]
            person = people.get(on_call(rota, changes, now) or "")
            found.append(OnCall(name, person.name if person else None))
    return tuple(found)


# Of which store and minute, what every site had of the minute before: a minute that was written is
# written, and eleven looks in twelve are of one that all have.
_FULL: dict[Path, tuple[Store, int, dict[str, Sample]]] = {}


def _samples(store: Store, data: Path, inventory: Inventory | None, now: int) -> dict[str, Sample]:
    """Of the last minute that is over: of the running one little is known yet, and it would be
    another at each look. A damaged file of samples costs round trips, not the page."""
    minute, kept = now // MINUTE, _FULL.get(data)
    if kept is not None and kept[0] is store and kept[1] == minute:
        return kept[2]
    try:
        found = store.last_samples(now)
    except StoreError:
        return {}
    last_at = (minute - 1) * MINUTE
    sites = inventory.sites if inventory else ()
    if sites and all((each := found.get(site.id)) and each.at == last_at for site in sites):
        _FULL.clear()
        _FULL[data] = (store, minute, found)
    return found


_Found = tuple[Inventory | None, tuple[Problem, ...]]

# While the journal has no new inventory the same one is in force: the very same object, so that
# what is worked out for it once need not be again. Of another reader it is asked anew.
_APPLIED: Made[Inventory | Unreadable | None] = Made(most=4)
_TODAY: Made[Inventory] = Made(most=4)


def _in_force(
    store: Store, settings: Settings, now: int
) -> tuple[Inventory | None, tuple[Problem, ...], tuple[Problem, ...]]:
    """The inventory, its ails, and why the file as it is now does not come into force."""
    shared = _of_share(settings)
    if shared is not None:
        return *shared, ()
    newest = store.newest(EntryKind.INVENTORY_APPLIED)
    applied = _APPLIED.of(settings.data, (newest, store), lambda: in_force(store))
    inventory, problems = _inventory(applied, settings.inventory, now)
    rejected = () if applied is None else _rejected(inventory, settings.inventory, now)
    return inventory, problems, rejected


def _of_share(settings: Settings) -> _Found | None:
    """A provider's part was worked out before; what ails the whole of it names others."""
    return None if settings.share is None else (settings.share.inventory, ())


def _inventory(applied: Inventory | Unreadable | None, file: Path, now: int) -> _Found:
    """The inventory in force as it stands today; the file where none was ever applied; its ails."""
    if isinstance(applied, Unreadable):
        return None, applied.problems
    if applied is not None:
        day = applied.local_day(now)
        return _TODAY.of(applied.digest, (applied, day), lambda: applied.on(day)), ()
    reading = _of_file(file)
    found = reading.inventory
    return found and found.on(found.local_day(now)), reading.errors


def _rejected(inventory: Inventory | None, file: Path, now: int) -> tuple[Problem, ...]:
    """Why an edit that came after the inventory in force does not come into force."""
    if inventory is None or not file.exists():
        return ()
    edited = _of_file(file)
    if edited.inventory is None:
        return edited.errors
    if edited.inventory.digest == inventory.digest:
        return ()
    return weigh(inventory, edited.inventory, now).refused


def _of_file(file: Path) -> Reading:
    try:
        return _parsed(file.read_bytes(), str(file))
    except OSError:
        # Only to hear from the one who knows how to say it.
        return read_inventory(file)


@lru_cache(maxsize=4)
def _parsed(data: bytes, file: str) -> Reading:
    """Reading 300 sites takes a good part of a second: done once for each text."""
    return parse_inventory(data, file)
