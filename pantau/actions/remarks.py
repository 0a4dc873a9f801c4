"""Maintenance that is announced, notes, evidence files, and people that want to be forgotten."""

from pathlib import PurePath

from pantau.actions.acting import Act, Actor, Refused, may, words_fault
from pantau.actions.scope import Scope
from pantau.facts.measured import Interval
from pantau.facts.people import (
    EvidenceFile,
    MaintenanceAnnounced,
    MaintenanceCancelled,
    Noted,
)
from pantau.language import to_say
from pantau.store import Store

_MOST_BYTES = 20_000_000


def keep_evidence(store: Store, name: str, content: bytes) -> EvidenceFile | Refused:
    """Keep a file by its digest, to be named in a fact; at most 20 MB."""
    fault = words_fault(evidence=PurePath(name).name)
    if fault:
        return fault
    if not content:
        return Refused(to_say("evidence '{name}' is empty; name the file that shows it"), name=name)
    if len(content) > _MOST_BYTES:
        return Refused(to_say("evidence '{name}' is larger than 20 MB; make it smaller"), name=name)
    return EvidenceFile(PurePath(name).name, store.keep(content), len(content))


def announce_maintenance(
    store: Store,
    actor: Actor,
    scope: Scope,
    span: Interval,
    reason: str,
    evidence: EvidenceFile | None = None,
) -> str | Refused:
    """Announce work on the service; returns its id, like "M17".

    It changes no figure: leaving its time out of account is an exclusion, with four eyes.
    """
    refused = may(actor, Act.ANNOUNCE, reason=reason)
    if refused:
        return refused
    if span.end <= actor.at:
        return Refused(
            to_say("to: lies in the past; what is over is not announced: propose an exclusion")
        )
    with store.pen(at=actor.at, author=actor.name, via=actor.via) as pen:
        fact = MaintenanceAnnounced(
            span.begin, span.end, scope.sites, scope.words, reason.strip(), actor.role, evidence
        )
        return f"M{pen.record(fact).seq}"


def cancel_maintenance(store: Store, actor: Actor, maintenance: str, reason: str) -> str | Refused:
    """Say that an announced maintenance does not take place; returns its id."""
    refused = may(actor, Act.ANNOUNCE, reason=reason)
    if refused:
        return refused
    with store.pen(at=actor.at, author=actor.name, via=actor.via) as pen:
        found = pen.maintenance(maintenance)
        if found is None:
            return Refused(
                to_say("maintenance '{id}' is not known; the list shows the ids"), id=maintenance
            )
        if found.cancelled is not None:
            return Refused(to_say("maintenance {id} was cancelled already"), id=maintenance)
        pen.record(MaintenanceCancelled(maintenance, reason.strip(), actor.role))
        return maintenance


def note(
    store: Store,
    actor: Actor,
    about: str,
    text: str,
    person: str = "",
    evidence: EvidenceFile | None = None,
) -> str | Refused:
    """Write down a remark on anything: a site, an outage, a month; returns its id, like "N17".

    ``person``: who told it, name or number; kept beside the chain so that it can be erased.
    """
    given = {"person": person} if person else {}
    refused = may(actor, Act.NOTE, about=about, text=text, **given)
    if refused:
        return refused
    with store.pen(at=actor.at, author=actor.name, via=actor.via) as pen:
        kept = pen.keep_person(person.strip()) if person else None
        entry = pen.record(Noted(about.strip(), text.strip(), actor.role, kept, evidence))
        return f"N{entry.seq}"


def erase_person(store: Store, actor: Actor, person: str) -> str | Refused:
    """Forget a person's name or number; that it was erased is noted. Returns the id."""
    refused = may(actor, Act.ERASE)
    if refused:
        return refused
    with store.pen(at=actor.at, author=actor.name, via=actor.via) as pen:
        if not pen.erase_person(person):
            return Refused(to_say("nothing is kept of a person '{person}'"), person=person)
        pen.record(Noted(person, "erased", actor.role))
        return person
