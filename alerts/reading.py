"""From the journal to a world: the alerter's eyes. Reads only; holds the store for moments."""

import logging
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from pathlib import Path

from alerts.said import answers, duties_said, ended, everybody, hushes, reserves, restarts, shifts
from alerts.world import BACK_US, Ledgered, Unseen, World
from pantau.actions.edits import weigh
from pantau.actions.in_force import Unreadable, in_force
from pantau.facts.instant import MINUTE
from pantau.facts.measured import STALE_AFTER, Watch
from pantau.facts.probed import LastAnswer
from pantau.facts.saved import Upkeep
from pantau.inventory import read_inventory
from pantau.inventory.duty import on_call
from pantau.inventory.model import Inventory
from pantau.inventory.problem import Problem
from pantau.language import Sentence, to_say
from pantau.store import (
    Store,
    StoreError,
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
            silences, works = hushes(view, begin, end)
        return World(
            now=begin,
            inventory=inventory,
            alerting=inventory.alerting,
            outages=tuple(o for o in store.outages(begin, end) if o.import_id is None),
            gaps=tuple(store.gaps(begin, end)),
            degraded=tuple(store.degraded(begin, end)),
            silences=silences,
            maintenances=works,
            restarts=restarts(store, begin, end),
            on_reserve=reserves(store, begin, end),
            duties_said=duties_said(store, inventory),
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
        ends = ended(store, last.head)
        # An outage does not overlap its own end. What hushed it is read from there too: decisions
        # go on while the journal cannot be read, so the last of them says nothing of what was seen.
        from_ = min([last.at, now - BACK_US, *(at - 1 for _, at in ends)])
        outages = {each.id: each for each in store.outages(from_, now)}
        outages |= {each.id: each for each in store.open_outages()}
        asked = [store.outage(id) for id in sorted({*held} - outages.keys())]
        older = [each for each in asked if each is not None]
        outages |= {each.id: each for each in older if not each.voided}
        own = tuple(each for each in outages.values() if each.import_id is None)
        watch = store.last_watch()
        with store.view() as view:
            silences, works = hushes(view, from_, now + 1)
            duty = {
                name: on_call(rota, shifts(view.shift_changes(name, now, now + 1)), now)
                for name, rota in inventory.alerting.rotas.items()
            }
        return World(
            now=now,
            inventory=inventory.on(inventory.local_day(now)),
            alerting=inventory.alerting,
            outages=own,
            passed=frozenset(each.id for each in own if (each.site, each.ended_at) in ends),
            voided=frozenset(each.id for each in older if each.voided),
            gaps=tuple(each for each in store.gaps(now - 1, now + 1) if each.ended_at is None),
            degraded=tuple(store.open_degraded()),
            states=store.states(),
            watch=watch,
            unwritten=self._unwritten(watch, now),
            silences=silences,
            maintenances=works,
            answers=answers(store, own),
            suggested=store.suggestions([each.id for each in own]),
            ledger=self.ledger,
            on_call={
                name: (person,) if person else everybody(inventory.alerting.rotas[name])
                for name, person in duty.items()
            },
            refused=self._file(inventory, now),
            probed=self._answers(now),
            aside=self._aside,
            restarts=restarts(store, now - BACK_US),
            on_reserve=tuple(store.on_reserve()),
            upkeep=self._kept_up(now),
            duties_said=duties_said(store, inventory),
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
