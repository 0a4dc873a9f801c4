"""What is to be told to one receiver, before it has words."""

from collections.abc import Iterable
from dataclasses import dataclass

from alerts.item import Group, Item
from alerts.memory import Memo
from pantau.facts.telling import NotifyReason

Key = tuple[str, str]
"""Of a memo: item and receiver."""


@dataclass(frozen=True, slots=True)
class Part:
    """Items of one group in a message. ``remaining``: how many of it were told and go on."""

    group: Group
    items: tuple[Item, ...]
    remaining: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """One message to one receiver: one part, or several that were folded into it.

    ``told`` and ``over`` are what is remembered and forgotten together with it, or not at all;
    ``owed`` is what is remembered where it is held back and could not be decided anew.
    """

    receiver: str
    reason: NotifyReason
    parts: tuple[Part, ...]
    told: tuple[Memo, ...] = ()
    over: tuple[Key, ...] = ()
    owed: tuple[Memo, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """All items of all parts."""
        return tuple(item for part in self.parts for item in part.items)


def merged(drafts: Iterable[Draft]) -> Draft:
    """Several drafts to one receiver with one reason as one message."""
    each = list(drafts)
    return Draft(
        receiver=each[0].receiver,
        reason=each[0].reason,
        parts=tuple(part for draft in each for part in draft.parts),
        told=tuple(memo for draft in each for memo in draft.told),
        over=tuple(key for draft in each for key in draft.over),
        owed=tuple(memo for draft in each for memo in draft.owed),
    )
