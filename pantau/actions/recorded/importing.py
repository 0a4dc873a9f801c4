"""Importing what other tools recorded: samples, and outages with the time that was watched."""

import hashlib
from dataclasses import dataclass

from pantau.actions.acting import Act, Actor, Refused, may
from pantau.actions.imports import closed_in, import_id_of, record_import, revoked_imports
from pantau.actions.recorded.gather import Gathered
from pantau.actions.recorded.source import Tool
from pantau.facts.brought import SamplesImported
from pantau.facts.instant import MINUTE
from pantau.facts.journal import Imported, to_payload
from pantau.facts.kinds import EntryKind
from pantau.language import Sentence, to_say
from pantau.store import Store, StoreError
from pantau.store.bringing import Bringer, Weighed
from pantau.store.pen import View
from pantau.store.spool import Spool


@dataclass(frozen=True, slots=True)
class About:
    """Where records come from. ``digest``: SHA-256 in hex of what was read; may be empty."""

    file: str
    digest: str
    tool: Tool


@dataclass(frozen=True, slots=True)
class Brought:
    """What an import of samples came to. ``import_id`` is None where it was only tried.

    ``waits``: why the files are not yet as the journal says; the collector makes them so.
    """

    import_id: str | None
    weighed: Weighed
    waits: Sentence | None = None


def same_samples(store: Store, about: About) -> Refused | None:
    """What is said where the same file was imported already, before anybody reads it."""
    with store.view() as view:
        return _same(view, about)


def finish_imports(store: Store, actor: Actor) -> list[str]:
    """Bring imports of samples that were cut off to their end; their ids."""
    with Bringer(store, author=actor.name, via=actor.via) as bringer:
        found = [each.import_id for each in bringer.unsettled()]
        bringer.settle(at=actor.at)
    return found


def import_samples(
    store: Store, actor: Actor, about: About, spool: Spool, *, dry: bool = False
) -> Brought | Refused:
    """Bring the samples of a spool in, all or none; what is here already stays as it is.

    ``dry``: only say what would be. Raises only what the store raises.
    """
    refused = may(actor, Act.IMPORT)
    if refused:
        return refused
    if not spool.days() or spool.first is None or spool.last is None:
        return Refused(to_say("{file} holds no sample of this time"), file=about.file)
    span = {"begin": spool.first * MINUTE, "end": (spool.last + 1) * MINUTE}
    with store.view() as view:
        refused = _same(view, about) or closed_in(view, span)
    if refused:
        return refused
    with Bringer(store, author=actor.name, via=actor.via) as bringer:
        found = bringer.weigh(spool, keep=not dry)
        if not found.brought and not dry:
            return Refused(
                to_say(
                    "all {n} samples of {file} are here already, {apart} of them with other "
                    "values; nothing was changed"
                ),
                n=found.rows,
                file=about.file,
                apart=found.apart,
            )
        if dry or found.content is None:
            return Brought(None, found)
        with store.pen(at=actor.at, author=actor.name, via=actor.via) as pen:
            refused = _same(pen, about) or closed_in(pen, span)
            if refused:
                return refused
            fact = SamplesImported(
                file=about.file,
                digest=about.digest or found.content,
                source=about.tool.value,
                sites=spool.sites,
                probes=spool.probes,
                rows=found.rows,
                brought=found.brought,
                same=found.same,
                apart=found.apart,
                content=found.content,
                **span,
            )
            name = import_id_of(pen.record(fact))
        try:
            bringer.settle(at=actor.at)
        except StoreError as error:
            return Brought(name, found, error.why)
    return Brought(name, found)


def outages_fact(about: About, found: Gathered) -> Imported | Refused:
    """What is imported of a tool's outages."""
    if not found.spans:
        return Refused(
            to_say("{file} shows no time in which a mapped site was watched"), file=about.file
        )
    fact = Imported(
        file=about.file,
        digest=about.digest,
        observed_from=min(each.begin for each in found.spans),
        observed_to=max(each.end for each in found.spans),
        observed=(),
        outages=found.outages,
        spans=found.spans,
        source=about.tool.value,
    )
    if about.digest:
        return fact
    digest = hashlib.sha256(to_payload(fact)).hexdigest()
    return outages_fact(About(about.file, digest, about.tool), found)


def import_recorded_outages(store: Store, actor: Actor, fact: Imported) -> str | Refused:
    """Write a tool's outages into the journal as one entry; the import's id.

    Time that another import speaks of already is refused: an outage told twice would count twice.
    """
    begin, end = fact.observed_from or 0, fact.observed_to or 0
    known = store.ledger_facts(begin, end).imported
    theirs = sorted((one.site, one.begin, one.end) for one in fact.spans)
    for each in known:
        if any(s == each.site and b < each.end and e > each.begin for s, b, e in theirs):
            if fact.digest in _digests(store):
                break  # the same once more: that is said by name
            return Refused(
                to_say(
                    "import {id} speaks of '{site}' in this time already; revoke it, or leave "
                    "its time out (--observed-from, --observed-to)"
                ),
                import_id=each.import_id,
                id=each.import_id,
                site=each.site,
            )
    return record_import(store, actor, fact)


def _digests(store: Store) -> set[str]:
    with store.view() as view:
        gone = revoked_imports(view)
        entries = view.entries([EntryKind.IMPORTED])
        return {e.data()["digest"] for e in entries if import_id_of(e) not in gone}


def _same(view: View, about: About) -> Refused | None:
    """The import that still holds and read the same."""
    gone = revoked_imports(view)
    for entry in view.entries([EntryKind.SAMPLES_IMPORTED]):
        if about.digest and entry.data()["digest"] == about.digest:
            name = import_id_of(entry)
            if name not in gone:
                return Refused(
                    to_say("{file} was imported before as {id}; revoke {id} to import it again"),
                    import_id=name,
                    file=about.file,
                    id=name,
                )
    return None
