"""Reports of people as rows of a table, and the counts of their villages. Pure."""

from collections.abc import Iterable

from dashboard.columns import Column
from dashboard.scene import Scene
from dashboard.time_columns import at_column
from pantau.actions.people_judged import Judged, VillageCount
from pantau.facts.region import Complaint, ReportStanding, ReportVerdict
from pantau.language import label, moment, short_duration

SIGNS = {
    ReportVerdict.CONFIRMED: "✓",
    ReportVerdict.CONTRADICTED: "✕",
    ReportVerdict.CANNOT_TELL: "?",
}
_SECOND = 1_000_000


def in_order(found: Iterable[Judged]) -> tuple[Judged, ...]:
    """Those without an answer first, the newest on top; spam last."""
    rank = {ReportStanding.OPEN: 0, ReportStanding.SPAM: 2}
    return tuple(
        sorted(
            found,
            key=lambda each: (rank.get(each.report.standing, 1), -each.report.reported_at),
        )
    )


def verdict(each: Judged, here: Scene) -> str:
    """In a word, and with a sign for those who read no colours."""
    found = each.judgement.verdict
    return f"{SIGNS[found]} {label(found, here.language)}"


def measured(each: Judged, here: Scene) -> str:
    """Why, and for how long the line was down or bad in that time."""
    judgement, said = each.judgement, label(each.judgement.reason, here.language)
    length = judgement.down_us or judgement.degraded_us
    if not length:
        return said
    return f"{said}: {short_duration(length // _SECOND, here.language)}"


def since(each: Judged, here: Scene) -> str:
    """Since when, as told."""
    begin = each.report.since
    return here.say("not said") if begin is None else moment(begin, here.zone, here.language)


def report_columns(here: Scene) -> tuple[Column[Judged], ...]:
    """The columns of the reports."""
    say, language = here.say, here.language
    return (
        Column(say("State"), lambda each: label(each.report.standing, language), width=130),
        Column("Id", lambda each: each.report.id, width=85),
        at_column(say("Told at"), lambda each: each.report.reported_at, here),
        Column(say("Village"), lambda each: each.village, width=140),
        Column(say("Kecamatan"), lambda each: each.kecamatan, width=140),
        Column(say("Complaint"), lambda each: label(each.report.what, language), width=140),
        Column(say("Measured"), lambda each: verdict(each, here), width=160),
        Column(say("Why"), lambda each: measured(each, here), width="large"),
        Column(say("Since"), lambda each: since(each, here), width=165),
        Column(say("Answer"), lambda each: each.answer or "–", width="medium"),
        Column(say("Came by"), lambda each: label(each.report.channel, language), width=130),
    )


def count_columns(here: Scene, *, contacts: bool) -> tuple[Column[VillageCount], ...]:
    """The columns of the villages; ``contacts``: whom to ask there."""
    say = here.say

    def number(
        heading: str, what: ReportVerdict | Complaint, width: int = 125
    ) -> Column[VillageCount]:
        def count(each: VillageCount) -> int:
            if isinstance(what, ReportVerdict):
                return each.verdicts[what]
            return each.whats[what]

        return Column(heading, lambda each: str(count(each)), count, width=width)

    def kim(each: VillageCount) -> str:
        known = here.inventory.villages.get(each.code)
        contact = known.kim if known else None
        if contact is None:
            return "–"
        return " · ".join(filter(None, (contact.name, contact.phone)))

    return (
        Column(say("Village"), lambda each: each.name, width=150),
        Column(say("Kecamatan"), lambda each: each.kecamatan, width=150),
        Column(say("Reports"), lambda each: str(each.reports), lambda each: each.reports, width=90),
        number(label(Complaint.NO_SIGNAL, here.language), Complaint.NO_SIGNAL),
        number(label(ReportVerdict.CONFIRMED, here.language), ReportVerdict.CONFIRMED),
        number(label(ReportVerdict.CONTRADICTED, here.language), ReportVerdict.CONTRADICTED),
        number(label(ReportVerdict.CANNOT_TELL, here.language), ReportVerdict.CANNOT_TELL, 165),
        Column(
            label(ReportStanding.OPEN, here.language),
            lambda each: str(each.unanswered),
            lambda each: each.unanswered,
            width=110,
        ),
        at_column(say("Last report"), lambda each: each.last, here),
        *([Column(say("KIM contact"), kim, width="medium")] if contacts else []),
    )
