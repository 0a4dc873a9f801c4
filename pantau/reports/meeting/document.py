"""The certificate of a meeting: what its places were like, as it was measured."""

from dataclasses import replace

from pantau.actions.readiness import Asked, look_back
from pantau.facts.instant import to_datetime
from pantau.facts.measured import Interval
from pantau.facts.meetings import Fitness, Light
from pantau.facts.papers import PaperKind, PaperOffice
from pantau.facts.said import Meeting
from pantau.inventory.logo import logo_of
from pantau.inventory.model import Inventory
from pantau.language import Language, Translator, label, moment, translator
from pantau.language.meetings import burden, reason_words, worth
from pantau.meeting.result import PlaceThen
from pantau.reports.cell import Cell, Count
from pantau.reports.content import (
    Align,
    Block,
    Column,
    Document,
    Figure,
    Figures,
    Letterhead,
    Lines,
    Paragraph,
    Particulars,
    Table,
    Title,
)
from pantau.reports.frame import Frame
from pantau.store import Store


def certificate_pdf(
    store: Store, inventory: Inventory, meeting: Meeting, now: int, language: Language
) -> bytes:
    """The certificate as PDF. ``now``: microseconds UTC. Raises StoreError."""
    from pantau.reports.pdf import to_pdf  # noqa: PLC0415 - what writes, when a paper is made

    # One that was ended early counts to that moment.
    span = Interval(meeting.begin, meeting.until)
    places = look_back(store, Asked(meeting.kind, span, meeting.sites))
    head = store.head()
    journal = f"{head[0]}:{head[1].hex()[:12]}"
    return to_pdf(certificate(inventory, meeting, places, journal, now, language))


def certificate(
    inventory: Inventory,
    meeting: Meeting,
    places: list[PlaceThen],
    journal: str,
    now: int,
    language: Language,
) -> Document:
    """The same facts give the same tree. ``journal``: its head when this was made."""
    say, zone = translator(language), inventory.timezone
    # It is no paper between two parties: the provider signs nothing here.
    ours = tuple(
        each for each in inventory.reports.signatories if each.office is not PaperOffice.PROVIDER
    )
    reports = replace(inventory.reports, signatories=ours)
    frame = Frame(reports, PaperKind.MONTHLY, language, logo_of(inventory))
    title = say("MEETING QUALITY CERTIFICATE")
    day = to_datetime(now, zone).date()
    left = say("Certificate of meeting {id}", id=meeting.id)
    right = say("journal {head}", head=journal)
    return Document(
        name=f"sertifikat-rapat-{meeting.id.lower()}",
        title=left,
        author=frame.author,
        language=language,
        zone=zone,
        size=reports.paper,
        mark=frame.mark(left, right, draft=False, simulation=inventory.simulation),
        made_of=now,
        blocks=(
            Letterhead(reports.letterhead.lines, reports.letterhead.address, frame.logo),
            Title(title, (meeting.name,)),
            Particulars(
                (
                    (say("Meeting"), f"{meeting.name} ({meeting.id})"),
                    (say("Kind"), label(meeting.kind, language)),
                    (say("From"), moment(meeting.begin, zone, language)),
                    (say("To"), moment(meeting.until, zone, language)),
                    (say("Planned by"), meeting.planned.author),
                )
            ),
            _figures(places, say, language),
            _table(inventory, places, say, language),
            *_method(say),
            *frame.signatures(day),
        ),
    )


def _figures(places: list[PlaceThen], say: Translator, language: Language) -> Block:
    of = say("of {sites} sites", sites=str(len(places)))
    return Figures(
        tuple(
            Figure(
                label(fitness, language), Count(sum(each.fitness is fitness for each in places)), of
            )
            for fitness in Fitness
        )
    )


def _table(
    inventory: Inventory, places: list[PlaceThen], say: Translator, language: Language
) -> Table:
    right = Align.RIGHT
    return Table(
        key="titik",
        caption=say("Places of the meeting"),
        columns=(
            Column("n", say("No."), right, 0.5),
            Column("name", say("Site"), wide=2.6),
            Column("result", say("Result"), wide=1.2),
            Column("r", "R", right, 0.6),
            Column("mos", "MOS", right, 0.7),
            Column("loss", say("Loss (%)"), right, 0.8),
            Column("rtt", say("Round trip (ms)"), right, 0.9),
            Column("jitter", say("Jitter (ms)"), right, 0.8),
            Column("minutes", say("Minutes known"), right, 1.1),
            Column("why", say("Why"), wide=1.8),
        ),
        rows=tuple(
            _row(number, inventory, each, say, language) for number, each in enumerate(places, 1)
        ),
        empty=say("This meeting has no places."),
    )


def _row(
    number: int, inventory: Inventory, each: PlaceThen, say: Translator, language: Language
) -> tuple[Cell, ...]:
    site, whole = inventory.site(each.site), each.whole
    known = sum(n for light, n in each.minutes.items() if light is not Light.UNKNOWN)
    return (
        Count(number),
        site.name if site else each.site,
        label(each.fitness, language),
        worth(whole.r, 0, language),
        worth(whole.mos, 1, language),
        burden(whole.loss_percent, 1, language),
        burden(whole.rtt_ms, 0, language),
        burden(whole.jitter_ms, 0, language),
        say("{known} of {of}", known=known, of=sum(each.minutes.values())),
        reason_words(each.reasons, say),
    )


def _method(say: Translator) -> tuple[Block, ...]:
    return (
        Paragraph(say("How this was measured:")),
        Lines(
            (
                say(
                    "Small echoes went to each place several times a second, from half an hour "
                    "before the meeting to its end; no line bore more than 32 kbit/s of them."
                ),
                say(
                    "R and MOS are those of ITU-T G.107 for G.711 with concealment of lost "
                    "packets, by half the round trip, the jitter, and loss with its bursts."
                ),
                say(
                    "A place is good where 95 % of its known minutes were green, usable where 95 % "
                    "were not red; minutes in which nobody could see are not counted."
                ),
                say(
                    "How much a line can carry, and what happened inside of the building, is not "
                    "measured."
                ),
            )
        ),
    )
