"""A draft as a message."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from alerts.draft import Draft, Part
from alerts.item import OUTAGES, Group, Item
from alerts.message import RANK, Message
from alerts.message import Part as MessagePart
from alerts.words.facts import Facts
from alerts.words.titles import folded_title, subject, title
from alerts.world import World
from pantau.facts.telling import AlertKind, NotifyReason
from pantau.inventory.alerting import Receiver, ReceiverKind
from pantau.language import choose_language

_OF_MANY = {AlertKind.INCIDENT, AlertKind.AREA_DOWN}
_FOR_THE_DESK = {*OUTAGES, AlertKind.TICKET_MISSING, AlertKind.REPAIR_OVERDUE}
_ENDS = {NotifyReason.ENDED, NotifyReason.ENDED_UNSEEN}
MOST_PARTS = 20


def message_of(draft: Draft, world: World) -> Message:
    """The words of ``draft`` at ``world.now``, in the language of its receiver."""
    receiver = world.alerting.receivers.get(draft.receiver)
    language = choose_language(receiver.language if receiver else None)
    facts = Facts(world, language)
    first = draft.parts[0]
    severity = max((part.group.severity for part in draft.parts), key=RANK.__getitem__)
    alone = len(draft.parts) == 1
    message = Message(
        id=_id(draft, world.now),
        group=first.group.key,
        kind=first.group.kind if alone else None,
        severity=severity,
        reason=draft.reason,
        title=title(facts, first, draft.reason)
        if alone
        else folded_title(facts, draft.parts, draft.reason),
        lines=tuple(_lines(facts, first, draft.reason) if alone else _folded(facts, draft)),
        at=_true_at(draft),
        resolved=draft.reason in _ENDS,
        link=world.alerting.link,
        language=language,
        labels=labels_of(facts, first.group.kind, first.items) if alone else {},
        parts=tuple(parts_of(facts, draft, receiver)),
        count=len(draft.parts),
    )
    if draft.reason in _ENDS:
        return message
    outages = tuple(dict.fromkeys(item.outage for item in draft.items if item.outage))
    many = "" if first.group.kind not in _OF_MANY else subject(facts, first)
    ready = facts.ready(first.items[0], many) if alone and first.group.kind in _FOR_THE_DESK else ""
    return replace(message, ready=ready, outages=outages)


def _lines(facts: Facts, part: Part, reason: NotifyReason) -> Iterator[str]:
    """What stands under the title, for one group."""
    first, kind = part.items[0], part.group.kind
    if kind not in OUTAGES:
        yield from _other_lines(facts, part, reason)
        return
    over = reason in _ENDS
    if all(item.voided for item in part.items):
        yield facts.say("It was decided that this outage did not happen.")
        return
    yield facts.lasted(first) if over else facts.since(first)
    sites = list(dict.fromkeys(site for item in part.items for site in item.sites))
    if len(sites) > 1:
        yield from facts.names(sites)
    if over and part.remaining:
        yield _still_down(facts, part)
    details = [facts.budget(sites[0]) if len(sites) == 1 else None]
    if not over:
        details += [
            facts.cause(first),
            facts.ticket(first),
            facts.in_hand(part.items),
            facts.contact(sites[0]) if len(sites) == 1 else None,
        ]
    yield from (line for line in details if line)


def _still_down(facts: Facts, part: Part) -> str:
    """A link is told with all that hangs on it, an area with those that are back."""
    n = part.remaining
    if part.group.kind is AlertKind.INCIDENT:
        return facts.say.plural("{n} of them is still down", "{n} of them are still down", n)
    return facts.say.plural("{n} other is still down", "{n} others are still down", n)


def _other_lines(facts: Facts, part: Part, reason: NotifyReason) -> Iterator[str]:
    item = part.items[0]
    words = facts.words(item)
    if reason in _ENDS:
        yield facts.lasted(item)
        return
    own = _OWN_LINES.get(item.kind)
    if own is not None:
        yield from own(facts, item, words)
    elif "what" in words:
        yield words["what"]
    elif item.begin < facts.world.now:
        yield facts.since(item)
    if len(item.sites) == 1 and item.kind is not AlertKind.FUNDING_ENDING:
        # That there is no ticket is the whole of the message about it.
        no_ticket = item.kind is AlertKind.TICKET_MISSING
        ticket = None if no_ticket else facts.ticket(item)
        yield from (line for line in (facts.budget(item.sites[0]), ticket) if line)


def _nothing_known(facts: Facts, item: Item, _: dict[str, str]) -> Iterator[str]:
    yield facts.since(item)
    yield facts.say("Nothing is known of any site until then.")


def _last_day(facts: Facts, _: Item, words: dict[str, str]) -> Iterator[str]:
    yield facts.say("Last day: {day}", day=facts.day(words["end"]))


def _funding(facts: Facts, item: Item, words: dict[str, str]) -> Iterator[str]:
    yield facts.say("Last day: {day}", day=facts.day(words["end"]))
    if words["next"]:
        yield facts.say("{who} pays from then on", who=words["next"])
    else:
        yield facts.say("Nobody is written down who pays from then on.")
    yield from facts.names(item.sites)


def _duty(facts: Facts, _: Item, words: dict[str, str]) -> Iterator[str]:
    yield facts.say(
        "To be done by {who} (contract {contract})", who=words["by"], contract=words["contract"]
    )
    yield facts.say("So far: {state}", state=facts.duty_state(words["state"]))


def _restarted(facts: Facts, item: Item, words: dict[str, str]) -> Iterator[str]:
    yield facts.say("{probe}: began anew at {time}", **words, time=facts.moment(item.begin))


def _certificate(facts: Facts, item: Item, _: dict[str, str]) -> Iterator[str]:
    yield facts.certificate(item)


def _degraded(facts: Facts, item: Item, _: dict[str, str]) -> Iterator[str]:
    yield from facts.shortfalls(item)


def _backup(facts: Facts, _: Item, words: dict[str, str]) -> Iterator[str]:
    yield words["what"]
    yield facts.last_backup(words["last"])


def _disk(facts: Facts, _: Item, words: dict[str, str]) -> Iterator[str]:
    yield from facts.room(words)
    yield facts.say("Make room: a full disk stops the writing.")


_OWN_LINES: dict[AlertKind, Callable[[Facts, Item, dict[str, str]], Iterator[str]]] = {
    AlertKind.COLLECTOR_SILENT: _nothing_known,
    AlertKind.VANTAGE_BLIND: _nothing_known,
    AlertKind.TERM_ENDING: _last_day,
    AlertKind.FUNDING_ENDING: _funding,
    AlertKind.DUTY_DUE: _duty,
    AlertKind.DEVICE_RESTARTED: _restarted,
    AlertKind.CERTIFICATE_ENDING: _certificate,
    AlertKind.DEGRADED: _degraded,
    AlertKind.BACKUP_MISSING: _backup,
    AlertKind.DISK_FILLS: _disk,
}


def _folded(facts: Facts, draft: Draft) -> Iterator[str]:
    """One line for each group, the gravest first."""
    parts = sorted(draft.parts, key=lambda part: -RANK[part.group.severity])
    for part in parts[:MOST_PARTS]:
        item = part.items[0]
        end = item.end if draft.reason in _ENDS and item.end is not None else facts.world.now
        since = f" · {facts.length(item.begin, end)}" if end > item.begin else ""
        yield f"- {title(facts, part, draft.reason)}{since}"
    if len(parts) > MOST_PARTS:
        yield facts.say("and {n} more", n=len(parts) - MOST_PARTS)


def _true_at(draft: Draft) -> int:
    """When the newest of it became true."""
    items: Sequence[Item] = draft.items
    if draft.reason in _ENDS:
        return max(item.end or item.begin for item in items)
    return max(item.begin for item in items)


def parts_of(facts: Facts, draft: Draft, receiver: Receiver | None) -> Iterator[MessagePart]:
    """The groups of a message that tells of several.

    Alertmanager hears of the end of what it was told alone, too, before it was seen to what it
    belongs: there it would burn on.
    """
    over = draft.reason in _ENDS
    machine = receiver is not None and receiver.kind is ReceiverKind.ALERTMANAGER
    members = [part for part in draft.parts if part.group.kind in OUTAGES and not _is_single(part)]
    alone = tuple(item for part in members for item in part.items) if machine and over else ()
    if len(draft.parts) == 1 and not alone:
        return
    for part in draft.parts:
        yield _part(facts, part, draft.reason)
    for item in alone:
        group = Group(
            item.key, AlertKind.SITE_DOWN, facts.severity(AlertKind.SITE_DOWN), "", (item,)
        )
        yield _part(facts, Part(group, (item,)), draft.reason)


def _is_single(part: Part) -> bool:
    return part.group.kind is AlertKind.SITE_DOWN


def _part(facts: Facts, part: Part, reason: NotifyReason) -> MessagePart:
    group = part.group
    over = reason in _ENDS
    ends = [item.end or item.begin for item in part.items]
    return MessagePart(
        group=group.key,
        kind=group.kind,
        severity=group.severity,
        title=title(facts, part, reason),
        at=max(ends) if over else max(item.begin for item in part.items),
        resolved=over,
        outages=() if over else tuple(item.outage for item in part.items if item.outage),
        labels=labels_of(facts, group.kind, part.items),
    )


def labels_of(facts: Facts, kind: AlertKind, items: Sequence[Item]) -> dict[str, str]:
    """For machines, the same from begin to end: the site, where the kind is about one."""
    labels = {"kind": kind.value}
    sites = items[0].sites
    site = facts.site(sites[0]) if len(sites) == 1 and kind not in _OF_MANY else None
    if site is None:
        return labels
    return {**labels, "site": site.id, "site_kind": site.kind.value, "kecamatan": site.kecamatan}


def _id(draft: Draft, now: int) -> str:
    """The same for the same words at the same moment; so that sending twice can be seen."""
    parts = (draft.receiver, draft.reason, str(now), *sorted(item.key for item in draft.items))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]
