"""Bringing a list of outages or gaps into the journal, and undoing it."""

import json
import logging
from collections.abc import Mapping
from typing import Any

from pantau.actions.acting import Act, Actor, Refused, may, not_closed
from pantau.actions.import_rows import GapRows, OutageRows
from pantau.actions.table import did_you_mean
from pantau.facts.journal import Entry, Imported, ImportRevoked, to_payload
from pantau.facts.kinds import EntryKind
from pantau.language import Sentence, to_say
from pantau.store import Store, StoreError
from pantau.store.pen import View

log = logging.getLogger(__name__)

IMPORTS = (EntryKind.IMPORTED, EntryKind.SAMPLES_IMPORTED)


def import_outages(store: Store, actor: Actor, rows: OutageRows) -> str | Refused:
    """Write a list of outages into the journal as one entry; the import's id, like "I17".

    Raises only what the store raises, here and in the two functions below.
    """
    return record_import(
        store,
        actor,
        Imported(
            file=rows.file,
            digest=rows.digest,
            observed_from=rows.observed.span.begin,
            observed_to=rows.observed.span.end,
            observed=rows.observed.sites,
            outages=rows.outages,
        ),
    )


def import_gaps(store: Store, actor: Actor, rows: GapRows) -> str | Refused:
    """Write a list of gaps into the journal as one entry; the import's id, like "I17"."""
    return record_import(
        store,
        actor,
        Imported(
            file=rows.file,
            digest=rows.digest,
            observed_from=None,
            observed_to=None,
            observed=(),
            gaps=rows.gaps,
        ),
    )


def revoke_import(store: Store, actor: Actor, import_id: str, reason: str) -> str | Refused:
    """Undo an import: its rows and its span count no more. Returns its id.

    The entry stays in the journal; the same file may then be imported again.
    """
    refused = may(actor, Act.REVOKE_IMPORT, reason=reason)
    if refused:
        return refused
    with store.pen(at=actor.at, author=actor.name, via=actor.via) as pen:
        known = {import_id_of(entry): entry for entry in pen.entries(IMPORTS)}
        if import_id not in known:
            otherwise = Sentence(to_say("; the journal holds no such import"))
            return Refused(
                to_say("import '{id}' is not known{near}"),
                id=import_id,
                near=did_you_mean(import_id, tuple(known)) or otherwise,
            )
        if import_id in revoked_imports(pen):
            return Refused(
                to_say("import {id} has been revoked already"), import_id=import_id, id=import_id
            )
        refused = closed_in(pen, known[import_id].data())
        if refused:
            return refused
        pen.record(ImportRevoked(import_id, reason.strip()))
    if known[import_id].kind is EntryKind.SAMPLES_IMPORTED:
        from pantau.store.bringing import Bringer  # noqa: PLC0415 - numpy, which lists do not need

        try:
            with Bringer(store, author=actor.name, via=actor.via) as bringer:
                bringer.settle(at=actor.at)
        except StoreError as error:
            log.warning("%s is revoked; its samples go with the next round: %s", import_id, error)
    return import_id


def record_import(store: Store, actor: Actor, fact: Imported) -> str | Refused:
    """Append the fact, unless it is there already or touches a closed month."""
    refused = may(actor, Act.IMPORT)
    if refused:
        return refused
    with store.pen(at=actor.at, author=actor.name, via=actor.via) as pen:
        first = _same(pen, fact)
        if first:
            return Refused(
                to_say("{file} was imported before as {id}; revoke {id} to import it again"),
                import_id=first,
                file=fact.file,
                id=first,
            )
        refused = closed_in(pen, json.loads(to_payload(fact)))
        return refused or import_id_of(pen.record(fact))


def closed_in(view: View, data: Mapping[str, Any]) -> Refused | None:
    """A closed month is in the way of all that an import says of its time."""
    spans = [(each["started_at"], each["ended_at"]) for each in data.get("gaps", ())]
    if "begin" in data:
        spans.append((data["begin"], data["end"]))
    elif data["observed_from"] is not None:
        spans.append((data["observed_from"], data["observed_to"]))
    for begin, end in spans:
        refused = not_closed(view, begin, end)
        if refused:
            return refused
    return None


def _same(view: View, fact: Imported) -> str | None:
    """The import that still holds and says the same: bytes, span, and any of the sites."""
    revoked = revoked_imports(view)
    for entry in view.entries([EntryKind.IMPORTED]):
        if import_id_of(entry) in revoked:
            continue
        data = entry.data()
        same_span = (data["observed_from"], data["observed_to"]) == (
            fact.observed_from,
            fact.observed_to,
        )
        same_sites = bool(set(data["observed"]) & set(fact.observed)) or not fact.observed
        if data["digest"] == fact.digest and same_span and same_sites:
            return import_id_of(entry)
    return None


def revoked_imports(view: View) -> set[str]:
    """The ids of all imports that hold no more."""
    return {entry.subject for entry in view.entries([EntryKind.IMPORT_REVOKED])}


def import_id_of(entry: Entry) -> str:
    """An import is called after its entry in the journal."""
    return f"I{entry.seq}"
