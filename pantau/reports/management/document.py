"""The management page as a whole."""

from pathlib import Path

from pantau.facts.papers import PaperKind
from pantau.inventory.choices import PaperSize
from pantau.inventory.outlines.file import outlines_beside
from pantau.inventory.outlines.projection import spot
from pantau.language import Language, to_say
from pantau.reports.cell import Count, Percent, Rupiah, Share
from pantau.reports.content import Align, Block, Column, Document, Figure, Figures, Paragraph, Table
from pantau.reports.frame import Frame
from pantau.reports.management.wanting import Wanted, Wanting, wanting
from pantau.reports.month.closing import day_of_paper
from pantau.reports.month.document import made_of, mark_of
from pantau.reports.month.facts import MonthFacts
from pantau.reports.month.opening import notices
from pantau.reports.month.telling import Telling
from pantau.reports.pictures import Place, PlaceMap

_WORDS = {
    Wanted.DECIDE_EXCLUSION: to_say("Decide on the exclusion {ids}"),
    Wanted.OTHER_LINE: to_say("Ask for another line or medium"),
    Wanted.ASK_PROVIDER: to_say("Ask the provider for the cause and its remedy"),
    Wanted.BETTER_MEASURING: to_say("Make sure that the site is measured"),
}

_MAP_MM = {PaperSize.F4: 85.0, PaperSize.A4: 58.0}


def management_page(facts: MonthFacts, language: Language, logo: bytes | None = None) -> Document:
    """The page about ``facts``: the same facts give the same tree. ``logo``: PNG or SVG."""
    telling = Telling(facts, language)
    say, reports = telling.say, facts.inventory.reports
    frame = Frame(reports, PaperKind.MANAGEMENT, language, logo)
    title = say("INTERNET SERVICE OF THE REGENCY")
    wording = reports.wording_of(PaperKind.MANAGEMENT)
    closing = (*frame.paragraphs(wording.closing, ()), *frame.paragraphs(wording.note, ()))
    return Document(
        name=f"pimpinan-{facts.result.month}",
        title=say("For those who decide, {month}", month=telling.month),
        author=frame.author,
        language=language,
        zone=telling.zone,
        size=reports.paper,
        mark=mark_of(telling, frame, say("For those who decide, {month}", month=telling.month)),
        made_of=made_of(facts),
        blocks=(
            *frame.head(title, day_of_paper(telling) or facts.first_day, (telling.month.upper(),)),
            *notices(telling),
            *(Paragraph(text) for text in frame.paragraphs(wording.opening, ())),
            _figures(telling),
            _map(telling),
            _decisions(telling),
            *(Paragraph(text) for text in closing),
        ),
    )


def _figures(telling: Telling) -> Block:
    say, total = telling.say, telling.facts.result.total
    judged = telling.shown(Count(total.compliant + total.not_compliant))
    return Figures(
        (
            Figure(say("Availability"), Share(total.availability), _beside_before(telling)),
            Figure(
                say("Objective met"),
                Count(total.compliant),
                say("of {judged} judged", judged=judged),
            ),
            Figure(say("Credit"), Rupiah(total.credit), say("before tax")),
        )
    )


def _beside_before(telling: Telling) -> str:
    if not telling.facts.before:
        return ""
    before = telling.facts.before[-1].total.availability
    return telling.say("the month before {share}", share=telling.shown(Share(before)))


def _map(telling: Telling) -> PlaceMap:
    say = telling.say
    # The file beside the inventory is the operator's; what is in force has no folder of its own.
    outlines = outlines_beside(Path(telling.inventory.file), telling.language)
    sites = {site.id: site for site in telling.inventory.judged}
    places = [
        Place(row.name, spot(*site.at), row.result.compliant)
        for row in telling.facts.rows
        if (site := sites[row.result.site]).at is not None
    ]
    return PlaceMap(
        key="peta",
        caption=say("Sites by their objective, {month}", month=telling.month),
        places=tuple(places),
        outlines=tuple(ring for each in outlines.found for ring in each.rings),
        legend=(
            (True, say("objective met")),
            (False, say("objective missed")),
            (None, say("not judged")),
        ),
        note=say("indicative borders") if outlines.indicative else "",
        # All has to stand on one sheet, notices of a simulated draft included.
        tallest=_MAP_MM[telling.inventory.reports.paper],
    )


def _decisions(telling: Telling) -> Table:
    say, right = telling.say, Align.RIGHT
    return Table(
        key="keputusan",
        caption=say("Sites that need a decision"),
        columns=(
            Column("n", say("No."), right, 0.5),
            Column("name", say("Site"), wide=2.2),
            Column("objective", say("Objective"), right, 0.9),
            Column("availability", say("Availability"), right, 1.1),
            Column("why", say("Why"), wide=2.8),
            Column("wanted", say("Decision"), wide=2.4),
        ),
        rows=tuple(
            (
                Count(number),
                each.row.name,
                Percent(each.row.result.objective),
                Share(each.row.result.availability, each.row.result.objective),
                _why(telling, each),
                say(_WORDS[each.wanted], ids=", ".join(each.proposals)),
            )
            for number, each in enumerate(wanting(telling.facts), start=1)
        ),
        empty=say("No site needs a decision."),
    )


def _why(telling: Telling, each: Wanting) -> str:
    say, parts = telling.say, []
    if each.in_a_row:
        missed = say("objective missed in this month")
        again = say("objective missed {n} months in a row", n=each.in_a_row)
        parts.append(again if each.in_a_row > 1 else missed)
    if each.late:
        parts.append(say.plural("{n} repair too late", "{n} repairs too late", each.late))
    if not each.row.result.claimable:
        coverage = telling.shown(Share(each.row.result.coverage))
        parts.append(say("only {share} measured", share=coverage))
    return "; ".join(parts)
