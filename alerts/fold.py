"""A storm is told in one message a minute: what is more at once waits and is folded."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from alerts.draft import Draft, merged
from alerts.memory import Memo
from pantau.facts.instant import MINUTE
from pantau.facts.telling import AlertKind, NotifyReason

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
    AlertKind.FUNDING_ENDING,
    AlertKind.DUTY_DUE,
    AlertKind.CERTIFICATE_ENDING,
    AlertKind.DEVICE_RESTARTED,
    AlertKind.ON_BATTERY,
    AlertKind.BACKUP_MISSING,
    AlertKind.DISK_FILLS,
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
    has waited for an answer.
    """
    sent: list[Draft] = []
    held: list[Draft] = []
    calm = {stream: at for stream, at in calm_at.items() if at > now}
    lately: defaultdict[Stream, set[str]] = defaultdict(set)
    for memo in memory:
        if now - memo.at < CALM_US and memo.owed is None:
            lately[memo.receiver, memo.kind not in _SLOW].add(memo.group)
    streams: defaultdict[Stream, list[Draft]] = defaultdict(list)
    for draft in drafts:
        streams[draft.receiver, draft.parts[0].group.kind not in _SLOW].append(draft)
    for stream, theirs in streams.items():
        others = [each for each in theirs if each.reason not in _FOLDED]
        began = [each for each in theirs if each.reason in _BEGINNINGS]
        ended = [each for each in theirs if each.reason is NotifyReason.ENDED]
        unseen = [each for each in theirs if each.reason is NotifyReason.ENDED_UNSEEN]
        before, ended = _of_the_same_sites(ended, others)
        sent += [*_one(before), *others]
        # In this order: an outage of a site that ended, one that passed, one that goes on.
        if stream in calm:
            held += [*ended, *unseen, *began]
        elif began and (len(began) + len(lately[stream]) > AT_ONCE or any(map(_is_many, began))):
            before, rest = _of_the_same_sites(ended, [*unseen, *began])
            sent += [*_one(before), *_one(unseen), merged(_same_reason(began))]
            held += rest
            calm[stream] = now + CALM_US
        else:
            if len(ended) > AT_ONCE or (len(ended) > 1 and any(map(_is_many, ended))):
                ended = _one(ended)
                calm[stream] = now + CALM_US
            # What passed while nobody decided is no storm that goes on: it holds nothing back.
            unseen = _one(unseen) if len(unseen) > AT_ONCE else unseen
            sent += [*ended, *unseen, *began]
    return Folded(tuple(sent), tuple(held), calm)


def _of_the_same_sites(
    ended: Sequence[Draft], later: Sequence[Draft]
) -> tuple[list[Draft], list[Draft]]:
    """Ends of what is about the same sites as what is told of later, and the others: nobody is to
    hear that a site is down again before they hear that it was back."""
    sites = {site for draft in later for item in draft.items for site in item.sites}
    before: list[Draft] = []
    rest: list[Draft] = []
    for draft in ended:
        same = any(site in sites for item in draft.items for site in item.sites)
        (before if same else rest).append(draft)
    return before, rest


def _one(drafts: Sequence[Draft]) -> list[Draft]:
    return [merged(drafts)] if drafts else []


def _is_many(draft: Draft) -> bool:
    return any(part.group.kind is AlertKind.AREA_DOWN for part in draft.parts)


def _same_reason(drafts: Sequence[Draft]) -> list[Draft]:
    """What began counts more than what grew: the first draft gives the message its reason."""
    return sorted(drafts, key=lambda draft: draft.reason is not NotifyReason.BEGAN)
