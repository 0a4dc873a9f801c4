"""From the journal to a world: the alerter's eyes. Reads only; holds the store for moments."""

import logging
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from alerts.world import BACK_US, Answer, Hushed, Ledgered, Unseen, World
from pantau.actions.edits import weigh
from pantau.actions.in_force import Unreadable, in_force
from pantau.facts.device_entries import DeviceRestarted, OnReserve
from pantau.facts.instant import MINUTE
from pantau.facts.journal import Entry
from pantau.facts.kinds import EntryKind
from pantau.facts.measured import STALE_AFTER, Outage, Watch
from pantau.facts.probed import LastAnswer
from pantau.facts.said import ShiftChange, Silence
from pantau.facts.saved import Upkeep
from pantau.inventory import read_inventory
from pantau.inventory.alerting import Rota, Shift
from pantau.inventory.duty import on_call
from pantau.inventory.model import Inventory
from pantau.inventory.problem import Problem
from pantau.language import Sentence, to_say
from pantau.sla import facts_window, judge_month
from pantau.sla.burn import REACH_US, burning
from pantau.sla.quality.repaired import repairs_of_month
from pantau.store import (
    Store,
    StoreError,
    Wanted,
    condition,
    last_answers,
    set_aside_in,
    upkeep_of,
)

log = logging.getLogger(__name__)

NOT_WRITTEN = Sentence(
    to_say("the collector runs and cannot write what it measures; its log and /healthz say why")
)

_BUSY_MS = 500
_LOOKS = 10
_SLOWLY_US = MINUTE
_MOST_RESTARTS = 1_000


@dataclass(frozen=True, slots=True)
class Last:
    """The decision before: ``at`` (microseconds UTC) on the journal up to entry ``head``.

    ``head`` is None where nothing was ever decided.
    """

    at: int
    head: int | None = None


