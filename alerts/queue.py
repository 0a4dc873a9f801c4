"""The outbox as the sender sees it: a queue for each receiver, in order.

The rules that every implementation keeps are in tests/alerts/test_queue_contract.py. Instants and
lengths are microseconds. Whatever cannot be read or written raises pantau.store.StoreError, and
then nothing was changed.
"""

from collections.abc import Sequence
from typing import Protocol

from alerts.message import Message, to_json
from pantau.facts.letters import Letter, Queued


class Queue(Protocol):
    """What the sender asks of the outbox. An id that is not waiting (any more) is left alone."""

    def depth(self, receiver: str) -> int:
        """How many wait, due or not. Asked several times a second: cheap."""
        ...

    def lease(self, receiver: str, now: int, for_us: int, most: int) -> Sequence[Queued]:
        """The oldest ones, which are ours until ``now + for_us``; then they are free again.

        In order: one that waits for its next attempt, or is leased, holds back all behind it.
        """
        ...

    def sent(self, ids: Sequence[str], at: int, reference: str) -> None:
        """They arrived. ``reference``: what the other side calls it."""
        ...

    def later(self, id: str, retry_at: int, error: str, attempts: int) -> None:
        """Not now: wait until ``retry_at``. ``error``: one line without secrets."""
        ...

    def dead(self, id: str, at: int, reason: str) -> None:
        """It will never be taken; kept for people to see."""
        ...

    def fold(self, ids: Sequence[str], into: Letter, at: int) -> None:
        """``into`` waits instead of ``ids``, in the place of the first of them, free and due.

        It counts as handed over where each of ``ids`` does. All or nothing.
        """
        ...

    def not_handed_over(self, receiver: str, most: int) -> Sequence[Queued]:
        """The oldest that wait there, leased and not due ones too, and were not handed over."""
        ...

    def hand_over(self, id: str, to: str, letter: Letter, at: int) -> None:
        """``letter`` waits at ``to`` too, and ``id`` counts as handed over. Once: where it was
        already, or ``letter.id`` is known, nothing is added. ``id`` goes on waiting; it may also be
        dead."""
        ...


def letter_of(message: Message) -> Letter:
    """The message as the queue takes it."""
    return Letter(message.id, message.group, message.at, to_json(message))
