"""Which month it is and how far it has got, and where in it one is."""

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from dashboard.links import page_url
from dashboard.markup import Html, element, joined
from dashboard.sla.looks import Month
from pantau.facts.words import MonthState
from pantau.language import Language, moment, month_name, to_say, translator
from pantau.sla.groups import PER_WORDS, Per
from pantau.sla.month import month_days

_STANDS = {
    MonthState.DRAFT: to_say("provisional"),
    MonthState.REVIEWED: to_say("reviewed"),
    MonthState.CLOSED: to_say("closed"),
}


def month_word(month: str, state: MonthState, *, running: bool, language: Language) -> str:
    """A month in the list to choose from: "Oktober 2026 · ditutup"."""
    say = translator(language)
    name = month_name(month_days(month)[0], language)
    return f"{name} · {say('running') if running else say(_STANDS[state])}"


def standing_line(month: Month, language: Language) -> Html:
    """How far the month has got, and up to when it is judged."""
    say, standing, result = translator(language), month.standing, month.result
    words = say("running, provisional") if month.is_running else say(_STANDS[standing.state])
    revision = say("revision {n}", n=standing.revision)
    return element(
        "p",
        element("span", words, class_=f"s-chip s-{standing.state.value}"),
        f"{revision} · " if month.is_closed or standing.revision > 1 else "",
        say("judged up to {time}", time=moment(result.upto, ZoneInfo(result.timezone), language)),
        " · ",
        element(
            "a",
            say("Papers of this month"),
            href=page_url("laporan", language, bulan=result.month),
            class_="p-go",
        ),
        class_="s-standing",
    )


def trail(
    month: str,
    per: Per,
    word: str | None,
    group: str | None,
    site: str | None,
    language: Language,
) -> Html:
    """Where in the month one is, each step a link back; nothing where all sites are shown.

    ``word``: how addresses name the group.
    """
    say = translator(language)
    if group is None and site is None:
        return Html()
    asked = {"bulan": month, "per": None if per is Per.SITE else per.value}
    steps = [_step(say("All sites"), language, asked)]
    if group is not None:
        name = f"{say(PER_WORDS[per])}: {group}"
        last = site is None
        steps.append(
            element("strong", name) if last else _step(name, language, {**asked, "kelompok": word})
        )
    if site is not None:
        steps.append(element("strong", site))
    return element("nav", joined(*_apart(steps)), class_="s-trail")


# How addresses name the group of those that have none of what it is put together by.
_NOTHING = {"", "-"}


def outages_at(month: str, per: Per, word: str | None, language: Language) -> str | None:
    """Where the outages of a month are listed, or of one of its groups (``word``).

    None for the group of those that have nothing of the kind: the list is narrowed by what is.
    """
    if word is None:
        return page_url("gangguan", language, rentang=month)
    if word in _NOTHING:
        return None
    # The list is narrowed under the very names by which a month is put together.
    return page_url("gangguan", language, rentang=month, **{per.value: word})


def _step(name: str, language: Language, asked: Mapping[str, str | None]) -> Html:
    return element("a", name, href=page_url("sla", language, **asked), class_="p-go")


def _apart(steps: Sequence[Html]) -> list[str]:
    found: list[str] = []
    for step in steps:
        found += [" › ", step] if found else [step]
    return found
