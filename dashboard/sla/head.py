"""The top of the page: whose month it is, how it stands, and what its time was."""

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from dashboard.links import page_url
from dashboard.live import card
from dashboard.markup import Html, element, joined
from dashboard.month_part import NOTHING, claims, credit_in_total, shown_share
from dashboard.sla.bar import time_bar
from dashboard.sla.looks import Month
from dashboard.sla.rows import PER_WORDS, Per, Row, summed
from pantau.facts.words import MonthState
from pantau.language import (
    Language,
    label,
    moment,
    month_name,
    number,
    percent,
    rupiah,
    short_duration,
    to_say,
    translator,
)
from pantau.sla import SlaResult, Total
from pantau.sla.month import month_days
from pantau.sla.unknown import UnknownReason

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


def _step(name: str, language: Language, asked: Mapping[str, str | None]) -> Html:
    return element("a", name, href=page_url("sla", language, **asked), class_="p-go")


def _apart(steps: Sequence[Html]) -> list[str]:
    found: list[str] = []
    for step in steps:
        found += [" › ", step] if found else [step]
    return found


def head(rows: Sequence[Row], reasons: Mapping[UnknownReason, int], language: Language) -> Html:
    """The figures of these rows. ``reasons``: of their unknown seconds, as known today."""
    total = summed(rows)
    results = [row.result for row in rows]
    return element(
        "section",
        element("div", *_cards(results, total, language), class_="p-cards"),
        element(
            "div",
            time_bar(total, language),
            _reasons(total, reasons, language),
            class_=f"p-panel s-account{' s-whole' if total.unknown_seconds else ''}",
        ),
        class_="s-head",
    )


def _cards(rows: Sequence[SlaResult], total: Total, language: Language) -> list[Html]:
    say = translator(language)
    alone = rows[0] if len(rows) == 1 else None
    objective = alone.objective if alone else None
    cases = say(
        "worst {worst} · best {best}",
        worst=shown_share(total.availability_worst, objective, language),
        best=shown_share(total.availability_best, objective, language),
    )
    return [
        card(
            say("Availability"),
            shown_share(total.availability, objective, language),
            cases,
            "p-month",
        ),
        card(
            say("Coverage"),
            shown_share(total.coverage, None, language),
            claims(rows, language)
            or (say("enough for a claim") if alone else say("enough for a claim everywhere")),
            "p-month",
        ),
        _verdict(alone, total, language),
        card(
            say("Outages"),
            number(total.outages, language),
            say("down {duration}", duration=short_duration(total.down_seconds, language)),
            "p-month",
        ),
        card(
            say("Credit"),
            credit_in_total(rows, language),
            say("before tax"),
            "p-month",
        ),
    ]


def _verdict(alone: SlaResult | None, total: Total, language: Language) -> Html:
    """Of one row whether it meets its objective; of many how many do."""
    say = translator(language)
    if alone is None:
        judged = total.compliant + total.not_compliant
        rest = say(
            "{no} miss it, {open} not judged",
            no=number(total.not_compliant, language),
            open=number(total.undecided, language),
        )
        of = say(
            "{yes} of {judged}",
            yes=number(total.compliant, language),
            judged=number(judged, language),
        )
        return card(say("Meets its objective"), of, rest, "p-month")
    words = {True: f"✓ {say('Yes')}", False: f"✕ {say('No')}", None: NOTHING}[alone.compliant]
    objective = NOTHING if alone.objective is None else percent(alone.objective, language)
    style = {True: "p-up", False: "s-missed", None: "p-unknown"}[alone.compliant]
    return card(say("Meets its objective"), words, say("objective {share}", share=objective), style)


def _reasons(total: Total, reasons: Mapping[UnknownReason, int], language: Language) -> Html:
    """Why time is unknown, the longest first."""
    say = translator(language)
    if not total.unknown_seconds:
        return Html()
    title = element("h3", say("Why time is unknown"))
    if sum(reasons.values()) != total.unknown_seconds:
        words = say(
            "The month was closed with other unknown time than is known today; its reasons are not "
            "among what was frozen."
        )
        return element("div", title, element("p", words, class_="p-rest"), class_="s-reasons")
    lines = [
        element(
            "li",
            element("span", label(reason, language)),
            element("b", short_duration(seconds, language)),
        )
        for reason, seconds in reasons.items()
    ]
    return element("div", title, element("ul", *lines), class_="s-reasons")


def money_change(before: int, after: int, language: Language) -> str:
    """A difference in rupiah with its sign."""
    return f"{'+' if after > before else ''}{rupiah(after - before, language)}"