@dataclass(slots=True)
class Eyes:
    """Looks at one data directory and at the inventory file.

    ``last``: the world seen last, which goes on to hold while the journal cannot be read.
    """

    data: Path
    file: Path
    last: World | None = None
    ledger: Ledgered | None = None
    _store: Store | None = None
    _digest: str | None = None
    _stamp: object = None
    _refused: tuple[Problem, ...] = ()
    _blind_since: int | None = None
    _probed: tuple[LastAnswer, ...] = ()
    _probed_at: int = 0
    _aside: tuple[Path, ...] = ()
    _upkeep: Upkeep = field(default_factory=Upkeep)
    _upkeep_at: int = 0

    def look(self, now: int, last: Last, held: Collection[str] = ()) -> World | None:
        """The world at ``now`` (microseconds UTC); None before any inventory came into force, and
        where it does not hold still: then nothing is decided, and looked at again.

        ``held``: outages by id of which an end is still to be told, however long they are over.
        Never raises for what the store or the file is like.
        """
        try:
            seen = self._look(now, last, held)
        except StoreError as error:
            self.close()
            if self.last is None:
                return None
            self._blind_since = since = self._blind_since or now
            trouble = Unseen(since, error.why)
            return replace(self.last, now=now, passed=frozenset(), unseen=trouble)
        self._blind_since = None
        self.last = seen or self.last
        return seen

    def whole(self, begin: int, end: int, inventory: Inventory) -> World:
        """All that happened in [begin, end), for those who go through it again.

        Raises StoreError.
        """
        store = self._opened()
        with store.view() as view:
            silences = tuple(map(_silence, view.silences(begin, end)))
            works = tuple(
                _work(each.id, each.announced)
                for each in view.maintenances(begin, end)
                if each.cancelled is None
            )
        return World(
            now=begin,
            inventory=inventory,
            alerting=inventory.alerting,
            outages=tuple(o for o in store.outages(begin, end) if o.import_id is None),
            gaps=tuple(store.gaps(begin, end)),
            degraded=tuple(store.degraded(begin, end)),
            silences=silences,
            maintenances=works,
            restarts=_restarts(store, begin, end),
            on_reserve=_reserves(store, begin, end),
            duties_said=_duties_said(store, inventory),
            on_call={name: everybody(rota) for name, rota in inventory.alerting.rotas.items()},
        )

    def head(self) -> int:
        """The number of the journal's last entry; -1 where it cannot be read."""
        try:
            return self._opened().head()[0]
        except StoreError:
            self.close()
            return -1

    def close(self) -> None:
        """Let go of the store; the next look opens it anew."""
        if self._store is not None:
            self._store.close()
        self._store = None

    def _opened(self) -> Store:
        if self._store is None:
            self._store = Store.open(self.data, readonly=True, busy_ms=_BUSY_MS)
        return self._store

    def _look(self, now: int, last: Last, held: Collection[str]) -> World | None:
        """As of one entry of the journal; None where it grows faster than it can be looked at.

        A world that knew more than its entry says would be told of twice.
        """
        store = self._opened()
        for _ in range(_LOOKS):
            head = store.head()[0]
            inventory = self._inventory(store)
            if inventory is None:
                return None
            seen = self._at(store, inventory, now, last, held)
            if store.head()[0] == head:
                return replace(seen, head=head)
        log.info("the journal grew during each of %d looks; the next decision sees it", _LOOKS)
        return None

    def _at(
        self, store: Store, inventory: Inventory, now: int, last: Last, held: Collection[str]
    ) -> World:
        ended = _ended(store, last.head)
        # An outage does not overlap its own end. What hushed it is read from there too: decisions
        # go on while the journal cannot be read, so the last of them says nothing of what was seen.
        from_ = min([last.at, now - BACK_US, *(at - 1 for _, at in ended)])
        outages = {each.id: each for each in store.outages(from_, now)}
        outages |= {each.id: each for each in store.open_outages()}
        asked = [store.outage(id) for id in sorted({*held} - outages.keys())]
        older = [each for each in asked if each is not None]
        outages |= {each.id: each for each in older if not each.voided}
        own = tuple(each for each in outages.values() if each.import_id is None)
        watch = store.last_watch()
        with store.view() as view:
            silences = tuple(map(_silence, view.silences(from_, now + 1)))
            works = tuple(
                _work(each.id, each.announced)
                for each in view.maintenances(from_, now + 1)
                if each.cancelled is None
            )
            duty = {
                name: on_call(rota, _shifts(view.shift_changes(name, now, now + 1)), now)
                for name, rota in inventory.alerting.rotas.items()
            }
        return World(
            now=now,
            inventory=inventory.on(inventory.local_day(now)),
            alerting=inventory.alerting,
            outages=own,
            passed=frozenset(each.id for each in own if (each.site, each.ended_at) in ended),
            voided=frozenset(each.id for each in older if each.voided),
            gaps=tuple(each for each in store.gaps(now - 1, now + 1) if each.ended_at is None),
            degraded=tuple(store.open_degraded()),
            states=store.states(),
            watch=watch,
            unwritten=self._unwritten(watch, now),
            silences=silences,
            maintenances=works,
            answers=_answers(store, own),
            suggested=store.suggestions([each.id for each in own]),
            ledger=self.ledger,
            on_call={
                name: (person,) if person else everybody(inventory.alerting.rotas[name])
                for name, person in duty.items()
            },
            refused=self._file(inventory, now),
            probed=self._answers(now),
            aside=self._aside,
            restarts=_restarts(store, now - BACK_US),
            on_reserve=tuple(store.on_reserve()),
            upkeep=self._kept_up(now),
            duties_said=_duties_said(store, inventory),
        )

    def _unwritten(self, watch: Watch | None, now: int) -> Unseen | None:
        """Why nothing new is there although a collector lives; None where something is."""
        if watch is None or now - watch.until <= STALE_AFTER:
            return None
        seen = condition(self.data)
        return Unseen(watch.until, seen.why or NOT_WRITTEN) if seen.held else None

    def _answers(self, now: int) -> tuple[LastAnswer, ...]:
        """What further probes answered last, and what was set aside; nothing of it is urgent:
        read once a minute."""
        if not 0 <= now - self._probed_at < _SLOWLY_US:
            self._probed_at = now
            self._aside = set_aside_in(self.data)
            try:
                self._probed = last_answers(self.data)
            except StoreError as error:
                log.warning("the answers of further probes cannot be read: %s", error)
        return self._probed

    def _kept_up(self, now: int) -> Upkeep:
        """Backups and the disk; nothing of it is urgent: read once a minute."""
        if not 0 <= now - self._upkeep_at < _SLOWLY_US:
            self._upkeep_at = now
            try:
                self._upkeep = upkeep_of(self.data)
            except StoreError as error:
                log.warning("what is known of backups and the disk cannot be read: %s", error)
        return self._upkeep

    def _inventory(self, store: Store) -> Inventory | None:
        """What is in force, read again only where another was applied."""
        digest = store.last_inventory()
        if self.last is not None and digest == self._digest:
            return self.last.inventory
        found = in_force(store)
        if isinstance(found, Unreadable):
            log.error("the inventory in force cannot be read: %s", found)
            return self.last.inventory if self.last else None
        self._digest = digest
        return found

    def _file(self, inventory: Inventory, now: int) -> tuple[Problem, ...]:
        """Why the file is not in force; empty where it is, or where there is none."""
        try:
            stat = self.file.stat()
        except OSError:
            return ()
        stamp = (stat.st_mtime_ns, stat.st_size, inventory.digest)
        if stamp != self._stamp:
            self._stamp = stamp
            reading = read_inventory(self.file)
            refused = weigh(inventory, reading.inventory, now).refused if reading.inventory else ()
            self._refused = reading.errors or refused
        return self._refused


