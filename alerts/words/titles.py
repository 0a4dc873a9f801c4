"""The first line of a message: what it is, and where."""

from collections.abc import Sequence
from decimal import Decimal

from alerts.draft import Part
from alerts.item import OUTAGES, Group
from alerts.kinds.upkeep import SOON
from alerts.words.facts import Facts
from pantau.facts.telling import AlertKind, NotifyReason
from pantau.language.catalogue import to_say
from pantau.language.numbers import decimal

_BEFORE = {
    NotifyReason.BEGAN: to_say("DOWN: {what}"),
    NotifyReason.GREW: to_say("STILL MORE DOWN: {what}"),
    NotifyReason.REMINDER: to_say("STILL DOWN: {what}"),
    NotifyReason.ESCALATED: to_say("NO ANSWER YET: {what}"),
    NotifyReason.ENDED: to_say("UP AGAIN: {what}"),
    NotifyReason.ENDED_UNSEEN: to_say("WAS DOWN: {what}"),
}
_OTHERS = {
    AlertKind.FLAPPING: (
        to_say("FLAPPING: {what}, {times} times in {minutes} minutes"),
        to_say("STEADY AGAIN: {what}"),
    ),
    AlertKind.DEGRADED: (
        to_say("WORSE THAN PROMISED: {what}"),
        to_say("AS PROMISED AGAIN: {what}"),
    ),
    AlertKind.VANTAGE_BLIND: (
        to_say("WE CANNOT SEE: our own connection is down"),
        to_say("WE SEE AGAIN"),
    ),
    AlertKind.COLLECTOR_SILENT: (
        to_say("NOTHING IS BEING MEASURED: no word from the collector"),
        to_say("MEASURING AGAIN"),
    ),
    AlertKind.STORE_TROUBLE: (
        to_say("THE STORE IS IN TROUBLE"),
        to_say("THE STORE WORKS AGAIN"),
    ),
    AlertKind.INVENTORY_REJECTED: (
        to_say("AN EDIT OF THE INVENTORY IS NOT IN FORCE"),
        to_say("THE INVENTORY IS IN ORDER AGAIN"),
    ),
    AlertKind.BUDGET_BURNING: (
        to_say("BUDGET BURNING: {what}, {times} times too fast"),
        to_say("BUDGET BURNS NO MORE: {what}"),
    ),
    AlertKind.OBJECTIVE_BROKEN: (to_say("OBJECTIVE BROKEN: {what}"), ""),
    AlertKind.REPAIR_OVERDUE: (to_say("REPAIR OVERDUE: {what}"), ""),
    AlertKind.TICKET_MISSING: (to_say("NO TICKET: {what}"), ""),
    AlertKind.CERTIFICATE_ENDING: (to_say("CERTIFICATE ENDS: {what}"), ""),
    AlertKind.DEVICE_RESTARTED: (to_say("DEVICE RESTARTED: {what}"), ""),
    AlertKind.ON_BATTERY: (to_say("ON BATTERY: {what}"), to_say("ON MAINS POWER AGAIN: {what}")),
    AlertKind.BACKUP_MISSING: (
        to_say("NO SOUND BACKUP: {target}"),
        to_say("BACKUPS ARE MADE AGAIN: {target}"),
    ),
    AlertKind.DISK_FILLS: (to_say("THE DISK IS FILLING UP"), to_say("THE DISK HAS ROOM AGAIN")),
    AlertKind.DUTY_DUE: (to_say("DUTY DUE: {duty}, by {due}"), ""),
    AlertKind.FUNDING_ENDING: (to_say("FUNDING ENDS: {by}, in {days} days"), ""),
    AlertKind.TERM_ENDING: (to_say("CONTRACT ENDS: {contract}, in {days} days"), ""),
}

_DID_NOT_HAPPEN = to_say("NO OUTAGE AFTER ALL: {what}")
_NOT_WATCHED = to_say("NO LONGER WATCHED: {what}")
_ENDED_CERTIFICATE = to_say("CERTIFICATE HAS ENDED: {what}")
_LATE_DUTY = to_say("DUTY LATE: {duty}, was due by {due}")
_ALMOST_FULL = to_say("THE DISK IS ALMOST FULL")
_WORSE_YET = to_say("NO LONGER ONLY WORSE THAN PROMISED, BUT DOWN: {what}")


def title(facts: Facts, part: Part, reason: NotifyReason) -> str:
    """The first line for one group."""
    group = part.group
    what = subject(facts, part)
    if group.kind in OUTAGES:
        if reason is NotifyReason.ENDED and (otherwise := _not_back(facts, part)):
            return facts.say(otherwise, what=what)
        return facts.worded(reason.value, _BEFORE[reason], what=what)
    began, ended = _OTHERS[group.kind]
    over = reason in {NotifyReason.ENDED, NotifyReason.ENDED_UNSEEN}
    if over and group.kind is AlertKind.DEGRADED and facts.is_down(_sites(group)[0]):
        ended = _WORSE_YET
    words = facts.words(part.items[0])
    if group.kind is AlertKind.CERTIFICATE_ENDING and int(words["days"]) < 0:
        began = _ENDED_CERTIFICATE
    if group.kind is AlertKind.DUTY_DUE:
        began = _LATE_DUTY if int(words["days"]) < 0 else began
        words["due"] = facts.day(words["due"])
    if group.key == SOON:
        began = _ALMOST_FULL
    if group.kind is AlertKind.BUDGET_BURNING and not over:
        words["times"] = decimal(Decimal(words["times"]), facts.language)
    return facts.say(
        ended if over else began, **{"times": "", "minutes": "", **words, "what": what}
    )


def _not_back(facts: Facts, part: Part) -> str | None:
    """How an outage is over without its site being back; None where it is back."""
    if all(item.voided for item in part.items):
        return _DID_NOT_HAPPEN
    away = all(item.voided or facts.is_gone(item) for item in part.items)
    return _NOT_WATCHED if away else None


def folded_title(facts: Facts, parts: Sequence[Part], reason: NotifyReason) -> str:
    """The first line for several groups at once; down is said only where all of them are."""
    n = len(parts)
    over = reason in {NotifyReason.ENDED, NotifyReason.ENDED_UNSEEN}
    if any(part.group.kind not in OUTAGES for part in parts):
        if over:
            return facts.say("OVER: {n} reports in one", n=n)
        return facts.say("ATTENTION: {n} reports in one", n=n)
    if reason is NotifyReason.ENDED_UNSEEN:
        return facts.say("WERE DOWN: {n} reports in one", n=n)
    if over:
        return facts.say("UP AGAIN: {n} reports in one", n=n)
    return facts.say("DOWN: {n} reports in one", n=n)


def subject(facts: Facts, part: Part) -> str:
    """What a group is about: a site, a link and what hangs on it, an area."""
    group = part.group
    sites = _sites(group)
    if group.kind is AlertKind.INCIDENT:
        return facts.say("{name}, {n} sites", name=group.name, n=len(sites))
    if group.kind is AlertKind.AREA_DOWN:
        n = len({site for item in part.items for site in item.sites})
        return facts.say("{n} sites of {name}", n=n, name=group.name)
    return ", ".join(facts.place(site) for site in sites)


def _sites(group: Group) -> list[str]:
    return list(dict.fromkeys(site for item in group.items for site in item.sites))
