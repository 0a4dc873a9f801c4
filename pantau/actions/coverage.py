"""What people may say of the coverage of villages, and take back: see pantau.villages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from pantau.actions.acting import Act, Actor, Refused, may, words_fault
from pantau.actions.coverage_rows import CoverageRows, date_fault, no_source
from pantau.actions.table import did_you_mean
from pantau.facts.coverage import CoverageRevoked, CoverageStated, CoverageStatement
from pantau.facts.journal import Entry
from pantau.facts.kinds import EntryKind
from pantau.facts.region import Coverage, CoverageProject
from pantau.inventory.gazetteer.names import gazetteer
from pantau.language import Sentence, to_say
from pantau.store import Store
from pantau.store.pen import View
from pantau.villages.coverage import Statement, day_of


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file comes to: the statements that are new, and how many stand there already.

    ``id``: what it is called in the journal; None where nothing of it was new, or none is yet.
    """

    new: tuple[CoverageStatement, ...]
    known: int
    id: str | None = None


def state_coverage(
    store: Store, actor: Actor, said: CoverageStatement, today: date
) -> str | Refused:
    """Write down what a source says of one village; returns its id, like "C17".

    ``today``: the day of ``actor.at`` in the inventory's zone.
    """
    words = {"title": said.title, "operator": said.operator, "funding": said.funding}
    words |= {"note": said.note, "source": said.source}
    refused = may(actor, Act.COVERAGE, **{name: text for name, text in words.items() if text})
    if refused:
        return refused
    fault = _village_fault(said.village) or date_fault(said.as_of, today)
    if fault is None and not said.source.strip():
        fault = no_source()
    if fault:
        return Refused.because(fault)
    with store.pen(at=actor.at, author=actor.name, via=actor.via) as pen:
        same = [each.id for each in statements(pen) if each.said == said]
        if same:
            return Refused(to_say("this was written down already as {id}"), id=same[0])
        return f"C{pen.record(CoverageStated((said,), actor.role)).seq}"


def weigh_coverage(view: View, rows: CoverageRows) -> Brought:
    """What of a file would be new, before anything is written."""
    known = {each.said for each in statements(view)}
    new = tuple(each for each in rows.statements if each not in known)
    return Brought(new, len(rows.statements) - len(new))


def import_coverage(store: Store, actor: Actor, rows: CoverageRows) -> Brought | Refused:
    """Bring a file in, all or nothing; what it says that stands there already is not said twice.

    So the same file again changes nothing, and a longer one adds what it has more.
    """
    refused = may(actor, Act.COVERAGE) or words_fault(file=rows.file)
    if refused:
        return refused
    with store.pen(at=actor.at, author=actor.name, via=actor.via) as pen:
        found = weigh_coverage(pen, rows)
        if not found.new:
            return found
        fact = CoverageStated(found.new, actor.role, rows.file, rows.digest)
        return Brought(found.new, found.known, f"C{pen.record(fact).seq}")


def revoke_coverage(store: Store, actor: Actor, name: str, reason: str) -> str | Refused:
    """Take back a statement ("C17", "C17-2") or all of a file's ("C17"); returns the id."""
    refused = may(actor, Act.COVERAGE, reason=reason)
    if refused:
        return refused
    with store.pen(at=actor.at, author=actor.name, via=actor.via) as pen:
        stated = pen.entries([EntryKind.COVERAGE_STATED])
        known = {id for entry in stated for id, _ in _of(entry)}
        known |= {f"C{entry.seq}" for entry in stated}
        if name not in known:
            otherwise = Sentence(to_say("; the history of the village shows the ids"))
            return Refused(
                to_say("statement '{id}' is not known{near}"),
                id=name,
                near=did_you_mean(name, tuple(known)) or otherwise,
            )
        if not any(id == name or id.startswith(f"{name}-") for id in _standing_ids(pen)):
            return Refused(to_say("statement {id} was revoked already"), id=name)
        pen.record(CoverageRevoked(name, reason.strip(), actor.role))
        return name


def statements(view: View) -> list[Statement]:
    """All statements that count, in the order in which they were written down."""
    revoked = _revoked(view)
    return [
        Statement(id, said, day_of(said.as_of) or date.min, entry.author, entry.at)
        for entry in view.entries([EntryKind.COVERAGE_STATED])
        if f"C{entry.seq}" not in revoked
        for id, said in _of(entry)
        if id not in revoked
    ]


def _standing_ids(view: View) -> Iterable[str]:
    return [each.id for each in statements(view)]


def _revoked(view: View) -> frozenset[str]:
    return frozenset(each.subject for each in view.entries([EntryKind.COVERAGE_REVOKED]))


def _of(entry: Entry) -> list[tuple[str, CoverageStatement]]:
    """The statements of an entry with their ids."""
    data = entry.data()
    said = [_statement(each) for each in data["statements"]]
    if not data["file"]:
        return [(f"C{entry.seq}", each) for each in said]
    return [(f"C{entry.seq}-{place}", each) for place, each in enumerate(said, start=1)]


def _statement(data: dict[str, Any]) -> CoverageStatement:
    project = data["project"]
    words = ("village", "as_of", "source", "title", "operator", "funding", "note")
    return CoverageStatement(
        state=Coverage(data["state"]),
        project=None if project is None else CoverageProject(project),
        **{key: data[key] for key in words},
    )


def _village_fault(code: str) -> Sentence | None:
    known = gazetteer().villages
    if code in known:
        return None
    otherwise = Sentence(to_say("; write the code of a desa or kelurahan"))
    return Sentence(
        to_say("village '{code}' is not known{near}"),
        code=code,
        near=did_you_mean(code, tuple(known)) or otherwise,
    )
