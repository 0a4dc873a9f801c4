"""The page that says what became of a report. Nothing of what people wrote stands there."""

import re
from zoneinfo import ZoneInfo

from dashboard.lapor.form import ROOT, page
from dashboard.markup import Html, element, joined
from pantau.actions.people_judged import Judged
from pantau.facts.region import ReportStanding
from pantau.language import Language, label, moment, translator

CODE = re.compile(r"[2-9a-hjkmnp-z]{12}", re.ASCII)


def told_page(
    each: Judged, zone: ZoneInfo, language: Language, *, simulation: bool = False
) -> Html:
    """What was told, in our words; how it stands; what was measured; what was answered."""
    say, report = translator(language), each.report
    reason = label(each.judgement.reason, language)
    facts = [
        (say("Village"), f"{each.village} ({each.kecamatan})"),
        (say("What is wrong?"), label(report.what, language)),
        (say("Told at"), moment(report.reported_at, zone, language)),
        (say("State"), label(report.standing, language)),
        # Without the verdict's word: nobody who asks for help is told to be wrong.
        (say("Our measurement"), f"{reason[:1].upper()}{reason[1:]}."),
    ]
    if each.answer and report.standing is not ReportStanding.SPAM:
        facts.append((say("Answer"), each.answer))
    address = f"{ROOT}/{report.code}"
    return page(
        language,
        say("Your report has come in"),
        element("p", say("Keep this code or this address: here you see what becomes of it.")),
        element("p", report.code, class_="code"),
        element("dl", *(joined(element("dt", name), element("dd", text)) for name, text in facts)),
        element("p", element("a", say("Another report"), href=_in(ROOT, language))),
        here=address,
        simulation=simulation,
    )


def notice_page(language: Language, title: str, text: str) -> Html:
    """A page that says in a sentence why there is nothing else."""
    say = translator(language)
    way = element("p", element("a", say("To the form"), href=_in(ROOT, language)))
    return page(language, title, element("p", text), way)


def _in(address: str, language: Language) -> str:
    return address if language == "id" else f"{address}?lang={language}"
