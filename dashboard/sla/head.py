"""The top of the page: whose month it is, how it stands, and what its time was."""

from collections.abc import Mapping, Sequence

from dashboard.live import card
from dashboard.markup import Html, element
from dashboard.month_part import NOTHING, claims, credit_in_total, shown_share
from dashboard.sla.bar import time_bar
from pantau.language import (
    Language,
    label,
    number,
    percent,
    short_duration,
    translator,
)
from pantau.sla import SlaResult, Total
from pantau.sla.groups import Row, summed
from pantau.sla.unknown import UnknownReason


def head(
    rows: Sequence[Row],
    reasons: Mapping[UnknownReason, int],
    language: Language,
    outages_at: str | None = None,
) -> Html:
    """The figures of these rows. ``reasons``: of their unknown seconds, as known today.

    ``outages_at``: the address where their outages are listed, where there is one.
    """
    total = summed(rows)
    results = [row.result for row in rows]
    return element(
        "section",
        element("div", *_cards(results, total, outages_at, language), class_="p-cards"),
        element(
            "div",
            time_bar(total, language),
            _reasons(total, reasons, language),
            class_=f"p-panel s-account{' s-whole' if total.unknown_seconds else ''}",
        ),
        class_="s-head",
    )


def _cards(
    rows: Sequence[SlaResult], total: Total, outages_at: str | None, language: Language
) -> list[Html]:
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
            _counted(total.outages, outages_at, language),
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


def _counted(outages: int, outages_at: str | None, language: Language) -> str:
    """How many, and the way to them."""
    shown = number(outages, language)
    if outages_at is None or not outages:
        return shown
    return element("a", shown, href=outages_at, class_="p-go p-link")


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
