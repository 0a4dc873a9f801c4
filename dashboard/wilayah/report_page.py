"""One report of people: what was told, what was measured, what was answered."""

from dashboard.links import page_url
from dashboard.markup import Html, element, joined
from dashboard.scene import Scene
from dashboard.wilayah.report_rows import measured, since, verdict
from pantau.actions.people_judged import Judged
from pantau.facts.region import ReportVerdict
from pantau.language import label, moment

_LOOKS = {
    ReportVerdict.CONFIRMED: "p-down",
    ReportVerdict.CONTRADICTED: "p-up",
    ReportVerdict.CANNOT_TELL: "p-unknown",
}


def report_page(each: Judged, here: Scene, *, contacts: bool) -> Html:
    """The whole of it. ``contacts``: with words, phone and whom to ask in the village."""
    say, language, report = here.say, here.language, each.report
    facts: list[tuple[str, str]] = [
        (say("Village"), f"{each.village} ({each.kecamatan})"),
        (say("Complaint"), label(report.what, language)),
        (say("Since"), since(each, here)),
        (say("Told at"), moment(report.reported_at, here.zone, language)),
        (say("Measured"), measured(each, here)),
        *([(say("Outages"), _outages(each, here))] if each.judgement.outages else []),
        (say("Came by"), label(report.channel, language)),
        (say("Code"), report.code),
    ]
    if contacts:
        facts += [
            (say("Words"), each.words or "–"),
            (say("Phone"), each.phone or "–"),
            (say("KIM contact"), _kim(each, here)),
        ]
    if report.settled is not None:
        when = moment(report.settled.at, here.zone, language)
        facts += [
            (say("Answer"), each.answer or "–"),
            (say("Answered by"), f"{report.settled.author}, {when}"),
        ]
    look = _LOOKS[each.judgement.verdict]
    return element(
        "section",
        element(
            "h2",
            element("span", verdict(each, here), class_=f"p-mark {look}"),
            f" {label(report.standing, language)} ",
            element("small", report.id, class_="p-soft"),
        ),
        element(
            "dl",
            *(joined(element("dt", name), element("dd", value)) for name, value in facts),
            class_="p-facts",
        ),
        class_="p-panel",
    )


def _outages(each: Judged, here: Scene) -> Html:
    links = [
        element("a", id, href=page_url("gangguan", here.language, id=id), class_="p-go p-link")
        for id in each.judgement.outages[:10]
    ]
    return joined(*(joined(link, " ") for link in links))


def _kim(each: Judged, here: Scene) -> str:
    known = here.inventory.villages.get(each.report.village)
    if known is None or known.kim is None:
        return here.say("none in the inventory: write it under villages")
    return " · ".join(filter(None, (known.kim.name, known.kim.phone)))
