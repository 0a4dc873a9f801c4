"""The monthly SLA report as a whole."""

from pantau.facts.papers import PaperKind
from pantau.language import Language
from pantau.reports.content import Document, Mark
from pantau.reports.frame import Frame
from pantau.reports.month.closing import closing_part, day_of_paper
from pantau.reports.month.days import days_part
from pantau.reports.month.facts import MonthFacts
from pantau.reports.month.money import money_part
from pantau.reports.month.opening import (
    ground_part,
    inventory_of,
    notices,
    opening_part,
    rules_of,
    summary_part,
)
from pantau.reports.month.outages import outages_part
from pantau.reports.month.recap import recap_part
from pantau.reports.month.sites import sites_part
from pantau.reports.month.telling import Telling
from pantau.reports.month.trend import trend_part
from pantau.reports.month.unseen import not_claimable_part


def monthly_report(facts: MonthFacts, language: Language, logo: bytes | None = None) -> Document:
    """The paper about ``facts``: the same facts give the same tree. ``logo``: PNG or SVG."""
    telling = Telling(facts, language)
    say, reports = telling.say, facts.inventory.reports
    frame = Frame(reports, PaperKind.MONTHLY, language, logo)
    title = say("MONTHLY REPORT ON THE PERFORMANCE OF THE INTERNET SERVICE")
    return Document(
        name=f"laporan-sla-{facts.result.month}",
        title=say("SLA report, {month}", month=telling.month),
        author=frame.author,
        language=language,
        zone=telling.zone,
        size=reports.paper,
        mark=mark_of(telling, frame),
        made_of=made_of(facts),
        blocks=(
            *frame.head(title, day_of_paper(telling) or facts.first_day, (telling.month.upper(),)),
            *notices(telling),
            *opening_part(telling, frame),
            *summary_part(telling),
            *ground_part(telling),
            *recap_part(telling),
            *sites_part(telling),
            *outages_part(telling),
            *money_part(telling),
            *not_claimable_part(telling),
            *days_part(telling),
            *trend_part(telling),
            *closing_part(telling, frame),
        ),
    )


def mark_of(telling: Telling, frame: Frame, paper: str = "") -> Mark:
    """What stands on every page of a paper about the month.

    ``paper``: what it is and of which month; else the SLA report.
    """
    say, facts = telling.say, telling.facts
    seq, digest = facts.head
    return frame.mark(
        f"{paper or say('SLA report, {month}', month=telling.month)} · {telling.state}",
        say(
            "Journal {seq}:{hash} · inventory {inventory} · rules {rules}",
            seq=seq,
            hash=digest[:12],
            inventory=inventory_of(facts)[:12],
            rules=rules_of(telling),
        ),
        draft=not facts.closed,
        simulation=facts.inventory.simulation,
    )


def made_of(facts: MonthFacts) -> int:
    """The instant (microseconds UTC) whose knowledge a paper about the month holds."""
    closed = facts.standing.closed
    return closed.at if facts.closed and closed else facts.result.upto
