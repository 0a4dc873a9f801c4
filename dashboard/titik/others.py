"""The further ways in which a site is asked, and what each answered last. No streamlit."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from dashboard.markup import Html, element
from dashboard.settings import Settings
from dashboard.titik.about import Trust
from pantau.facts.instant import SECOND
from pantau.facts.probed import LastAnswer
from pantau.facts.words import ProbeOutcome
from pantau.inventory import Probe, Site
from pantau.language import (
    Language,
    Translator,
    age,
    label,
    milliseconds,
    recent,
    short_duration,
    translator,
)
from pantau.language.probed import found_words
from pantau.store import StoreError, last_answers


def read_answers(settings: Settings, site: str) -> tuple[LastAnswer, ...]:
    """A site's last answers; none where they cannot be read: nothing depends on them."""
    if settings.share is not None and not settings.share.serves_now(site):
        return ()
    try:
        return last_answers(settings.data, site)
    except StoreError:
        return ()


def others(
    site: Site,
    answers: Sequence[LastAnswer],
    trust: Trust,
    zone: ZoneInfo,
    at: int,
    language: Language,
) -> Html:
    """A row for each further probe; ``at``: now, microseconds UTC."""
    say = translator(language)
    known = {each.probe: each for each in answers}
    heads = (say("Probe"), say("Last answer"), say("Round trip"), say("Asked"))
    rows = [_row(probe, known.get(probe.name), trust, zone, at, say) for probe in site.probes[1:]]
    return element(
        "section",
        element("h2", say("Other ways of asking")),
        element(
            "table",
            element("thead", element("tr", *(element("th", each) for each in heads))),
            element("tbody", *rows),
            class_="p-list t-others",
        ),
        element(
            "p",
            say("They never decide whether the site is up, nor any money."),
            class_="p-rest",
        ),
        class_="p-panel",
    )


def _row(
    probe: Probe,
    answer: LastAnswer | None,
    trust: Trust,
    zone: ZoneInfo,
    at: int,
    say: Translator,
) -> Html:
    asked = asked_words(probe, say) if trust.staff else ""
    name = element("td", probe.name, *_about(asked))
    if answer is None:
        return element("tr", name, element("td", say("not yet")), element("td"), element("td"))
    language = say.language
    stale = answer.is_stale(at, probe.every_us)
    met = answer.outcome is ProbeOutcome.ANSWERED
    sign = "?" if stale or answer.outcome is ProbeOutcome.NOT_ASKED else "✓" if met else "✕"
    since = say("since {time}", time=recent(answer.since, at, zone, language))
    found = ", ".join(found_words(answer.details, zone, language)) if trust.staff else ""
    took = "–" if answer.rtt_us is None else milliseconds(answer.rtt_us, language)
    return element(
        "tr",
        name,
        element("td", f"{sign} {label(answer.outcome, language)}", *_about(since), *_about(found)),
        element("td", took),
        element("td", age(max(0, at - answer.at) // SECOND, language)),
        class_="p-soft" if stale else None,
    )


def _about(words: str) -> list[Html]:
    return [element("div", words, class_="p-about")] if words else []


def asked_words(probe: Probe, say: Translator) -> str:
    """What exactly is asked, and how often: for those who may see addresses."""
    where = f" {probe.address}" if probe.address else ""
    what = probe.kind.upper()
    if probe.url is not None:
        what = probe.url
    elif probe.query is not None:
        what = f"DNS{where} {probe.query.name} {probe.query.type}"
    elif probe.port is not None:
        what = f"{what}{where}:{probe.port}"
    every = short_duration(probe.every_us // SECOND, say.language)
    return f"{what} · " + say("every {time}", time=every)
