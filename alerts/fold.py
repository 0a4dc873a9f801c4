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


_SLOW = {
    AlertKind.DEGRADED,
    AlertKind.BUDGET_BURNING,
    AlertKind.OBJECTIVE_BROKEN,
    AlertKind.REPAIR_OVERDUE,
    AlertKind.TICKET_MISSING,
    AlertKind.TERM_ENDING,
    AlertKind.CERTIFICATE_ENDING,
    AlertKind.DEVICE_RESTARTED,
    AlertKind.ON_BATTERY,
}

Stream = tuple[str, bool]
"""A receiver, and whether it is about what goes wrong now."""


@dataclass(frozen=True, slots=True)
class Folded:
    """``drafts`` to be sent; ``held`` wait and are decided anew; ``calm_at`` as it is then."""

    drafts: tuple[Draft, ...]
    held: tuple[Draft, ...]
    calm_at: Mapping[Stream, int]


def folded(
    drafts: Sequence[Draft], memory: Sequence[Memo], calm_at: Mapping[Stream, int], now: int
) -> Folded:
    """Stream by stream. ``calm_at``: until when (microseconds UTC) each of them is held back.

    What goes wrong now and what the figures of a while say are two streams: a flood of the one
    never holds the other back. Escalations and reminders are never held: they are few, and somebody
    has waited for an answer. Nor is what passed unseen, which nobody would think of a second time.
    """
    sent: list[Draft] = []
    held: list[Draft] = []
    calm = {stream: at for stream, at in calm_at.items() if at > now}
    lately: defaultdict[Stream, set[str]] = defaultdict(set)
    for memo in memory:
        if now - memo.at < CALM_US:
            lately[memo.receiver, memo.kind not in _SLOW].add(memo.group)
    streams: defaultdict[Stream, list[Draft]] = defaultdict(list)
    for draft in drafts:
        streams[draft.receiver, draft.parts[0].group.kind not in _SLOW].append(draft)
    for stream, theirs in streams.items():
        others = [each for each in theirs if each.reason not in _FOLDED]
        began = [each for each in theirs if each.reason in _BEGINNINGS]
        ended = [each for each in theirs if each.reason is NotifyReason.ENDED]
        unseen = [each for each in theirs if each.reason is NotifyReason.ENDED_UNSEEN]
        unseen = [merged(unseen)] if len(unseen) > AT_ONCE else unseen
        sent += others
        if stream in calm:
            sent += unseen
            held += [*began, *ended]
            continue
        many = len(began) + len(lately[stream]) > AT_ONCE or any(map(_is_many, began))
        if began and many:
            sent += [*unseen, merged(_same_reason(began))]
            held += ended
            calm[stream] = now + CALM_US
        elif len(ended) > AT_ONCE or (len(ended) > 1 and any(map(_is_many, ended))):
            sent += [merged(ended), *unseen, *began]
            calm[stream] = now + CALM_US
        else:
            # An outage of a site that ended, then one that passed, then one that goes on.
            sent += [*ended, *unseen, *began]
    return Folded(tuple(sent), tuple(held), calm)


def _is_many(draft: Draft) -> bool:
    return any(part.group.kind is AlertKind.AREA_DOWN for part in draft.parts)


def _same_reason(drafts: Sequence[Draft]) -> list[Draft]:
    """What began counts more than what grew: the first draft gives the message its reason."""
    return sorted(drafts, key=lambda draft: draft.reason is not NotifyReason.BEGAN)
