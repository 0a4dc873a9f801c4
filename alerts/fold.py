"""A storm is told in one message a minute: what is more at once waits and is folded."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from alerts.draft import Draft, merged
from alerts.memory import Memo
from pantau.facts.instant import MINUTE
from pantau.facts.words import AlertKind, NotifyReason

AT_ONCE = 3
"""So many messages of beginnings, or of ends, a receiver gets one by one in a minute."""

CALM_US = MINUTE

_BEGINNINGS = {NotifyReason.BEGAN, NotifyReason.GREW}
_FOLDED = {*_BEGINNINGS, NotifyReason.ENDED, NotifyReason.ENDED_UNSEEN}


@dataclass(frozen=True, slots=True)
class Folded:
    """``drafts`` to be sent; ``held`` wait and are decided anew; ``calm_at`` as it is then."""

    drafts: tuple[Draft, ...]
    held: tuple[Draft, ...]
    calm_at: Mapping[str, int]


def folded(
    drafts: Sequence[Draft], memory: Sequence[Memo], calm_at: Mapping[str, int], now: int
) -> Folded:
    """Receiver by receiver. ``calm_at``: until when (microseconds UTC) each of them is held back.

    Escalations and reminders are never held: they are few, and somebody has waited for an answer.
    Nor is what passed unseen, which nobody would think of a second time: it is one message.
    """
    sent: list[Draft] = []
    held: list[Draft] = []
    calm = {receiver: at for receiver, at in calm_at.items() if at > now}
    lately: defaultdict[str, set[str]] = defaultdict(set)
    for memo in memory:
        if now - memo.at < CALM_US:
            lately[memo.receiver].add(memo.group)
    by_receiver: defaultdict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        by_receiver[draft.receiver].append(draft)
    for receiver, theirs in by_receiver.items():
        others = [each for each in theirs if each.reason not in _FOLDED]
        began = [each for each in theirs if each.reason in _BEGINNINGS]
        ended = [each for each in theirs if each.reason is NotifyReason.ENDED]
        unseen = [each for each in theirs if each.reason is NotifyReason.ENDED_UNSEEN]
        sent += [*others, *([merged(unseen)] if len(unseen) > AT_ONCE else unseen)]
        if receiver in calm:
            held += [*began, *ended]
            continue
        many = len(began) + len(lately[receiver]) > AT_ONCE or any(map(_is_many, began))
        if began and many:
            sent.append(merged(_same_reason(began)))
            held += ended
            calm[receiver] = now + CALM_US
        elif len(ended) > AT_ONCE or (len(ended) > 1 and any(map(_is_many, ended))):
            sent += [merged(ended), *began]
            calm[receiver] = now + CALM_US
        else:
            sent += [*ended, *began]
    return Folded(tuple(sent), tuple(held), calm)


def _is_many(draft: Draft) -> bool:
    return any(part.group.kind is AlertKind.AREA_DOWN for part in draft.parts)


def _same_reason(drafts: Sequence[Draft]) -> list[Draft]:
    """What began counts more than what grew: the first draft gives the message its reason."""
    return sorted(drafts, key=lambda draft: draft.reason is not NotifyReason.BEGAN)
