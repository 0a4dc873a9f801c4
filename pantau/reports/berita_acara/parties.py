"""Who agrees: how the paper opens, and how it is signed. Where nobody is named, there is room."""

from datetime import date

from pantau.facts.papers import PaperKind, PaperOffice
from pantau.inventory import reports as settings
from pantau.language import spelled_day
from pantau.reports.berita_acara.facts import RecordFacts
from pantau.reports.cell import Count, Plain
from pantau.reports.content import Block, Lines, Paragraph, Particulars, Signatory, Signatures
from pantau.reports.frame import Frame
from pantau.reports.month.telling import Telling

_ROOM = "………………………………"


def opening(
    telling: Telling, frame: Frame, record: RecordFacts, day: date | None
) -> tuple[Block, ...]:
    """The day in words, both parties, and what they have done."""
    say = telling.say
    wording = frame.reports.wording_of(PaperKind.BERITA_ACARA)
    today = _room_for_a_day(telling) if day is None else spelled_day(day, telling.language)
    done = say(
        "Both parties have reconciled the service level (SLA) of the internet service in {month}, "
        "with the result below.",
        month=telling.month,
    )
    return (
        Paragraph(say("Today, {day}, we the undersigned:", day=today)),
        *_party(telling, _first(frame), "1", _office(frame), say("FIRST PARTY")),
        *_party(
            telling,
            _second(frame, record),
            "2",
            _company(record),
            say("SECOND PARTY"),
            civil=False,
        ),
        *(Paragraph(text) for text in frame.paragraphs(wording.opening, (done,))),
    )


def basis(telling: Telling, frame: Frame) -> Lines:
    """On what the paper rests: the settings' own words, contracts, and the journal."""
    say, facts = telling.say, telling.facts
    own = frame.paragraphs(frame.reports.wording_of(PaperKind.BERITA_ACARA).basis, ())
    lines = []
    for name in sorted({row.result.contract for row in facts.rows}):
        contract = telling.inventory.contracts.get(name)
        if contract is None:
            lines.append(say("Contract {name}", name=name))
        else:
            lines.append(
                say(
                    "Contract {name} with {provider}, number {number}",
                    name=name,
                    provider=contract.provider,
                    number=contract.number or _ROOM,
                )
            )
    seq, digest = facts.head
    lines.append(
        say(
            "Measurements of {month}, as kept in the journal up to entry {seq} (hash {hash})",
            month=telling.month,
            seq=telling.shown(Count(seq)),
            hash=digest,
        )
    )
    return Lines((*own, *lines), numbered=True)


def signing(telling: Telling, frame: Frame, record: RecordFacts, day: date | None) -> Signatures:
    """Both parties beside one another, who knows of it below."""
    say = telling.say
    witness = frame.reports.signatory(PaperOffice.WITNESS)
    return Signatures(
        dateline=frame.dateline(day),
        signatories=(
            _signatory(_first(frame), say("FIRST PARTY"), _office(frame)),
            _signatory(_second(frame, record), say("SECOND PARTY"), _company(record), civil=False),
        ),
        witness=_signatory(witness, say("Known to,"), ""),
    )


def _first(frame: Frame) -> settings.Signatory | None:
    """Who answers for the money; else who made the figures."""
    found = frame.reports.signatory(PaperOffice.APPROVER)
    return found or frame.reports.signatory(PaperOffice.MAKER)


def _second(frame: Frame, record: RecordFacts) -> settings.Signatory | None:
    return frame.reports.signatory_of(_company(record), several=record.several)


def _office(frame: Frame) -> str:
    lines = frame.reports.letterhead.lines
    return lines[-1] if lines else ""


def _company(record: RecordFacts) -> str:
    return ", ".join(record.providers)


def _party(
    telling: Telling,
    who: settings.Signatory | None,
    number: str,
    where: str,
    called: str,
    *,
    civil: bool = True,
) -> tuple[Block, ...]:
    say = telling.say
    name, title, nip, organisation = _written(who, where)
    pairs: list[tuple[str, Plain]] = [(f"{number}. {say('Name')}", name or _ROOM)]
    if nip or (civil and not name):
        pairs.append((say("NIP"), nip or _ROOM))
    pairs += [(say("Position"), title or _ROOM), (say("Institution"), organisation or _ROOM)]
    return (
        Particulars(tuple(pairs)),
        Paragraph(say("hereafter called the {party}.", party=called)),
    )


def _written(who: settings.Signatory | None, where: str) -> tuple[str, str, str, str]:
    if who is None:
        return "", "", "", where
    return who.name, who.title, who.spaced_nip, who.organisation or where


def _signatory(
    who: settings.Signatory | None, above: str, where: str, *, civil: bool = True
) -> Signatory:
    name, title, nip, organisation = _written(who, where)
    return Signatory(
        above=above,
        title=title,
        name=name,
        rank=who.rank if who else "",
        nip=nip,
        organisation=organisation,
        civil=civil,
    )


def _room_for_a_day(telling: Telling) -> str:
    return telling.say("{dots} date {dots} month {dots} year {dots}", dots="…………")
