"""What the alerter must not forget: ``alerts.sqlite``, beside the journal and apart from it.

Nothing in it decides on up, down or money. Were it lost, some things would be told twice.
"""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import apsw

from pantau.facts.letters import Beat, Calm, Delivery, Kept, Letter, Queued, Told, Waiting
from pantau.facts.telling import LetterState
from pantau.language import Sentence, to_say
from pantau.store import letters, told
from pantau.store.beside import Beside, open_to_read, open_to_write
from pantau.store.connection import BUSY_MS
from pantau.store.errors import StoreError

ALERTS = "alerts.sqlite"
_TRIMMED_AT_ONCE = 1_000


class Outbox(Beside):
    """The alerter's memory and the letters of one data directory.

    ``trouble``: why it works in memory only (FloatingOutbox); None where it is on the disk.

    May be shared by threads: one operation runs at a time, each is one transaction that is on the
    disk when it returns. Any may raise StoreBusy, StoreUnwritable or StoreDamaged; nothing is then
    half-written. An id that is not waiting (any more) is left alone by whatever is said of it.
    Instants and lengths are microseconds; ``now`` must not go back.
    """

    SCHEMA = "alerts"

    trouble: StoreError | None = None

    @classmethod
    def open(cls, data: Path, *, readonly: bool = False, busy_ms: int = BUSY_MS) -> "Outbox":
        """Open it in ``data``; create (0600) and migrate it unless readonly.

        Raises StoreMissing (readonly and no alerter ever ran), StoreTooNew, StoreTooOld (readonly),
        SqliteTooOld, StoreDamaged, StoreUnwritable.
        """
        path = data / ALERTS
        if readonly:
            return cls(path, open_alerts(path, busy_ms), readonly=True)
        return cls(path, open_to_write(path, cls.SCHEMA, busy_ms), readonly=False)

    # What was told

    def memory(self) -> tuple[Told, ...]:
        """What was told and is not over, by first telling."""
        with self._reading() as db:
            return told.memory(db)

    def calm(self) -> tuple[Calm, ...]:
        """Which receivers' messages a storm holds back."""
        with self._reading() as db:
            return told.calm(db)

    def cursor(self) -> int:
        """The journal's entry up to which was read; 0 at first."""
        with self._reading() as db:
            return told.cursor(db)

    def remember(
        self,
        changes: Sequence[Told],
        over: Sequence[tuple[str, str]],
        messages: Sequence[tuple[str, Letter]],
        *,
        cursor: int,
        at: int,
        calm: Sequence[Calm] | None = None,
    ) -> None:
        """What was decided, in one transaction: all of it or nothing.

        ``changes`` replace what was remembered of the same episode and receiver; ``over``
        (episode, receiver) are then forgotten; ``messages`` (receiver, letter) wait from now on,
        but for those whose id is known already. ``calm``: all that is held back from now on; None
        leaves it. ``at``: now.
        """
        with self._writing() as db:
            for each in changes:
                told.tell(db, each)
            for episode, receiver in over:
                told.forget(db, episode, receiver)
            for receiver, letter in messages:
                letters.queue(db, receiver, letter, at)
            if calm is not None:
                told.hold_back(db, calm)
            told.move_cursor(db, cursor, at)

    # The queue

    def depth(self, receiver: str) -> int:
        """How many wait, due or not."""
        with self._reading() as db:
            return letters.depth(db, receiver)

    def lease(self, receiver: str, now: int, for_us: int, most: int) -> list[Queued]:
        """The oldest ones, which are ours until ``now + for_us``; then they are free again.

        In order: one that waits for its next attempt, or is leased, holds back all behind it.
        """
        with self._reading() as db:
            if not letters.free(db, receiver, now, most):
                return []  # asked often: without writing
        with self._writing() as db:
            found = letters.free(db, receiver, now, most)
            letters.lease(db, [number for number, _ in found], now, now + for_us)
            return [queued for _, queued in found]

    def release_leases(self) -> None:
        """Free all leases: for the one alerter at its start, its predecessor being dead."""
        with self._writing() as db:
            letters.release(db)

    def sent(self, ids: Sequence[str], at: int, reference: str) -> None:
        """They arrived. ``reference``: what the other side calls it."""
        with self._writing() as db:
            letters.sent(db, ids, at, reference)

    def later(self, id: str, retry_at: int, error: str, attempts: int) -> None:
        """Not now: wait until ``retry_at``. ``error``: one line without secrets."""
        with self._writing() as db:
            letters.later(db, id, retry_at, error, attempts)

    def dead(self, id: str, at: int, reason: str) -> None:
        """It will never be taken; kept for people to see."""
        with self._writing() as db:
            letters.dead(db, id, at, reason)

    def fold(self, ids: Sequence[str], into: Letter, at: int) -> None:
        """``into`` waits instead of ``ids``, in the place of the first of them, free and due.

        It counts as handed over where each of ``ids`` does. Raises FactRefused where its id is
        known already, or ``ids`` wait at several receivers.
        """
        with self._writing() as db:
            letters.fold(db, ids, into, at)

    def not_handed_over(self, receiver: str, most: int) -> list[Queued]:
        """The oldest that wait there, leased and not due ones too, and were not handed over."""
        with self._reading() as db:
            return letters.not_handed_over(db, receiver, most)

    def hand_over(self, id: str, to: str, letter: Letter, at: int) -> None:
        """``letter`` waits at ``to`` too, and ``id`` (waiting or dead) counts as handed over.

        Once: where it was already, nothing is added; nor where ``letter.id`` is known.
        """
        with self._writing() as db:
            letters.hand_over(db, id, to, letter, at)

    def waiting(self) -> tuple[Waiting, ...]:
        """Each receiver at which something waits or that was heard of, by name."""
        with self._reading() as db:
            return letters.waiting(db)

    def letters(
        self,
        since: int = 0,
        *,
        receiver: str | None = None,
        states: Collection[LetterState] = tuple(LetterState),
        most: int = 1_000,
    ) -> list[Kept]:
        """Letters queued from ``since`` on in these states, the newest first."""
        with self._reading() as db:
            return letters.letters(db, since, receiver, states, most)

    def trim(self, before: int) -> int:
        """Remove the oldest letters that were sent, folded or given up before then.

        At most a thousand at once, so that nobody waits for it; returns how many.
        """
        with self._writing() as db:
            return letters.trim(db, before, _TRIMMED_AT_ONCE)

    # Signs of life

    def beat(self, at: int, details: Mapping[str, int | str | None]) -> None:
        """Say that the alerter lives, and how it is."""
        with self._writing() as db:
            told.beat(db, Beat(at, details))

    def last_beat(self) -> Beat | None:
        """The last sign of life; None before the first."""
        with self._reading() as db:
            return told.last_beat(db)

    def delivery(self, since: int) -> Delivery:
        """How telling goes: what waits now, and what arrived from ``since`` on."""
        with self._reading() as db:
            return letters.delivery(db, since)


def open_alerts(path: Path, busy_ms: int) -> apsw.Connection:
    """The outbox for reading, its schema checked. Raises StoreError."""
    missing = Sentence(to_say("{path} does not exist: no alerter has run here yet"), path=str(path))
    return open_to_read(path, Outbox.SCHEMA, busy_ms, missing)


def last_beat(data: Path) -> int | None:
    """When (microseconds UTC) the alerter of a data directory said last that it lives.

    None where none ever did, or the file cannot be read.
    """
    try:
        with Outbox.open(data, readonly=True, busy_ms=500) as outbox:
            beat = outbox.last_beat()
    except StoreError:
        return None
    return None if beat is None else beat.at


def delivery_of(data: Path, since: int) -> Delivery | None:
    """How telling goes in a data directory; see ``Outbox.delivery``.

    None where no alerter ever ran, or the file cannot be read.
    """
    try:
        with Outbox.open(data, readonly=True, busy_ms=500) as outbox:
            return outbox.delivery(since)
    except StoreError:
        return None
