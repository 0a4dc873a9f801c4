"""The Berita Acara as a whole."""

from pantau.facts.papers import PaperKind
from pantau.language import Language
from pantau.reports.berita_acara.agreement import agreement_part, ending
from pantau.reports.berita_acara.differences import differences_part
from pantau.reports.berita_acara.facts import RecordFacts
from pantau.reports.berita_acara.parties import basis, opening, signing
from pantau.reports.berita_acara.results import results_part
from pantau.reports.content import Document, Heading
from pantau.reports.frame import Frame
from pantau.reports.month.closing import day_of_paper
from pantau.reports.month.document import made_of, mark_of
from pantau.reports.month.opening import notices
from pantau.reports.month.telling import Telling
from pantau.reports.month.unseen import not_claimable_part


def berita_acara(facts: RecordFacts, language: Language, logo: bytes | None = None) -> Document:
    """The paper on which both sides agree. ``logo``: PNG or SVG.

    It bears the day on which the month was closed; before that it is a draft without a day.
    """
    telling = Telling(facts.month, language)
    say, reports = telling.say, telling.inventory.reports
    frame = Frame(reports, PaperKind.BERITA_ACARA, language, logo)
    day = day_of_paper(telling)
    named = say("Record of SLA reconciliation, {month}", month=telling.month)
    return Document(
        name=f"berita-acara-sla-{facts.month.result.month}",
        title=named,
        author=frame.author,
        language=language,
        zone=telling.zone,
        size=reports.paper,
        mark=mark_of(telling, frame, " · ".join((named, *facts.providers))),
        made_of=made_of(facts.month),
        blocks=(
            *frame.head(
                say("RECORD OF SLA RECONCILIATION"),
                day or facts.month.first_day,
                (telling.month.upper(),),
            ),
            *notices(telling),
            *opening(telling, frame, facts, day),
            Heading(say("Basis")),
            basis(telling, frame),
            *results_part(telling),
            *differences_part(telling, facts),
            *not_claimable_part(telling),
            *agreement_part(telling),
            *ending(telling, frame),
            signing(telling, frame, facts, day),
        ),
    )
