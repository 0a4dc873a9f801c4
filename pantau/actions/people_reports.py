"""What people in the villages tell, from its coming in to its answer and to its being forgotten."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256

from pantau.actions.acting import Act, Actor, Refused, may
from pantau.actions.table import text_fault
from pantau.facts.instant import DAY
from pantau.facts.region import Complaint, ReportChannel, ReportStanding
from pantau.facts.said import PeopleReport
from pantau.facts.village_reports import (
    PeopleCorrected,
    PeopleErased,
    PeopleReported,
    PeopleSettled,
)
from pantau.inventory.gazetteer.names import gazetteer
from pantau.inventory.model import Inventory
from pantau.language import Sentence, to_say
from pantau.store import Store
from pantau.store.pen import Pen

LONGEST_WORDS = 280
LONGEST_PHONE = 20
AUTHOR, VIA = "warga", "lapor"
"""Whom the entry of a report by the form names: nobody is asked for a name."""

_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # read out on the telephone, none is taken for another
_CODE = 12
_AT_ONCE = 500
_PHONE_SIGNS = frozenset("+0123456789 -()")


@dataclass(frozen=True, slots=True)
class Told:
    """A report as it comes in; ``since`` and ``at``: microseconds UTC. Empty texts: not given."""

    village: str
    what: Complaint
    at: int
    since: int | None = None
    site: str | None = None
    words: str = ""
    phone: str = ""


def told_fault(told: Told) -> Sentence | None:
    """What is wrong with a report, or None."""
    if told.village not in gazetteer().villages:
        return Sentence(to_say("'{code}' is no village here; choose one"), code=told.village[:40])
    if told.since is not None and told.since > told.at:
        return Sentence(to_say("'since' lies behind the time of the report; write an earlier time"))
    if len(told.phone) > LONGEST_PHONE or not _PHONE_SIGNS.issuperset(told.phone):
        return Sentence(to_say("the phone is no number; write digits, or leave it out"))
    if len(told.words) > LONGEST_WORDS:
        return Sentence(to_say("the words are longer than {most} characters"), most=LONGEST_WORDS)
    return text_fault(Sentence(to_say("words")), told.words)


def take_report(
    store: Store, told: Told, *, a_day: int, via: str = VIA, code: str | None = None
) -> str | Refused:
    """Keep what came by the public form; returns the code by which its answer can be read.

    ``code``: of a simulation, which is the same each time; else nobody can guess it.

    At most ``a_day`` of them in 24 hours, whoever sent them: asked inside of the transaction, so
    that neither a restart nor a second server forgets it.
    """
    fault = told_fault(told)
    if fault:
        return Refused.because(fault)
    with store.pen(at=told.at, author=AUTHOR, via=via) as pen:
        if pen.people_reports_told(ReportChannel.FORM, told.at - DAY) >= a_day:
            return Refused(to_say("too many reports came in today; try again tomorrow"))
        return _keep(pen, told, ReportChannel.FORM, None, code).code


def import_reports(store: Store, actor: Actor, rows: Collection[Told]) -> list[str] | Refused:
    """Keep a list of reports, all or none; returns their ids, like "W17"."""
    refused = may(actor, Act.PEOPLE)
    if refused:
        return refused
    for told in rows:
        fault = told_fault(told)
        if fault:
            return Refused.because(fault)
    made = []
    with store.pen(at=actor.at, author=actor.name, via=actor.via) as pen:
        known = {
            (each.village, each.what, each.reported_at)
            for each in pen.people_reports(
                min((t.at for t in rows), default=0), max((t.at for t in rows), default=0) + 1
            )
        }
        for told in rows:
            if (told.village, told.what, told.at) in known:
                continue  # the list was brought in before
            made.append(_keep(pen, told, ReportChannel.LIST, actor).id)
    return made


def code_of(seed: bytes) -> str:
    """The code that a seed makes, always the same; of a simulation."""
    return "".join(_LETTERS[byte % len(_LETTERS)] for byte in sha256(seed).digest()[:_CODE])


@dataclass(frozen=True, slots=True)
class _Kept:
    id: str
    code: str


def _keep(
    pen: Pen, told: Told, channel: ReportChannel, actor: Actor | None, code: str | None = None
) -> _Kept:
    code = code or "".join(secrets.choice(_LETTERS) for _ in range(_CODE))
    entry = pen.record(
        PeopleReported(
            village=told.village,
            what=told.what,
            reported_at=told.at,
            channel=channel,
            code=code,
            since=told.since,
            site=told.site,
            phone=pen.keep_person(told.phone) if told.phone else None,
            words=pen.keep_person(told.words) if told.words else None,
            role=actor.role if actor else None,
        )
    )
    return _Kept(f"W{entry.seq}", code)


def answer_report(store: Store, actor: Actor, report: str, text: str) -> str | Refused:
    """Say to whoever told it what is so; a later answer takes the place of an earlier one."""
    return _settle(store, actor, report, ReportStanding.ANSWERED, text)


def close_report(store: Store, actor: Actor, report: str, text: str = "") -> str | Refused:
    """Nothing more is to be done about it. An answer that was given stays to be read."""
    return _settle(store, actor, report, ReportStanding.CLOSED, text)


def mark_spam(store: Store, actor: Actor, report: str) -> str | Refused:
    """It is no report: it counts nowhere, and its phone and words are erased at once."""
    return _settle(store, actor, report, ReportStanding.SPAM, "")


def _settle(
    store: Store, actor: Actor, report: str, standing: ReportStanding, text: str
) -> str | Refused:
    wants_text = standing is ReportStanding.ANSWERED
    refused = may(actor, Act.PEOPLE, **({"answer": text} if text or wants_text else {}))
    if refused:
        return refused
    with store.pen(at=actor.at, author=actor.name, via=actor.via) as pen:
        found = _open(pen, report)
        if isinstance(found, Refused):
            return found
        if not text.strip() and found.settled is not None:
            text = found.settled.data()["text"]
        pen.record(PeopleSettled(found.id, standing, text.strip(), actor.role))
        if standing is ReportStanding.SPAM:
            _forget(pen, [found], actor)
        return found.id


def correct_report(
    store: Store,
    actor: Actor,
    inventory: Inventory,
    report: str,
    village: str,
    reason: str,
    site: str | None = None,
) -> str | Refused:
    """It is about another village, or about this site of it; returns its id."""
    refused = may(actor, Act.PEOPLE, reason=reason)
    if refused:
        return refused
    if village not in gazetteer().villages:
        return Refused(to_say("'{code}' is no village here; choose one"), code=village[:40])
    known = inventory.site(site) if site else None
    if site and (known is None or known.desa != village):
        return Refused(to_say("site '{site}' does not lie in this village"), site=site)
    with store.pen(at=actor.at, author=actor.name, via=actor.via) as pen:
        found = _open(pen, report)
        if isinstance(found, Refused):
            return found
        pen.record(PeopleCorrected(found.id, village, reason.strip(), actor.role, site))
        return found.id


def erase_report(store: Store, actor: Actor, report: str) -> str | Refused:
    """Forget the phone and the words of a report; that they were erased is an entry."""
    refused = may(actor, Act.ERASE)
    if refused:
        return refused
    with store.pen(at=actor.at, author=actor.name, via=actor.via) as pen:
        found = _known(pen, report)
        if isinstance(found, Refused):
            return found
        if not _forget(pen, [found], actor):
            return Refused(to_say("nothing is kept of who told {id}"), id=found.id)
        return found.id


def erase_over_term(store: Store, *, keep_days: int, at: int, author: str, via: str) -> int:
    """Forget phones and words of reports that are older; how many. At most 500 at once."""
    with store.view() as view:
        if not view.people_reports_to_erase(at - keep_days * DAY, 1):
            return 0
    with store.pen(at=at, author=author, via=via) as pen:
        found = pen.people_reports_to_erase(at - keep_days * DAY, _AT_ONCE)
        if found:  # somebody else may have come first
            _forget(pen, found, None)
        return len(found)


def _forget(pen: Pen, reports: Collection[PeopleReport], actor: Actor | None) -> bool:
    """Whether anything was still kept of any."""
    gone = False
    for each in reports:
        for name in (each.phone, each.words):
            gone = bool(name and pen.erase_person(name)) or gone
    if gone or actor is None:
        ids = tuple(each.id for each in reports)
        pen.record(PeopleErased(ids, actor.role if actor else None))
    return gone


def _known(pen: Pen, report: str) -> PeopleReport | Refused:
    found = pen.people_report(report)
    if found is None:
        return Refused(to_say("report '{id}' is not known; the list shows the ids"), id=report)
    return found


def _open(pen: Pen, report: str) -> PeopleReport | Refused:
    found = _known(pen, report)
    if isinstance(found, PeopleReport) and found.standing is ReportStanding.SPAM:
        return Refused(to_say("{id} was told to be no report; nothing is done about it"), id=report)
    return found
