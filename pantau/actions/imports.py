"""Bringing a list of outages or gaps into the journal, and undoing it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from pantau.actions.import_rows import GapRows, OutageRows
from pantau.actions.table import did_you_mean, text_fault
from pantau.facts.journal import Entry, Fact, Imported, ImportRevoked
from pantau.facts.kinds import EntryKind


class Journal(Protocol):
    """What an action needs of the store."""

    def record(self, facts: Sequence[Fact], *, at: int, author: str, via: str) -> list[Entry]:
        """Append the facts, all or none."""
        ...

    def entries(self, *, kinds: tuple[EntryKind, ...]) -> list[Entry]:
        """The entries of these kinds, oldest first."""
        ...


@dataclass(frozen=True, slots=True)
class Refused:
    """Why nothing was done, in a sentence. ``import_id``: the import that stands in the way."""

    message: str
    import_id: str | None = None


def import_outages(
    store: Journal, rows: OutageRows, *, author: str, via: str, at: int
) -> str | Refused:
    """Write a list of outages into the journal as one entry; the import's id, like "I17".

    ``author``: who acts; ``via``: by which way; ``at``: now, microseconds UTC. Raises only what
    the store raises, here and in the two functions below.
    """
    return _import(
        store,
        Imported(
            file=rows.file,
            digest=rows.digest,
            observed_from=rows.observed.span.begin,
            observed_to=rows.observed.span.end,
            observed=rows.observed.sites,
            outages=rows.outages,
        ),
        author=author,
        via=via,
        at=at,
    )


def import_gaps(store: Journal, rows: GapRows, *, author: str, via: str, at: int) -> str | Refused:
    """Write a list of gaps into the journal as one entry; the import's id, like "I17"."""
    return _import(
        store,
        Imported(
            file=rows.file,
            digest=rows.digest,
            observed_from=None,
            observed_to=None,
            observed=(),
            gaps=rows.gaps,
        ),
        author=author,
        via=via,
        at=at,
    )


def revoke_import(
    store: Journal, import_id: str, reason: str, *, author: str, via: str, at: int
) -> str | Refused:
    """Undo an import: its rows and its span count no more. Returns its id.

    The entry stays in the journal; the same file may then be imported again.
    """
    fault = _words_fault(reason=reason, author=author)
    if fault:
        return Refused(fault)
    imports = tuple(_id(entry) for entry in store.entries(kinds=(EntryKind.IMPORTED,)))
    if import_id not in imports:
        near = did_you_mean(import_id, imports) or "; the journal holds no such import"
        return Refused(f"import '{import_id}' is not known{near}")
    if import_id in _revoked(store):
        return Refused(f"import {import_id} has been revoked already", import_id)
    store.record(
        [ImportRevoked(import_id, reason.strip())],
        at=at,
        author=author,
        via=via,
    )
    return import_id


def _import(store: Journal, fact: Imported, *, author: str, via: str, at: int) -> str | Refused:
    """Append the fact, unless it is there already."""
    fault = _words_fault(author=author)
    if fault:
        return Refused(fault)
    first = _same(store, fact)
    if first:
        return Refused(
            f"{fact.file} was imported before as {first}; revoke {first} to import it again", first
        )
    recorded = store.record([fact], at=at, author=author, via=via)
    return _id(recorded[0])


def _same(store: Journal, fact: Imported) -> str | None:
    """The import that still holds and says the same: bytes, span, and any of the sites."""
    revoked = _revoked(store)
    for entry in store.entries(kinds=(EntryKind.IMPORTED,)):
        if _id(entry) in revoked:
            continue
        data = entry.data()
        same_span = (data["observed_from"], data["observed_to"]) == (
            fact.observed_from,
            fact.observed_to,
        )
        same_sites = bool(set(data["observed"]) & set(fact.observed)) or not fact.observed
        if data["digest"] == fact.digest and same_span and same_sites:
            return _id(entry)
    return None


def _revoked(store: Journal) -> set[str]:
    """The ids of all imports that hold no more."""
    return {entry.subject for entry in store.entries(kinds=(EntryKind.IMPORT_REVOKED,))}


def _id(entry: Entry) -> str:
    """An import is called after its entry in the journal."""
    return f"I{entry.seq}"


def _words_fault(**words: str) -> str | None:
    """What is wrong with a person's words, or None."""
    for name, text in words.items():
        if not text.strip():
            return f"{name} is empty; write it"
        fault = text_fault(text.strip())
        if fault:
            return f"{name} {fault}"
    return None