def judged(data: Path, inventory: Inventory, now: int) -> Ledgered:
    """The running month, whose budgets burn, and which repairs take too long.

    Raises StoreError.
    """
    month = f"{inventory.local_day(now):%Y-%m}"
    window = facts_window(month, inventory.timezone)
    with Store.open(data, readonly=True) as store:
        facts = store.ledger_facts(min(window.begin, now - REACH_US), window.end)
    late = (
        each.repair
        for each in repairs_of_month(inventory, facts, month, now)
        if each.repair.late and each.repair.open
    )
    return Ledgered(
        month=judge_month(inventory, facts, month, now),
        burning=burning(inventory, facts, now),
        overdue=frozenset(name for repair in late for name in repair.outages),
    )


def _ended(store: Store, head: int | None) -> set[tuple[str, int]]:
    """Site and instant of all ends of outages behind the entry ``head``."""
    if head is None or head >= store.head()[0]:
        return set()
    entries = store.entries(kinds=[EntryKind.OUTAGE_CLOSED], after=head)
    return {(each.subject, each.data()["ended_at"]) for each in entries}


def _restarts(store: Store, begin: int, end: int | None = None) -> tuple[DeviceRestarted, ...]:
    """Those that were seen from ``begin`` on, before ``end``."""
    kinds = frozenset({EntryKind.DEVICE_RESTARTED})
    found = store.find(Wanted(kinds=kinds, begin=begin, end=end), most=_MOST_RESTARTS).entries
    return tuple(DeviceRestarted(**each.data()) for each in reversed(found))


def _reserves(store: Store, begin: int, end: int) -> tuple[OnReserve, ...]:
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


def _duties_said(store: Store, inventory: Inventory) -> tuple[Entry, ...]:
    """All that was said of duties; nothing where no contract names one: asked at every decision."""
    if not any(each.duties for each in inventory.contracts.values()):
        return ()
    return tuple(store.entries(kinds=[EntryKind.DUTY_STATED]))


def _silence(each: Silence) -> Hushed:
    sites, kinds = frozenset(each.sites), frozenset(each.kinds)
    return Hushed(each.id, each.begin, each.until, sites, kinds, everything=each.all_sites)


def _work(id: str, entry: Entry) -> Hushed:
    data = entry.data()
    return Hushed(id, data["begin"], data["end"], frozenset(data["sites"]))


def _shifts(changes: Iterable[ShiftChange]) -> list[Shift]:
    return [Shift(each.begin, each.end, each.person) for each in changes]


def _answers(store: Store, outages: Iterable[Outage]) -> dict[str, Answer]:
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
