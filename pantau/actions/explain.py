"""Why a verdict is what it is: the entries, echoes and references behind it.

What is given back is the JSON of ``pantau explain``, as docs/command-line.md has it; its words for
people are in ``explain_words``.
"""

from typing import Any

from pantau.facts.instant import MINUTE, to_iso
from pantau.facts.journal import Entry
from pantau.facts.kinds import EntryKind
from pantau.facts.measured import Outage
from pantau.store import Store, StoreError


def about_outage(store: Store, outage: Outage) -> dict[str, Any]:
    """Why an outage was opened and closed, with the entries that say so."""
    seq = int(outage.id[1:].partition("-")[0])
    opening = store.entry(seq)
    closing = next(
        (
            entry
            for entry in store.entries(
                kinds=[EntryKind.OUTAGE_CLOSED], subject=outage.site, after=seq, limit=1
            )
        ),
        None,
    )
    suggested = store.entries(kinds=[EntryKind.CAUSE_SUGGESTED], subject=outage.id)
    return {
        "state": "down",
        "site": outage.site,
        "outage": outage.id,
        "started_at": to_iso(outage.started_at),
        "ended_at": None if outage.ended_at is None else to_iso(outage.ended_at),
        "import": outage.import_id,
        "opened_by": _entry(opening, whole=outage.import_id is None),
        "closed_by": _entry(closing if outage.import_id is None else None),
        "suggested_by": _entry(suggested[-1] if suggested else None),
    }


def _entry(entry: Entry | None, *, whole: bool = True) -> dict[str, Any] | None:
    if entry is None:
        return None
    return {
        "seq": entry.seq,
        "at": to_iso(entry.at),
        "author": entry.author,
        "via": entry.via,
        "hash": entry.hash.hex(),
        "payload": entry.data() if whole else None,
    }


def about_moment(store: Store, site: str, at: int) -> dict[str, Any]:
    """Why the state of a site was what it was at ``at`` (microseconds UTC)."""
    facts = store.ledger_facts(at, at + 1)
    gaps = [g for g in facts.gaps if g.covers(site)]
    watched = any(s.begin <= at < s.end for s in facts.watched.get(site, ()))
    # As in the ledger: where our own collector watched it alone speaks, else the import alone.
    down = [o for o in facts.outages if o.site == site and (o.import_id is None) is watched]
    imported = [s.import_id for s in facts.imported if s.site == site and s.begin <= at < s.end]
    minute = at - at % MINUTE
    try:
        samples = store.samples(site, minute, minute + MINUTE)
    except StoreError:
        samples = []
    found: dict[str, Any] = {"state": "up", "site": site, "at": to_iso(at)}
    if gaps or not (watched or imported):
        found["state"] = "unknown"
    elif down:
        found = about_outage(store, down[0]) | {"at": to_iso(at)}
    return found | {
        "watched": watched,
        "imports": imported,
        "gaps": [{"id": g.id, "reason": g.reason.value, "note": g.note} for g in gaps],
        "minute": [
            {
                "probe": s.probe,
                "sent": s.sent,
                "received": s.received,
                "rtt_min_us": s.rtt_min_us,
                "rtt_median_us": s.rtt_median_us,
                "rtt_max_us": s.rtt_max_us,
            }
            for s in samples
        ],
    }
