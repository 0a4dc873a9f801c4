"""The yearly evaluation as a whole."""

from datetime import date

from pantau.facts.papers import PaperKind
from pantau.facts.words import MonthState
from pantau.language import Language, label
from pantau.reports.cell import Count, Rupiah, Share
from pantau.reports.content import (
    Block,
    Document,
    Figure,
    Figures,
    Heading,
    Lines,
    Notice,
    Paragraph,
)
from pantau.reports.frame import Frame
from pantau.reports.year.closing import points
from pantau.reports.year.duties import duties_part
from pantau.reports.year.facts import YearFacts
from pantau.reports.year.figures import repaired
from pantau.reports.year.months import kecamatan_table, months_part, season_part
from pantau.reports.year.sides import sides_part
from pantau.reports.year.sites import sites_part
from pantau.reports.year.telling import Telling
from pantau.sla.total import sum_up

_MONTHS = 12


def yearly_evaluation(facts: YearFacts, language: Language, logo: bytes | None = None) -> Document:
    """The paper about ``facts``: the same facts give the same tree. ``logo``: PNG or SVG."""
    telling = Telling(facts, language)
    say, reports = telling.say, facts.inventory.reports
    frame = Frame(reports, PaperKind.YEARLY, language, logo)
    title = say("YEARLY EVALUATION OF THE INTERNET SERVICE AGREEMENT")
    seq, digest = facts.head
    whole = complete(facts)
    return Document(
        name=f"evaluasi-{facts.year}",
        title=say("Evaluation of {year}", year=facts.year),
        author=frame.author,
        language=language,
        zone=telling.zone,
        size=reports.paper,
        mark=frame.mark(
            say(
                "Evaluation of {year} · {state}",
                year=facts.year,
                state=label(MonthState.CLOSED if whole else MonthState.DRAFT, language),
            ),
            say("Journal {seq}:{hash}", seq=seq, hash=digest[:12]),
            draft=not whole,
            simulation=facts.inventory.simulation,
        ),
        made_of=facts.months[-1].judged.result.upto if facts.months else facts.now,
        blocks=(
            *frame.head(title, date(facts.year, 12, 31), (str(facts.year),)),
            *_notices(telling),
            *_opening(telling, frame),
            *months_part(telling),
            *season_part(telling),
            kecamatan_table(telling),
            *sides_part(telling),
            *sites_part(telling),
            *duties_part(telling),
            Heading(say("Points for the renewal")),
            Lines(points(telling), numbered=True),
            *_closing(frame),
            *frame.signatures(None),
        ),
    )


def complete(facts: YearFacts) -> bool:
    """Whether all twelve months were measured and are closed."""
    closed = [each for each in facts.months if each.judged.standing.state is MonthState.CLOSED]
    return len(closed) == _MONTHS


def _notices(telling: Telling) -> tuple[Block, ...]:
    say, facts = telling.say, telling.facts
    found = []
    if facts.inventory.simulation:
        found.append(say("These figures come from a simulation. Nothing here was measured."))
    if len(facts.months) < _MONTHS:
        found.append(
            say(
                "{n} of twelve months were measured; the evaluation speaks of these alone.",
                n=telling.shown(Count(len(facts.months))),
            )
        )
    if not complete(facts):
        found.append(say("Not all months are closed: figures can still change."))
    return tuple(Notice(text) for text in found)


def _opening(telling: Telling, frame: Frame) -> tuple[Block, ...]:
    say, facts = telling.say, telling.facts
    wording = frame.reports.wording_of(PaperKind.YEARLY)
    ours = (
        say(
            "This evaluation puts the months of {year} together: how the bought internet service "
            "performed against what was promised, how fast it was repaired, what was owed, and "
            "what should be talked about before the agreement goes on.",
            year=facts.year,
        ),
    )
    total = sum_up([row.result for row in facts.rows])
    done = repaired(facts.repairs)
    judged = total.compliant + total.not_compliant
    return (
        Heading(say("Introduction")),
        *(Paragraph(text) for text in frame.paragraphs(wording.opening, ours)),
        Heading(say("Summary")),
        Figures(
            (
                Figure(
                    say("Availability"),
                    Share(total.availability),
                    say("coverage {share}", share=telling.shown(Share(total.coverage))),
                ),
                Figure(
                    say("Objective met"),
                    Count(total.compliant),
                    say("of {n} months of sites", n=telling.shown(Count(judged))),
                ),
                Figure(
                    say("Repairs in time"),
                    Share(done.in_time),
                    say("of {n} with a target", n=telling.shown(Count(done.timed))),
                ),
                Figure(say("Credit"), Rupiah(total.credit), say("before tax")),
            )
        ),
    )


def _closing(frame: Frame) -> tuple[Block, ...]:
    wording = frame.reports.wording_of(PaperKind.YEARLY)
    texts = (*frame.paragraphs(wording.closing, ()), *frame.paragraphs(wording.note, ()))
    return tuple(Paragraph(text) for text in texts)
