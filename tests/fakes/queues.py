"""An outbox in memory, held to the contract by tests/alerts/test_queue_contract.py."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pantau.facts.letters import Letter, Queued
from pantau.store import StoreError


@dataclass
class Row:
    """One letter at one receiver, and what became of it."""

    receiver: str
    letter: Letter
    state: str = "waiting"
    attempts: int = 0
    leased_until: int = 0
    retry_at: int = 0
    handed: bool = False
    folded_into: str | None = None
    said: str = ""
    changed_at: int = 0


@dataclass
class MemoryQueue:
    """Implements alerts.queue.Queue. ``broken``: every question raises StoreError."""

    rows: dict[str, Row] = field(default_factory=dict)
    broken: bool = False
    most_leased: int = 0
    _order: dict[str, list[str]] = field(default_factory=dict)

    def put(self, receiver: str, letter: Letter) -> None:
        if letter.id not in self.rows:
            self.rows[letter.id] = Row(receiver, letter)
            self._order.setdefault(receiver, []).append(letter.id)

    def depth(self, receiver: str) -> int:
        self._ask()
        return len(self._order.get(receiver, []))

    def lease(self, receiver: str, now: int, for_us: int, most: int) -> Sequence[Queued]:
        self._ask()
        leased: list[Queued] = []
        for id in self._order.get(receiver, [])[:most]:
            row = self.rows[id]
            if row.leased_until > now or row.retry_at > now:
                break
            row.leased_until = now + for_us
            leased.append(Queued(id, row.letter.body, row.attempts))
        self.most_leased = max(self.most_leased, len(leased))
        return leased

    def sent(self, ids: Sequence[str], at: int, reference: str) -> None:
        self._ask()
        for id in ids:
            self._settle(id, "sent", reference, at)

    def later(self, id: str, retry_at: int, error: str, attempts: int) -> None:
        self._ask()
        row = self.rows.get(id)
        if row is not None and row.state == "waiting":
            row.retry_at, row.leased_until = retry_at, 0
            row.said, row.attempts = error, attempts

    def dead(self, id: str, at: int, reason: str) -> None:
        self._ask()
        self._settle(id, "dead", reason, at)

    def fold(self, ids: Sequence[str], into: Letter, at: int) -> None:
        self._ask()
        waiting = [id for id in ids if id in self.rows and self.rows[id].state == "waiting"]
        if not waiting or into.id in self.rows:
            return
        first = self.rows[waiting[0]]
        order = self._order[first.receiver]
        handed = all(self.rows[id].handed for id in waiting)
        order[order.index(waiting[0])] = into.id
        self.rows[into.id] = Row(first.receiver, into, handed=handed)
        for id in waiting:
            self._settle(id, "folded", "", at)
            self.rows[id].folded_into = into.id

    def not_handed_over(self, receiver: str, most: int) -> Sequence[Queued]:
        self._ask()
        waiting = [self.rows[id] for id in self._order.get(receiver, [])]
        rows = [row for row in waiting if not row.handed][:most]
        return [Queued(row.letter.id, row.letter.body, row.attempts) for row in rows]

    def hand_over(self, id: str, to: str, letter: Letter, at: int) -> None:
        self._ask()
        row = self.rows.get(id)
        if row is not None and not row.handed:
            row.handed, row.changed_at = True, at
            self.put(to, letter)

    def end_of(self, id: str) -> Row:
        """The row in which ``id`` ended: itself, or that into which it was folded."""
        row = self.rows[id]
        while row.folded_into is not None:
            row = self.rows[row.folded_into]
        return row

    def _settle(self, id: str, state: str, said: str, at: int) -> None:
        row = self.rows.get(id)
        if row is not None and row.state == "waiting":
            row.state, row.said, row.changed_at = state, said, at
            order = self._order[row.receiver]
            if id in order:
                order.remove(id)

    def _ask(self) -> None:
        if self.broken:
            raise StoreError("disk full")
