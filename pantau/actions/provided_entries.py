"""Which entries of the journal a provider may read, and what of them. Pure, but for one question.

What is not named here is not shown: a kind of entry that comes later is nobody's but ours.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from pantau.actions.scope import EVERYWHERE
from pantau.facts.journal import Entry
from pantau.facts.kinds import EntryKind
from pantau.facts.measured import Outage
from pantau.inventory.share import Share
from pantau.sla.frozen import freeze, thaw
from pantau.sla.month import month_window
from pantau.sla.result import MonthResult
from pantau.sla.total import sum_up

_ABOUT_OUTAGES = frozenset(
    {
        EntryKind.ACKNOWLEDGED,
        EntryKind.CAUSE_SUGGESTED,
        EntryKind.OUTAGE_CLASSIFIED,
        EntryKind.VOID_PROPOSED,
    }
)
_ABOUT_SITES = frozenset({EntryKind.OUTAGE_OPENED, EntryKind.OUTAGE_CLOSED, EntryKind.OBJECTED})
_OF_SITES = frozenset({EntryKind.EXCLUSION_PROPOSED, EntryKind.MAINTENANCE_ANNOUNCED})
# Whoever may see a month may know how far it has got; not in which words, nor what was open.
_OF_MONTHS = frozenset({EntryKind.MONTH_REVIEWED, EntryKind.MONTH_CLOSED, EntryKind.MONTH_REVISED})
_WORDS_OF_MONTHS: dict[str, Any] = {
    "text": "",
    "open": [],
    "as_is": "",
    "reason": "",
    "differences": [],
}


def shown_entry(
    entry: Entry, share: Share, outage_of: Callable[[str], Outage | None]
) -> Entry | None:
    """The entry as the provider may read it; None where it may not.

    ``outage_of``: an outage that it may see, by id.
    """
    kind = entry.kind
    if kind in _ABOUT_OUTAGES:
        return _without_neighbours(entry) if outage_of(entry.subject) is not None else None
    if kind in _ABOUT_SITES:
        return entry if _sees_site(entry, share) else None
    if kind in _OF_SITES:
        return of_own_sites(entry, share)
    if kind is EntryKind.IMPORTED:
        # Since when anything is known.
        return retold(entry, subject="", file="", outages=[], gaps=[], observed=[])
    if kind in _OF_MONTHS:
        return without_words(entry)
    return None


def of_own_sites(entry: Entry, share: Share) -> Entry | None:
    """A proposal or an announcement, naming the provider's own sites alone; None without any."""
    data = entry.data()
    own = [each for each in data["sites"] if share.sees(each, data["begin"], data["end"])]
    if not own:
        return None
    scope = str(data["scope"])
    kind, _, id = scope.partition(" ")
    tells_nothing = scope == EVERYWHERE or kind == "kecamatan" or id in share.inventory.upstreams
    if len(own) < len(data["sites"]) and not tells_nothing:
        scope = ", ".join(own)
    return retold(entry, subject=scope, sites=own, scope=scope)


def without_words(entry: Entry) -> Entry:
    """An entry about a month, without what people wrote in it about everybody's sites."""
    return retold(entry, **_WORDS_OF_MONTHS)


def retold(entry: Entry, subject: str | None = None, **changed: Any) -> Entry:
    """With these in the place of what its payload holds; what it does not hold is not added."""
    data = entry.data()
    data |= {name: value for name, value in changed.items() if name in data}
    payload = json.dumps(data, ensure_ascii=False).encode()
    return replace(entry, subject=entry.subject if subject is None else subject, payload=payload)


def narrowed_month(kept: bytes, share: Share) -> bytes:
    """What was kept of a month that was closed, with the provider's own rows; else as it is."""
    try:
        month = thaw(kept)
    except ValueError:
        return kept
    return freeze(own_rows(month, share))


def own_rows(month: MonthResult, share: Share) -> MonthResult:
    """The month of the provider's own contracts."""
    rows = tuple(row for row in month.sites if row.contract in share.contracts)
    return replace(month, sites=rows, total=sum_up(rows))


def _sees_site(entry: Entry, share: Share) -> bool:
    data = entry.data()
    if entry.kind is EntryKind.OBJECTED:
        window = month_window(data["month"], share.inventory.timezone)
        return share.sees(data["site"], window.begin, window.end)
    at = int(data["started_at" if entry.kind is EntryKind.OUTAGE_OPENED else "ended_at"])
    return share.sees(data["site"], at, at + 1)


def _without_neighbours(entry: Entry) -> Entry:
    if entry.kind is not EntryKind.CAUSE_SUGGESTED:
        return entry
    facts = entry.data()["facts"] | {"neighbours": [], "link": None}
    return retold(entry, facts=facts)
